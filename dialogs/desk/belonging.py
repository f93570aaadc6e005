"""Whether a message belongs to a case that is open already."""

import re

from dialogs.answers import plain
from dialogs.desk.around import Steps
from dialogs.desk.desk import Desk
from dialogs.facts.acts import NoteToDesk
from dialogs.facts.cases import OPEN, CaseCard, Status
from dialogs.facts.moment import DAY, HOUR
from dialogs.facts.queries import MyCases, Standing
from dialogs.facts.reading import Reading
from dialogs.facts.say import Reply, say
from dialogs.machine.replay import Perform
from dialogs.machine.script import Start

LEAST_SENTENCE = 4  # characters; shorter ones name no case
NUMBER = re.compile(r"(?<!\d)(\d{12}|\d{5})(?!\d)")


def about_a_case(desk: Desk) -> Steps[Reply | None]:
    """10: a sentence that names a case, or comes soon after a push about exactly one or after filing it, may be its."""
    said = desk.said
    if len(said.text) < LEAST_SENTENCE and not said.photos:
        return None
    number = spoken_of(desk, (yield from desk.standing()))
    if not number:
        return (yield from _about_an_ended_one(desk))
    return (yield from add_or_new(desk, number))


def add_or_new(desk: Desk, number: str) -> Steps[Reply]:
    """Ask whether a message belongs to a case or is a matter of its own; meanwhile the desk has it as a note."""
    said, note = desk.said, desk.key("note")
    if said.text:
        yield Perform(note, NoteToDesk(said.text, wait=DAY))
    media = [each for each in (*said.photos, said.voice) if each]
    start = Start("add-or-new", {"number": number, "text": desk.opening, "note": str(note), "media": media})
    return (yield from desk.advance(desk.begin(start)))


def corrected(desk: Desk) -> Steps[Reply | None]:
    """Take words that give a case another place to the one that is open, or was spoken of a moment ago."""
    place = desk.around.hearing.elsewhere(desk.said.text)
    if not place or desk.said.photos or not desk.around.reader.reads_as_place(place):
        return None
    number = yield from _the_one(desk)
    return (
        (yield from desk.start("amend", {"number": number, "place": place, "text": desk.opening})) if number else None
    )


def added(desk: Desk) -> Steps[Reply | None]:
    """Add what stands behind the word for adding, where one case is open; a Latin word begins any sentence."""
    name, words = desk.around.hearing.led_by(desk.said.text)
    if name != "supplement" or words.isascii() or desk.conversation.is_underway:
        return None
    number = yield from _the_one(desk)
    start = {"number": number, "text": desk.taken(words), "media": [*desk.said.photos]}
    return (yield from desk.start("supplement", start)) if number else None


def _the_one(desk: Desk) -> Steps[str]:
    """Give the case last spoken of where it is open, else the only one that is."""
    numbers = [card.number for card in (yield from desk.standing()).open_cases]
    spoken = recent_case(desk)
    return spoken if spoken in numbers else (numbers[0] if len(numbers) == 1 else "")


def spoken_of(desk: Desk, standing: Standing) -> str:
    """Give the one case that a message may belong to: named, pushed about, spoken of a moment ago, or alike."""
    ends = numbers_in(desk.said.text)
    named = [c.number for c in standing.open_cases if c.number in ends or c.number[-5:] in ends]
    if len(named) == 1:
        return named[0]
    if len(standing.pushed_about) == 1:
        return standing.pushed_about[0]
    return _meant(desk, standing.open_cases)


def _meant(desk: Desk, open_cases: tuple[CaseCard, ...]) -> str:
    """Give the case last spoken of, or the only one of its kind; a sentence with a place is a matter of its own."""
    reading = desk.around.reader.read(desk.said.text)
    if reading.place or desk.around.reader.fitting_answer(desk.said.text):
        return ""
    last = recent_case(desk)
    if not reading.sure and any(card.number == last for card in open_cases):
        return last
    return _alike(reading, open_cases)


def alike(desk: Desk) -> Steps[str]:
    """Give the only open case of the kind that a message tells of, wherever that is."""
    return _alike(desk.around.reader.read(desk.said.text), (yield from desk.standing()).open_cases)


def _alike(reading: Reading, open_cases: tuple[CaseCard, ...]) -> str:
    found = [card.number for card in open_cases if card.category in reading.categories[:1]]
    return found[0] if len(found) == 1 else ""


def _is_whole(desk: Desk) -> bool:
    """Whether a sentence says by itself where or what it is about, or asks what the city can answer."""
    reading = desk.around.reader.read(desk.said.text)
    return bool(reading.place or reading.sure or desk.around.reader.fitting_answer(desk.said.text))


def numbers_in(text: str) -> frozenset[str]:
    """Give the case numbers, or their last five digits, that stand in a text."""
    return frozenset(match.group(1) for match in NUMBER.finditer(plain(text)))


def recent_case(desk: Desk) -> str:
    """Give the case last spoken of, where that was within the hour."""
    return desk.conversation.case if desk.around.now - desk.conversation.active_at <= HOUR else ""


def _about_an_ended_one(desk: Desk) -> Steps[Reply | None]:
    """Say that a case which is named, or was spoken of just now, has ended; what is written is a new matter."""
    named = {number for number in numbers_in(desk.said.text) if len(number) > len("00017")}
    if not named and desk.said.text and not _is_whole(desk):
        named = {recent_case(desk)} - {""}
    mine = (yield MyCases()) if named else ()
    cards = mine if isinstance(mine, tuple) else ()  # a look-up that failed names none
    ended = [card for card in cards if card.number in named and card.status not in OPEN]
    if ended:
        key = "case-ended" if ended[0].status is Status.WITHDRAWN else "case-over"
        desk.lead += (say(key, number=ended[0].number, status=say(f"status-{ended[0].status}")),)
    return None
