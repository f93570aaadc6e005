"""Adding words or photos to a case."""

from dataclasses import replace

from dialogs.city import City
from dialogs.facts.acts import Supplement
from dialogs.facts.results import WhyNot
from dialogs.facts.say import say
from dialogs.filing.questions import question
from dialogs.machine.journal import Run
from dialogs.machine.question import Length, Option, Question, Text
from dialogs.machine.script import Part, Script, ask, do, ended, extras, refused
from dialogs.mine.choosing import chosen

THAT_IS_ALL = "that-is-all"


def supplementing(_: City, run: Run) -> Script:
    """Add what the citizen writes or sends."""
    number = yield from chosen(run, "which-supplement")
    if not number:
        return ended(say("no-open-case"))
    text, media = (run.arguments or {}).get("text", ""), (run.arguments or {}).get("media", ())
    said = Text(text) if text else (yield from _said(number))
    voice = (said.voice,) if said.voice else ()
    result = yield from do(Supplement(number, said.text, (*media, *voice, *(yield from photos_sent()))))
    if reason := refused(result):
        return ended(say("case-not-mine" if reason == WhyNot.UNKNOWN else "add-refused", number=number), case=number)
    return ended(say("added", number=number), case=number)


def photos_sent() -> Part[tuple[str, ...]]:
    return tuple(extra.media for extra in (yield from extras()) if extra.media)


def _said(number: str) -> Part[Text]:
    given = yield from ask(asked(number, photos=bool((yield from photos_sent()))))
    return Text("") if given == THAT_IS_ALL or not isinstance(given, Text) else given


def asked(number: str, *, photos: bool) -> Question:
    """Ask for words; who has sent photos may leave it at that."""
    done = (Option(THAT_IS_ALL, say("supplement-done"), "done-words"),) if photos else ()
    ours = question("supplement", *done, own_words=Length(2, 1000))
    return replace(ours, say=say("supplement-photos" if photos else "supplement", number=number), about=number)
