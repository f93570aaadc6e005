"""Short dialogs beside filing: a person, answers to common questions, adding to a case, rating, an unfinished draft."""

from dataclasses import replace

from dialogs.city import City
from dialogs.facts.acts import AnswerQuestion, CallBack, DropNote, Supplement
from dialogs.facts.cases import OpenQuestion
from dialogs.facts.queries import Standing, StandingOf
from dialogs.facts.say import Clipped, Named, say
from dialogs.filing.questions import NEW, question
from dialogs.machine.journal import Run
from dialogs.machine.question import Length, Option, Question, Text
from dialogs.machine.script import Ending, Part, Script, Start, ask, choose, do, ended, extras, look_up, refused

FILING = "filing"
RATINGS = ("satisfied", "acceptable", "dissatisfied", "unsolved")
ADD, ON = "add", "on"


def person(_: City, run: Run) -> Script:
    """Give the hotline with its hours and leave a call-back request at the desk."""
    yield from do(CallBack((run.arguments or {}).get("text", "")))
    hotline = {"number": Named("hotline-number", "city"), "hours": Named("hotline-hours", "city")}
    return ended(say("person", **hotline))


def frequent(_: City, run: Run) -> Script:
    """Answer a common question from the city's answers; what is not meant becomes a case."""
    code, text = run.arguments["code"], run.arguments["text"]
    asked = question("frequent", Option(NEW, say("frequent-new"), "new-words"), loose=True)
    answer = say("frequent", answer=Named("answer", code))
    yield from choose(replace(asked, say=answer))
    return ended(then=Start(FILING, {"text": text}, alone=True))


def add_or_new(_: City, run: Run) -> Script:
    """Ask whether a sentence belongs to an open case or is a new matter. ``note``: where it waits meanwhile."""
    number, text, note = run.arguments["number"], run.arguments["text"], run.arguments["note"]
    asked = question(
        "add-or-new", Option(ADD, say("add-to", tail=number[-5:]), "add-words"), Option(NEW, say("add-new"))
    )
    said = say("add-or-new", text=Clipped(text), number=number) if text else say("add-photo-or-new", number=number)
    choice = yield from choose(replace(asked, say=said))
    if choice == NEW:
        yield from do(DropNote(note))
        return ended(then=Start(FILING, {"text": text, "photos": [*run.arguments.get("media", ())]}, alone=True))
    photos = tuple(extra.media for extra in (yield from extras()) if extra.media)
    result = yield from do(Supplement(number, text, (*run.arguments.get("media", ()), *photos)))
    if refused(result):
        return ended(say("add-refused", number=number), case=number)
    yield from do(DropNote(note))
    return ended(say("added", number=number), case=number)


def resume_or_new(_: City, run: Run) -> Script:
    """Ask whether the unfinished draft goes on or the sentence is a new matter."""
    on = Option(ON, say("resume-on"), "resume-words")
    asked = question("resume", on, Option(NEW, say("resume-new"), "new-words"))
    begun = run.arguments["begun"]
    choice = yield from choose(replace(asked, say=say("resume-what", what=Clipped(begun))) if begun else asked)
    if choice == NEW:
        return ended(then=Start(FILING, run.arguments["new"], alone=True))
    return ended()


def rating(_: City, run: Run) -> Script:
    """Take a rating, with a reason where the citizen is not content."""
    found = yield from _question((run.arguments or {}).get("question", ""))
    if found is None:
        return ended(say("rating-none"))
    value = (run.arguments or {}).get("value", "") or (yield from choose(rate(found)))
    reason, text = "", ""
    if value in RATINGS[2:]:
        given = yield from ask(_why())
        reason, text = (given, "") if isinstance(given, str) else ("other", given.text)
    result = yield from do(AnswerQuestion(found.id, value, text, reason))
    return ended(say("rating-late" if refused(result) else f"rated-{value}", number=found.case), case=found.case)


def _question(id: str) -> Part[OpenQuestion | None]:
    standing: Standing | None = yield from look_up(StandingOf())
    waiting = standing.open_questions if standing else ()
    found = [each for each in waiting if each.kind == "rating" and id in ("", each.id)]
    return found[0] if found else None


def rate(found: OpenQuestion) -> Question:
    """Ask for a rating, one digit."""
    ours = question("rate", *(Option(code, say(f"rate-{code}"), f"{code}-words") for code in RATINGS))
    return replace(ours, say=say("rate", number=found.case))


def _why() -> Question:
    reasons = ("slow", "untrue", "partly", "attitude")
    return question("why", *(Option(code, say(f"why-{code}")) for code in reasons), own_words=Length(2, 500))


def answer_unit(_: City, run: Run) -> Script:
    """Hand the citizen's answer to the unit that asked."""
    photos = tuple(extra.media for extra in (yield from extras()) if extra.media)
    said = Text(run.arguments["text"])
    result = yield from do(
        AnswerQuestion(run.arguments["question"], text=said.text, media=(*run.arguments["media"], *photos))
    )
    number = run.arguments["case"]
    return ended(say("answer-late" if refused(result) else "answered", number=number), case=number)


__all__ = ["Ending", "add_or_new", "answer_unit", "frequent", "person", "rating", "resume_or_new"]
