"""Short dialogs beside filing: a person, answers to common questions, adding to a case, or an unfinished draft."""

from dataclasses import replace

from dialogs.came import brought, photos_of, with_places
from dialogs.city import City
from dialogs.facts.acts import CallBack, DropNote, Supplement
from dialogs.facts.say import Clipped, Named, say
from dialogs.filing.questions import NEW, question
from dialogs.machine.journal import Run
from dialogs.machine.question import Option
from dialogs.machine.script import Script, Start, choose, do, ended, extras, refused
from dialogs.mine.supplementing import not_added

FILING = "filing"
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
    came = yield from brought(tuple(run.arguments.get("photos", ())))
    return ended(then=Start(FILING, {"text": text}, alone=True), along=came)


def add_or_new(_: City, run: Run) -> Script:
    """Ask whether a sentence belongs to an open case or is a new matter. ``note``: where it waits meanwhile."""
    number, text, note = run.arguments["number"], run.arguments["text"], run.arguments["note"]
    asked = question(
        "add-or-new", Option(ADD, say("add-to", tail=number[-5:]), "add-words"), Option(NEW, say("add-new"))
    )
    said = say("add-or-new", text=Clipped(text), number=number) if text else say("add-photo-or-new", number=number)
    choice = yield from choose(replace(asked, say=said))
    came = yield from brought(tuple(run.arguments.get("media", ())))
    if choice == NEW:
        yield from do(DropNote(note))
        return ended(then=Start(FILING, {"text": text}, alone=True), along=came)
    result = yield from do(Supplement(number, with_places(text, came), photos_of(came)))
    if reason := refused(result):
        return ended(not_added(number, reason), case=number)
    yield from do(DropNote(note))
    return ended(say("added", number=number), case=number)


def resume_or_new(_: City, run: Run) -> Script:
    """Ask whether the unfinished draft goes on or the sentence is a new matter."""
    on = Option(ON, say("resume-on"), "resume-words")
    asked = question("resume", on, Option(NEW, say("resume-new"), "new-words"))
    begun = run.arguments["begun"]
    choice = yield from choose(replace(asked, say=say("resume-what", what=Clipped(begun))) if begun else asked)
    came = yield from extras()
    if choice == NEW:
        return ended(then=Start(FILING, run.arguments["new"], alone=True), along=came)
    return ended(along=came)
