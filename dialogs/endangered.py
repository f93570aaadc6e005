"""Danger: what is written after the cry goes to the desk at once, and nobody is led through a form."""

from dataclasses import dataclass, field, replace

import msgspec

from dialogs.came import brought, place_line
from dialogs.city import City
from dialogs.facts.acts import ReportDanger
from dialogs.facts.cases import Place
from dialogs.facts.queries import Read
from dialogs.facts.reading import Reading
from dialogs.facts.say import Named, say
from dialogs.filing.places import together
from dialogs.filing.questions import question
from dialogs.machine.journal import Run
from dialogs.machine.question import Length, Option, Question, Text
from dialogs.machine.script import Part, Script, Start, ask, do, ended, look_up, tell
from dialogs.service import FILING

FILE, LEAVE = "file", "leave"
LONGEST_PLACE = 200  # characters


@dataclass(frozen=True, slots=True)
class Danger:
    """What a citizen in danger has written so far: what goes to the desk at once, and into a case if they want one."""

    cry: str = field(default="", repr=False)
    """Not named as what other scripts begin with, to which further words are added."""
    danger: str = ""
    photos: tuple[str, ...] = ()
    place: Place | None = None


def danger(city: City, run: Run) -> Script:
    """Take each further message to the desk, once it was said whom to call, and file what is dangerous if asked to."""
    told = msgspec.convert(run.arguments or {}, Danger)
    reading: Reading | None = yield from look_up(Read(told.cry))
    told = replace(told, place=reading.place if reading else None)
    while not isinstance(given := (yield from ask(danger_next(is_placed=told.place is not None))), str):
        told = yield from _with_more(city, told, given)
    if given == LEAVE:
        return ended(say("danger-left"))
    came = yield from brought(told.photos)
    place = {"place": msgspec.to_builtins(told.place)} if told.place else {}
    return ended(then=Start(FILING, {"text": told.cry, "hurried": True, **place}, alone=True), along=came)


def danger_next(*, is_placed: bool) -> Question:
    file, leave = Option(FILE, say("danger-file"), "yes-words"), Option(LEAVE, say("danger-leave"), "no-words")
    ours = question("danger-next", file, leave, own_words=Length(1, 500), loose=True)
    return replace(ours, place=True, say=say("danger-next-placed") if is_placed else ours.say)


def _with_more(city: City, told: Danger, given: Place | Text) -> Part[Danger]:
    """Keep a place and a further cry for the case; what else is written in danger is for the desk."""
    if isinstance(given, Place):
        yield from _to_the_desk(city, told, place_line(given), is_place=True)
        return replace(told, place=together(told.place, given) if told.place else given)
    reading: Reading = (yield from look_up(Read(given.text))) or Reading()
    if reading.danger:  # the desk has it, and whom to call was said
        cry = f"{told.cry}\n{given.text}"
        return replace(told, cry=cry, danger=reading.danger, place=reading.place or told.place)
    yield from _to_the_desk(city, told, given.text, is_place=reading.place is not None)
    place = replace(reading.place, text=given.text[:LONGEST_PLACE]) if reading.place else told.place
    return replace(told, place=place)


def _to_the_desk(city: City, told: Danger, words: str, *, is_place: bool) -> Part[None]:
    yield from do(ReportDanger(told.danger, words))
    found = city.danger(told.danger)
    number = Named("hotline-number", found.hotline if found else "city")
    yield from tell(say("danger-place-told" if is_place else "danger-told", number=number))
