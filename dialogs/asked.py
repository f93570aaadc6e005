"""What a unit asked, and telling apart what the platform waits for."""

from dataclasses import replace

from dialogs.came import brought, photos_of, with_places
from dialogs.city import City
from dialogs.facts.acts import AnswerQuestion, DropNote, Supplement
from dialogs.facts.say import Clipped, say
from dialogs.filing.questions import NEW, question
from dialogs.machine.journal import Run
from dialogs.machine.question import Option, Question
from dialogs.machine.script import Script, Start, choose, do, ended, refused
from dialogs.mine.supplementing import not_added

ANSWER, RATE = "answer", "rate"


def answer_unit(_: City, run: Run) -> Script:
    """Hand the citizen's answer to the unit that asked."""
    said, media = run.arguments["text"], tuple(run.arguments["media"])
    result = yield from do(AnswerQuestion(run.arguments["question"], text=said, media=media))
    number = run.arguments["case"]
    return ended(say("answer-late" if refused(result) else "answered", number=number), case=number)


def ask_back(_: City, run: Run) -> Script:
    """Pass on what the citizen asks in return; what the unit asked (``asked``) still waits for its answer."""
    number = run.arguments["case"]
    result = yield from do(Supplement(number, run.arguments["text"], tuple(run.arguments["media"])))
    if reason := refused(result):
        return ended(not_added(number, reason), case=number)
    return ended(say("asked-back", number=number, text=Clipped(run.arguments["asked"])), case=number)


def answer_or_new(_: City, run: Run) -> Script:
    """Ask whether a whole sentence answers a unit or is a matter of its own. ``note``: where it waits meanwhile."""
    said, number, note = run.arguments["text"], run.arguments["case"], run.arguments["note"]
    choice = yield from choose(_whether(said, number))
    came = yield from brought(tuple(run.arguments["media"]))
    yield from do(DropNote(note))
    if choice == NEW:
        return ended(then=Start("filing", {"text": said}, alone=True), along=came)
    answer = {"text": with_places(said, came), "media": [*photos_of(came)]}
    return ended(then=Start("answer-unit", {**run.arguments, **answer}))


def _whether(text: str, asked: str) -> Question:
    ours = question("answer-or-new", Option(ANSWER, say("which-answer", tail=asked[-5:])), Option(NEW, say("add-new")))
    return replace(ours, say=say("answer-or-new", text=Clipped(text)))


def which_awaited(_: City, run: Run) -> Script:
    """Ask whether a short answer is for a unit's question or rates a case; both were asked."""
    ask, rating = run.arguments["ask"], run.arguments["rating"]
    if (yield from choose(_which(ask["text"], ask["case"], rating["number"]))) == RATE:
        return ended(then=Start("rating", rating))
    return ended(then=Start("answer-unit", ask))


def _which(text: str, asked: str, rated: str) -> Question:
    ours = question(
        "which-awaited",
        Option(ANSWER, say("which-answer", tail=asked[-5:])),
        Option(RATE, say("which-rate", tail=rated[-5:])),
    )
    return replace(ours, say=say("which-awaited", text=Clipped(text)))
