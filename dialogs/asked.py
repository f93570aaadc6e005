"""What a unit asked, and telling apart what the platform waits for."""

from dataclasses import replace

from dialogs.city import City
from dialogs.facts.acts import AnswerQuestion
from dialogs.facts.say import Clipped, say
from dialogs.filing.questions import question
from dialogs.machine.journal import Run
from dialogs.machine.question import Option, Question
from dialogs.machine.script import Script, Start, choose, do, ended, refused

ANSWER, RATE = "answer", "rate"


def answer_unit(_: City, run: Run) -> Script:
    """Hand the citizen's answer to the unit that asked."""
    said, media = run.arguments["text"], tuple(run.arguments["media"])
    result = yield from do(AnswerQuestion(run.arguments["question"], text=said, media=media))
    number = run.arguments["case"]
    return ended(say("answer-late" if refused(result) else "answered", number=number), case=number)


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
