"""Adding words or photos to a case."""

from dataclasses import replace

from dialogs.came import brought, photos_of, with_places
from dialogs.city import City
from dialogs.facts.acts import Supplement
from dialogs.facts.results import TOO_MANY, WhyNot
from dialogs.facts.say import Named, Say, say
from dialogs.filing.questions import question
from dialogs.machine.journal import Run
from dialogs.machine.question import Length, Option, Question, Text
from dialogs.machine.script import Part, Script, ask, do, ended, refused
from dialogs.mine.choosing import chosen

THAT_IS_ALL = "that-is-all"


def supplementing(_: City, run: Run) -> Script:
    """Add what the citizen writes or sends."""
    number = yield from chosen(run, "which-supplement")
    if not number:
        return ended(say("no-open-case"))
    text, begun_with = (run.arguments or {}).get("text", ""), tuple((run.arguments or {}).get("media", ()))
    said = Text(text) if text else (yield from _said(number, begun_with))
    came, voice = (yield from brought(begun_with)), (said.voice,) if said.voice else ()
    result = yield from do(Supplement(number, with_places(said.text, came), (*photos_of(came), *voice)))
    if reason := refused(result):
        return ended(not_added(number, reason), case=number)
    return ended(say("added", number=number), case=number)


def not_added(number: str, reason: str) -> Say:
    if reason == TOO_MANY:
        return say("add-too-many", number=Named("hotline-number", "city"))
    return say("case-not-mine" if reason == WhyNot.UNKNOWN else "add-refused", number=number)


def _said(number: str, photos: tuple[str, ...]) -> Part[Text]:
    given = yield from ask(asked(number, sent=bool((yield from brought(photos)))))
    return Text("") if given == THAT_IS_ALL or not isinstance(given, Text) else given


def asked(number: str, *, sent: bool) -> Question:
    """Ask for words; who has sent a photo or a place may leave it at that."""
    done = (Option(THAT_IS_ALL, say("supplement-done"), "done-words"),) if sent else ()
    ours = question("supplement", *done, own_words=Length(2, 1000))
    return replace(ours, say=say("supplement-photos" if sent else "supplement", number=number), about=number)
