"""What the platform itself waits for, a rating or the answer to a unit's question; the one last sent comes first."""

from collections.abc import Iterator

from dialogs.answers import Miss
from dialogs.desk import rated
from dialogs.desk.along import follows_album
from dialogs.desk.around import Steps
from dialogs.desk.desk import Desk
from dialogs.facts.acts import NoteToDesk, Supplement
from dialogs.facts.cases import OpenQuestion, Status
from dialogs.facts.moment import DAY
from dialogs.facts.queries import MyCases, MyRatings, Ratable
from dialogs.facts.say import Reply, Say, say
from dialogs.machine.replay import Perform
from dialogs.machine.script import Start
from dialogs.rating import VALUES

RATING, ASK = "rating", "ask"
OFFERS = ("add-or-new", "answer-or-new")
"""Questions that are asked about a sentence while a rating is waited for."""


def open_question(desk: Desk) -> Steps[Reply | None]:
    """Hear the message as the answer to an open question; another open one is repeated afterwards."""
    if follows_album(desk) and (reply := (yield from _rest_of_album(desk))) is not None:
        return reply
    waiting = (yield from desk.standing()).open_questions
    fitting = tuple((found, start) for found in waiting if (start := _fits(desk, found)))
    if not fitting:
        return (yield from _misfit(desk, waiting))
    found, start = fitting[0]
    if found.kind == ASK and (other := (yield from _other_matter(desk, found, start))):
        return (yield from desk.advance(desk.begin(other)))
    rating = next((other for each, other in fitting if each.kind == RATING), None)
    if found.kind == ASK and rating:  # "3" may count lamps or rate a case
        return (yield from desk.start("which-awaited", {"ask": start.arguments, "rating": rating.arguments}))
    reply = yield from desk.advance(desk.begin(start))
    if desk.said.photos:
        desk.change(photo_at=desk.around.now)
    rest = tuple(_repeated(other) for other in waiting if other.id != found.id)
    return Reply((*reply.paragraphs, *rest), reply.items, reply.tail, reply.handover)


def _other_matter(desk: Desk, found: OpenQuestion, answer: Start) -> Steps[Start | None]:
    """Ask about a sentence that names a place and a kind of its own: it need not answer what a unit asked."""
    reading, standing = desk.around.reader.read(desk.said.text), (yield from desk.standing())
    case = next((card for card in standing.open_cases if card.number == found.case), None)
    if case is None or not (reading.place and reading.sure) or case.category in reading.categories:
        return None
    note = desk.key("note")
    yield Perform(note, NoteToDesk(desk.said.text, wait=DAY))
    return Start("answer-or-new", {**answer.arguments, "note": str(note)})


def _fits(desk: Desk, found: OpenQuestion) -> Start | None:
    said = desk.said
    if found.kind == RATING:
        return rated.said(desk, found.case)
    if found.kind == ASK and (said.has_words or said.photos) and not desk.around.hearing.is_small_talk(said.text):
        return _answers(desk, found)
    return None


def _answers(desk: Desk, found: OpenQuestion) -> Start:
    """Take a message as the answer to a unit's question, unless it does nothing but ask one."""
    said = desk.said
    words = {"case": found.case, "text": desk.opening, "media": [m for m in (*said.photos, said.voice) if m]}
    if not said.photos and desk.around.hearing.asks_back(said.text):
        return Start("ask-back", {**words, "asked": found.text})
    return Start("answer-unit", {**words, "question": found.id})


def rates_meanwhile(desk: Desk) -> Steps[bool]:
    """Whether a digit beyond what was merely offered rates a case."""
    number, waits = desk.around.hearing.number(desk.said.text), desk.pending
    if waits is None or waits.key not in OFFERS or number is None or not len(waits.options) < number <= len(VALUES):
        return False
    return any(found.kind == RATING for found in (yield from desk.standing()).open_questions)


def _repeated(other: OpenQuestion) -> Say:
    if other.kind == ASK and other.text:
        return say("still-asked", number=other.case, text=other.text)
    return say(f"still-{other.kind}", number=other.case)


def _misfit(desk: Desk, waiting: tuple[OpenQuestion, ...]) -> Steps[Reply | None]:
    """Say what would fit where somebody rates with a wrong digit, or thanks for what was asked."""
    number = desk.around.hearing.number(desk.said.text)
    asked = next((each for each in waiting if each.kind == RATING), None)
    spoken = asked is not None and rated.chosen(desk, asked.case) is Miss.VOICE
    if asked and (number is not None or spoken):
        desk.lead += (say("miss-voice"),) if desk.said.voice else ()
        desk.lead += (say("rate-hint"),)
        return (yield from desk.start("rating", {"number": asked.case}))
    if waiting and desk.said.text and desk.around.hearing.is_small_talk(desk.said.text):
        return Reply((say(desk.around.hearing.warmth(desk.said.text)), *(_repeated(each) for each in waiting)))
    if number is not None and 1 <= number <= len(VALUES) and desk.pending is None:
        return (yield from _rated_before(desk))
    return None


def _rated_before(desk: Desk) -> Steps[Reply | None]:
    """Tell who sends one more digit that it was rated, or that the time to rate is over."""
    found = yield MyRatings()
    if rated := next((each for each in _ratable(found, desk.conversation.case) if each.value), None):
        return Reply((say("rated-already", number=rated.number, value=say(f"rate-{rated.value}")),))
    mine = yield MyCases()
    closed = next((card for card in mine if card.status is Status.CLOSED), None) if isinstance(mine, tuple) else None
    return Reply((say("rating-late", number=closed.number),)) if closed else None


def _ratable(found: object, spoken_of: str) -> Iterator[Ratable]:
    """Give what can be rated, the case last spoken of first; nothing where the look-up failed."""
    ratable = found if isinstance(found, tuple) else ()
    yield from sorted(ratable, key=lambda each: each.number != spoken_of)


def _rest_of_album(desk: Desk) -> Steps[Reply | None]:
    """Add the further photos of an album to the case that its first one went to."""
    number = desk.conversation.case
    if not any(card.number == number for card in (yield from desk.standing()).open_cases):
        return None
    desk.change(photo_at=desk.around.now)
    yield Perform(desk.key("album"), Supplement(number, "", desk.said.photos))
    return Reply()
