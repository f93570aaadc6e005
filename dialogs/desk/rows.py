"""The front desk's order of precedence, a row each; a row that does not fit gives None and the next is tried."""

import re
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from stdnum import damm

from dialogs.answers import plain
from dialogs.desk import awaited, belonging, commands, feeding, heeding, office, rated, resuming
from dialogs.desk.around import Steps
from dialogs.desk.desk import DRAFT_KEPT, Desk
from dialogs.facts.acts import CallBack, ReportDanger
from dialogs.facts.moment import DAY
from dialogs.facts.say import Named, Reply, say
from dialogs.filing.questions import NEW, YES
from dialogs.machine.replay import Perform
from dialogs.mine.amending import WORDS
from dialogs.service import ADD

Row: TypeAlias = Callable[[Desk], Steps[Reply | None]]

CASE_DIGITS = 12
ASKS_FOR_CASE = ("case-number", "my-cases")
LEAST_CRY = 2  # characters: 救命
OFFERED_BY: Final[Mapping[str, Mapping[str, str]]] = {
    "add-or-new": {"supplement": ADD, "file": NEW},
    "answer-or-new": {"file": NEW},
    "resume": {"file": NEW},
    "amend": {"supplement": WORDS},
    "withdraw-sure": {"withdraw": YES},
    "case-do": {name: name for name in ("supplement", "urge", "amend", "withdraw", "rate")},
}
"""By question the commands that are words of its own choices, each with the choice."""
OF_A_DRAFT = {"filing": ("supplement", "amend"), "danger": ("help",)}
"""By script the commands that mean what is being written rather than a case that is open already, or the guide."""
CODES = ("query-code", "officer-pin", "officer-pin-new")
"""Questions for six digits that nothing else may take."""


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
    """2: danger, present and near: whom to call stands first, and the desk hears at once.

    Who was in the middle of something goes on with it; nobody else is led through a form before they are safe.
    """
    text = desk.said.text
    code = desk.around.reader.danger(text) if len(text) >= LEAST_CRY and not text.isdigit() else ""
    if office.is_at_work(desk):
        return None  # an officer writes of dangers all day
    if code:
        desk.lead += (say("danger", line=Named("danger", code)),)
        yield Perform(desk.key("danger"), ReportDanger(code, text))
    found = desk.around.city.danger(code) if code else None
    if not found or not found.person:
        busy = desk.is_active and (desk.conversation.is_underway or desk.top_script == "danger")
        begun = {"cry": desk.opening, "danger": code, "photos": [*desk.said.photos]}
        safe = not code or busy or desk.said.tapped
        return None if safe else (yield from desk.start("danger", begun))
    yield Perform(desk.key("call-back"), CallBack(text))  # who despairs gets a person, no form
    desk.change(cried=(code, desk.around.now, 0))
    return Reply((say("person-despair"),))


def tapped(desk: Desk) -> Steps[Reply | None]:
    """3: a tapped item carries its case or run, and wins."""
    return (yield from feeding.tapped(desk)) if desk.said.tapped else None


def code(desk: Desk) -> Steps[Reply | None]:
    """4: the code that is awaited."""
    question = desk.pending
    if question is None or not re.fullmatch(r"\d{6}", plain(desk.said.text)):
        return None
    if question.key in CODES:
        return (yield from feeding.answer(desk))
    return (yield from _code_below(desk)) if question.options and desk.is_active else None


def _code_below(desk: Desk) -> Steps[Reply | None]:
    """Take six digits at a choice as the code of a phone whose binding was put aside for a matter."""
    before, runs = desk.conversation, desk.conversation.runs
    at = next((at for at, run in enumerate(runs[:-1]) if run.script == "bind-phone"), None)
    if at is None:
        return None
    yield from desk.advance((*runs[:at], *runs[at + 1 :], runs[at]))
    if desk.pending and desk.pending.key == "bind-code":
        return (yield from feeding.answer(desk))
    desk.conversation = before
    return None


def command(desk: Desk) -> Steps[Reply | None]:
    """5: a command word, alone or with a case number; a question that offers the same word hears it itself."""
    name = desk.around.hearing.command(desk.said.text)
    if desk.is_active and _is_heard_here(desk, name):
        return None
    if name == "keep" and commands.at_the_card(desk) is None:
        return None
    if name and not name.startswith("to-"):
        return (yield from commands.COMMANDS[name](desk))
    if name:
        return None
    found = (yield from commands.with_number(desk)) or (yield from commands.with_kind(desk))
    return found or (yield from belonging.added(desk))


def _is_heard_here(desk: Desk, name: str) -> bool:
    """Whether a command is meant otherwise by what is being asked."""
    if desk.pending and (choice := OFFERED_BY.get(desk.pending.key, {}).get(name)):
        desk.given = choice if choice in desk.pending.options else None  # its label may be in other words
        return desk.given is not None
    return name in OF_A_DRAFT.get(desk.top_script, ())


def small_talk(desk: Desk) -> Steps[Reply | None]:
    """6: small talk with nothing awaited: a greeting is greeted, thanks get one warm line a day."""
    if not desk.said.text or desk.is_active or not desk.around.hearing.is_small_talk(desk.said.text):
        return None
    if (yield from desk.standing()).open_questions:
        return None
    line = desk.around.hearing.warmth(desk.said.text)
    if line == "hello" or _is_first_sign(desk):
        return (yield from resuming.greeted(desk)) or Reply((say("hello"),))
    if desk.around.now - desk.conversation.warm_at < DAY:
        return Reply()
    desk.change(warm_at=desk.around.now)
    return Reply((say(line),))


def _is_first_sign(desk: Desk) -> bool:
    """Whether somebody nobody has spoken with yet sends a sign alone: it greets, and thanks for nothing."""
    spoken = desk.conversation.active_at or desk.conversation.warm_at
    return not spoken and not any(map(str.isalnum, desk.said.text))


def active(desk: Desk) -> Steps[Reply | None]:
    """7: anything, while a script was active within half an hour."""
    if language_of(desk) or _names_a_case(desk) or (yield from _asked_since(desk)):
        return None
    if (yield from awaited.rates_meanwhile(desk)):
        return None
    if desk.is_active and (start := rated.at_the_question(desk)):
        return (yield from desk.advance(desk.begin(start)))
    return (yield from feeding.answer(desk)) if desk.is_active else None


def _names_a_case(desk: Desk) -> bool:
    """Whether a message is the number of a case and nothing else, where no such number is asked for."""
    digits = re.sub(r"[\s-]", "", plain(desk.said.text)) if len(desk.said.text) >= CASE_DIGITS else ""
    return _is_case(digits) and (desk.pending is None or desk.pending.key not in ASKS_FOR_CASE)


def _is_case(digits: str) -> bool:
    return len(digits) == CASE_DIGITS and digits.isdecimal() and damm.is_valid(digits)


def _asked_since(desk: Desk) -> Steps[bool]:
    """Whether something was asked of the citizen after the choices that they were merely offered."""
    if not desk.is_active or desk.pending is None or not desk.pending.loose:
        return False
    waiting = (yield from desk.standing()).open_questions
    return any(found.asked_at > desk.conversation.active_at for found in waiting)


def language_of(desk: Desk) -> str:
    name = desk.around.hearing.command(desk.said.text)
    return name if name.startswith("to-") else ""


def number_or_language(desk: Desk) -> Steps[Reply | None]:
    """9: a case number alone, or a language word."""
    if name := language_of(desk):
        return (yield from commands.COMMANDS[name](desk))
    digits = re.sub(r"[\s-]", "", plain(desk.said.text))
    if re.fullmatch(r"\d{9,14}", digits) and len(digits) != CASE_DIGITS:
        return Reply((say("case-number-hint"),))
    if not re.fullmatch(r"\d{12}", digits):
        return None
    if not damm.is_valid(digits):
        return Reply((say("case-mistyped"),))
    return (yield from desk.start("status", commands.status_of(desk, digits)))


def frequent(desk: Desk) -> Steps[Reply | None]:
    """11: a question that the city's answers fit."""
    text = desk.said.text
    found = desk.around.reader.fitting_answer(text) if len(text) >= belonging.LEAST_SENTENCE else ""
    if not found:
        return None
    return (yield from desk.start("frequent", {"code": found, "text": desk.opening, "photos": [*desk.said.photos]}))


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
    office.office,
    command,
    heeding.despairing,
    small_talk,
    active,
    awaited.open_question,
    number_or_language,
    belonging.corrected,
    belonging.about_a_case,
    frequent,
    anything_else,
)
