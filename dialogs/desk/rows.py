"""The front desk's order of precedence, a row each; a row that does not fit gives None and the next is tried."""

import re
from collections.abc import Callable
from typing import TypeAlias

from stdnum import damm

from dialogs.answers import plain, understand
from dialogs.desk import commands, feeding
from dialogs.desk.around import Steps
from dialogs.desk.desk import Desk, opening
from dialogs.facts.acts import CallBack, NoteToDesk, ReportDanger
from dialogs.facts.cases import OpenQuestion
from dialogs.facts.moment import DAY, HOUR, MINUTE
from dialogs.facts.queries import Standing
from dialogs.facts.say import Named, Reply, Say, say
from dialogs.machine.replay import Perform
from dialogs.machine.script import Start
from dialogs.rating import rate

Row: TypeAlias = Callable[[Desk], Steps[Reply | None]]

ACTIVE = 30 * MINUTE
DRAFT_KEPT = 72 * HOUR
LEAST_SENTENCE = 4  # characters; shorter ones name no case
CASE_DIGITS = 12
LEAST_CRY = 2  # characters: 救命
DESPAIR = "despair"  # the code of a city's danger that no form may follow
NUMBER = re.compile(r"(?<!\d)(\d{12}|\d{5})(?!\d)")


def opting(desk: Desk) -> Steps[Reply | None]:
    """1: opting out or in."""
    name = desk.around.hearing.command(desk.said.text)
    carried = desk.around.capabilities.carrier_words
    if name == "carrier-out" and carried:
        name = "opt-out"
    if name == "opt-out" and not carried and len(plain(desk.said.text)) == 1:
        return None  # a single letter opts out where carriers print it under each message, nowhere else
    return (yield from commands.COMMANDS[name](desk)) if name in {"opt-out", "opt-in"} else None


def danger(desk: Desk) -> Steps[Reply | None]:
    """2: danger, present and near: whom to call stands first, the desk hears at once, and the message goes on."""
    text = desk.said.text
    code = desk.around.reader.danger(text) if len(text) >= LEAST_CRY and not text.isdigit() else ""
    if code:
        desk.lead += (say("danger", line=Named("danger", code)),)
        yield Perform(desk.key("danger"), ReportDanger(code, text))
    if code != DESPAIR:
        return None
    yield Perform(desk.key("call-back"), CallBack(text))  # whom nothing is worth living for gets a person, no form
    return Reply((say("person-despair"),))


def tapped(desk: Desk) -> Steps[Reply | None]:
    """3: a tapped item carries its case or run, and wins."""
    return (yield from feeding.tapped(desk)) if desk.said.tapped else None


def code(desk: Desk) -> Steps[Reply | None]:
    """4: the code that is awaited."""
    question = desk.pending
    if question and question.key == "query-code" and re.fullmatch(r"\d{6}", plain(desk.said.text)):
        return (yield from feeding.answer(desk))
    return None


def command(desk: Desk) -> Steps[Reply | None]:
    """5: a command word."""
    name = desk.around.hearing.command(desk.said.text)
    if not name or name.startswith("to-"):
        return None
    return (yield from commands.COMMANDS[name](desk))


def small_talk(desk: Desk) -> Steps[Reply | None]:
    """6: small talk with nothing awaited: one warm line, at most once a day."""
    if not desk.said.text or is_active(desk) or not desk.around.hearing.is_small_talk(desk.said.text):
        return None
    if (yield from desk.standing()).open_questions:
        return None
    if desk.around.now - desk.conversation.warm_at < DAY:
        return Reply()
    desk.change(warm_at=desk.around.now)
    return Reply((say("hello" if desk.around.hearing.is_greeting(desk.said.text) else "warm"),))


def is_active(desk: Desk) -> bool:
    return desk.pending is not None and desk.around.now - desk.conversation.active_at <= ACTIVE


def active(desk: Desk) -> Steps[Reply | None]:
    """7: anything, while a script was active within half an hour."""
    if language_of(desk):
        return None
    return (yield from feeding.answer(desk)) if is_active(desk) else None


def open_question(desk: Desk) -> Steps[Reply | None]:
    """8: an open question of the platform, the one last sent first; another open one is repeated afterwards."""
    waiting = (yield from desk.standing()).open_questions
    for found in waiting:
        if start := _fits(desk, found):
            reply = yield from desk.advance(desk.begin(start))
            rest = tuple(_repeated(other) for other in waiting if other.id != found.id)
            return Reply((*reply.paragraphs, *rest), reply.items, reply.tail)
    return None


def _fits(desk: Desk, found: OpenQuestion) -> Start | None:
    said = desk.said
    if found.kind == "rating":
        value = understand(rate(found), found.options, said, desk.around.hearing)
        return Start("rating", {"question": found.id, "value": value}) if isinstance(value, str) else None
    if found.kind == "ask" and (said.has_words or said.photos) and not desk.around.hearing.is_small_talk(said.text):
        words = {"question": found.id, "case": found.case, "text": opening(said.text)}
        return Start("answer-unit", {**words, "media": [m for m in (*said.photos, said.voice) if m]})
    return None


def _repeated(other: OpenQuestion) -> Say:
    return say(f"still-{other.kind}", number=other.case)


def language_of(desk: Desk) -> str:
    name = desk.around.hearing.command(desk.said.text)
    return name if name.startswith("to-") else ""


def number_or_language(desk: Desk) -> Steps[Reply | None]:
    """9: a case number alone, or a language word."""
    if name := language_of(desk):
        return (yield from commands.COMMANDS[name](desk))
    digits = re.sub(r"[\s-]", "", plain(desk.said.text))
    if re.fullmatch(r"\d{9,14}", digits) and len(digits) != CASE_DIGITS:
        return Reply((say("miss-case"),))
    if not re.fullmatch(r"\d{12}", digits):
        return None
    if not damm.is_valid(digits):
        return Reply((say("case-mistyped"),))
    return (yield from desk.advance(desk.begin(Start("status", {"number": digits}))))


def about_a_case(desk: Desk) -> Steps[Reply | None]:
    """10: a sentence that names a case, or comes soon after a push about exactly one or after filing it, may be its."""
    said = desk.said
    if len(said.text) < LEAST_SENTENCE and not said.photos:
        return None
    number = _spoken_of(desk, (yield from desk.standing()))
    if not number:
        return None
    note = desk.key("note")
    if said.text:
        yield Perform(note, NoteToDesk(said.text, wait=DAY))
    start = Start("add-or-new", {"number": number, "text": desk.opening, "note": str(note), "media": list(said.photos)})
    return (yield from desk.advance(desk.begin(start)))


def _spoken_of(desk: Desk, standing: Standing) -> str:
    """Give the one case that a message may belong to: named, pushed about, or filed a moment ago."""
    ends = {match.group(1) for match in NUMBER.finditer(plain(desk.said.text))}
    named = [c.number for c in standing.open_cases if c.number in ends or c.number[-5:] in ends]
    if len(named) == 1:
        return named[0]
    if len(standing.pushed_about) == 1:
        return standing.pushed_about[0]
    last = desk.conversation.case
    soon = desk.around.now - desk.conversation.active_at <= HOUR
    is_open = any(card.number == last for card in standing.open_cases)
    return last if soon and is_open and not _is_whole(desk) else ""


def _is_whole(desk: Desk) -> bool:
    """Whether a sentence is a matter of its own: it says where, or surely what, or asks what the city can answer."""
    if not desk.said.text:
        return False
    reading = desk.around.reader.read(desk.said.text)
    return bool(reading.place or reading.sure or desk.around.reader.fitting_answer(desk.said.text))


def frequent(desk: Desk) -> Steps[Reply | None]:
    """11: a question that the city's answers fit."""
    text = desk.said.text
    found = desk.around.reader.fitting_answer(text) if len(text) >= LEAST_SENTENCE else ""
    if not found:
        return None
    return (yield from desk.advance(desk.begin(Start("frequent", {"code": found, "text": desk.opening}))))


def anything_else(desk: Desk) -> Steps[Reply | None]:
    """12: anything else is a matter to be filed."""
    if desk.pending and desk.around.now - desk.conversation.active_at <= DRAFT_KEPT:
        return (yield from feeding.late(desk))
    if desk.pending:
        desk.change(runs=(), pending=None)
    return (yield from feeding.file(desk))


ROWS: tuple[Row, ...] = (
    opting,
    danger,
    tapped,
    code,
    command,
    small_talk,
    active,
    open_question,
    number_or_language,
    about_a_case,
    frequent,
    anything_else,
)
