"""What the platform waits for from citizens, and their answers."""

from typing import Final

import msgspec
from sqlalchemy import bindparam, select, update

from adapters.casebook.acts import handling, telling
from adapters.casebook.acts.holding import go_on, hold
from adapters.casebook.charge import tell_handlers, untell_rating
from adapters.casebook.closing import close_rated
from adapters.casebook.entries import CITIZEN, append, locked_case
from adapters.casebook.media import attach
from adapters.casebook.occasion import Occasion
from adapters.casebook.people import Citizen
from adapters.casebook.recalculating import in_step
from adapters.casebook.rules import deadlines
from adapters.casebook.rules.asked import ASK, RATING
from adapters.casebook.rules.course import Terms
from adapters.casebook.rules.lifecycle import Step, may
from adapters.casebook.rules.ratings import BAD, VALUES
from adapters.casebook.schema import open_questions, ratings
from adapters.sql import Row, Statement, upsert_later
from dialogs.facts.acts import AnswerQuestion, Done, Refused, WhyNot
from dialogs.facts.cases import OpenQuestion, Status
from dialogs.facts.moment import DAY

OPEN_ONES: Final = Statement(
    select(open_questions)
    .where(
        open_questions.c.citizen == bindparam("citizen"),
        open_questions.c.closed_at.is_(None),
        open_questions.c.asked_at >= bindparam("returned"),
        # Nobody answers what they have not been asked yet: the voice that reports it sent sets it.
        open_questions.c.voice != "",
    )
    .order_by(open_questions.c.asked_at.desc(), open_questions.c.id)
)

OWN: Final = Statement(
    select(open_questions)
    .where(
        open_questions.c.id == bindparam("question"),
        open_questions.c.citizen == bindparam("citizen"),
        open_questions.c.asked_at >= bindparam("returned"),
    )
    .with_for_update()
)
ANSWERED: Final = Statement(update(open_questions).where(open_questions.c.id == bindparam("question")))


def open_questions_of(occasion: Occasion, citizen: Citizen) -> tuple[OpenQuestion, ...]:
    """Give the open ones, last asked first; what was asked of a number's former owner is not its new owner's."""
    given = {"citizen": citizen.id, "returned": citizen.returned_at}
    return tuple(_question(occasion, row) for row in OPEN_ONES.all(occasion.connection, given))


def answer(occasion: Occasion, citizen: Citizen, act: AnswerQuestion) -> Done | Refused:
    row = _asked(occasion, citizen, act.question)
    if row is None:
        return Refused(WhyNot.UNKNOWN)
    return _rate(occasion, citizen, row, act) if row["kind"] == RATING else _reply(occasion, citizen, row, act)


def _rate(occasion: Occasion, citizen: Citizen, row: Row, act: AnswerQuestion) -> Done | Refused:
    """Record a rating; within the window it can be changed."""
    number = row["case"]
    case = locked_case(occasion.connection, number)
    if case is None or not _may_rate(occasion, case, row):
        return Refused(WhyNot.CLOSED)
    if act.option not in VALUES:
        return Refused(WhyNot.NO_OPTION)
    rating = {"case": number, "citizen": citizen.id, "resolution": case["reopened"]}
    rating |= {"value": act.option, "reason": act.reason, "at": occasion.now}
    upsert_later(occasion.connection, ratings, rating, keys=("case", "citizen", "resolution"))
    _close(occasion, act.question)
    if row["closed_at"] is not None:
        untell_rating(occasion, number, case["reopened"], citizen.id)
    telling.end(occasion, (citizen.id,), Step.RATE, number)
    codes = {"value": act.option, "reason": act.reason}
    held = hold(occasion, case)
    held = go_on(occasion, held, held.course, Step.RATE, CITIZEN, codes=codes, said=act.text)
    if act.option in BAD:
        tell_handlers(occasion, number, Step.RATE, held.last.entries)
    close_rated(occasion, held)
    return Done(number)


def rating_until(occasion: Occasion, asked_at: int) -> int:
    """Give until when a rating can be given or changed."""
    return asked_at + occasion.office.city().limits.rating_days * DAY


def ask_waits(occasion: Occasion, number: str) -> bool:
    """Say whether a unit still waits for an answer about the case."""
    waiting = (open_questions.c.case == number) & (open_questions.c.kind == ASK) & open_questions.c.closed_at.is_(None)
    return occasion.connection.execute(select(open_questions.c.id).where(waiting).limit(1)).first() is not None


def _may_rate(occasion: Occasion, case: Row, question: Row) -> bool:
    """Say whether what was asked still waits for a rating, and asked about the last resolution."""
    former = case["resolved_at"] is not None and question["asked_at"] < case["resolved_at"]
    over = occasion.now > rating_until(occasion, question["asked_at"])
    return may(Step.RATE, Status(case["status"])) and not former and not over


def _reply(occasion: Occasion, citizen: Citizen, row: Row, act: AnswerQuestion) -> Done | Refused:
    """Take the answer to a unit's question."""
    number = row["case"]
    if row["closed_at"] is not None or locked_case(occasion.connection, number) is None:
        return Refused(WhyNot.CLOSED)
    attach(occasion, citizen, number, act.media)
    _close(occasion, act.question)
    _ask_no_more(occasion, citizen, number)
    codes = {"option": act.option} | _end_pause(occasion, number)
    seq = append(occasion, number, Step.ANSWER, CITIZEN, codes=codes, said=act.text)
    tell_handlers(occasion, number, Step.ANSWER, seq)
    return Done(number)


def _ask_no_more(occasion: Occasion, citizen: Citizen, number: str) -> None:
    """Let the answer of one reporter do for all: the others are asked no more, nor is it told what was asked."""
    others = update(open_questions).where(
        (open_questions.c.case == number) & (open_questions.c.kind == ASK) & open_questions.c.closed_at.is_(None),
        open_questions.c.citizen != citizen.id,
    )
    occasion.connection.execute(others.values(closed_at=occasion.now))
    waits = ask_waits(occasion, number)
    done = (each for each in telling.reporters_of(occasion, number) if each != citizen.id or not waits)
    telling.end(occasion, done, Step.ANSWER, number)


def _end_pause(occasion: Occasion, number: str) -> dict[str, str]:
    """Let the time to answer run on once nothing more is asked; the due times that moved, as codes."""
    case = locked_case(occasion.connection, number)
    if case is None or ask_waits(occasion, number):
        return {}
    course = handling.course_of(occasion.connection, in_step(occasion, case))
    after = deadlines.resumed(course, Terms(occasion.office.city(), occasion.office.zone, occasion.now))
    handling.keep(occasion.connection, number, course, after)
    return handling.moved(course, after)


def _asked(occasion: Occasion, citizen: Citizen, question: str) -> Row | None:
    given = {"question": question, "citizen": citizen.id, "returned": citizen.returned_at}
    return OWN.first(occasion.connection, given)


def _close(occasion: Occasion, question: str) -> None:
    closed = {"question": question, "closed_at": occasion.now, "answered_at": occasion.now}
    ANSWERED.write(occasion.connection, closed)


def _question(occasion: Occasion, row: Row) -> OpenQuestion:
    text = occasion.open(open_questions.c.text, row["text"], row["id"]) if row["text"] else ""
    options = msgspec.json.decode(row["options"], type=tuple[str, ...])
    return OpenQuestion(row["id"], row["case"], row["kind"], row["asked_at"], options, text)


__all__ = ["ASK", "RATING", "answer", "ask_waits", "open_questions_of", "rating_until"]
