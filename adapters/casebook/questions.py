"""What the platform waits for from citizens, and their answers."""

from typing import Final

import msgspec
from sqlalchemy import RowMapping, bindparam, select, update

from adapters.casebook.acts import handling
from adapters.casebook.entries import CITIZEN, append, locked_case
from adapters.casebook.media import attach
from adapters.casebook.occasion import Occasion
from adapters.casebook.people import Citizen
from adapters.casebook.rules import deadlines
from adapters.casebook.rules.course import Terms
from adapters.casebook.rules.lifecycle import Step, may
from adapters.casebook.rules.ratings import VALUES
from adapters.casebook.schema import open_questions, ratings
from adapters.sql import upsert
from dialogs.facts.acts import AnswerQuestion, Done, Refused
from dialogs.facts.cases import OpenQuestion, Status
from dialogs.facts.moment import DAY

RATING, ASK = "rating", "ask"
OPEN_ONES: Final = (
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


def open_questions_of(occasion: Occasion, citizen: Citizen) -> tuple[OpenQuestion, ...]:
    """Give the open ones, last asked first; what was asked of a number's former owner is not its new owner's."""
    given = {"citizen": citizen.id, "returned": citizen.returned_at}
    return tuple(_question(occasion, row) for row in occasion.connection.execute(OPEN_ONES, given).mappings())


def answer(occasion: Occasion, citizen: Citizen, act: AnswerQuestion) -> Done | Refused:
    row = _asked(occasion, citizen, act.question)
    if row is None:
        return Refused("unknown")
    return _rate(occasion, citizen, row, act) if row["kind"] == RATING else _reply(occasion, citizen, row, act)


def _rate(occasion: Occasion, citizen: Citizen, row: RowMapping, act: AnswerQuestion) -> Done | Refused:
    """Record a rating; within the window it can be changed."""
    number = row["case"]
    case = locked_case(occasion.connection, number)
    window = occasion.office.city().limits.rating_days * DAY
    if case is None or not may(Step.RATE, Status(case["status"])) or occasion.now > row["asked_at"] + window:
        return Refused("closed")
    if act.option not in VALUES:
        return Refused("no-option")
    rating = {"case": number, "citizen": citizen.id, "resolution": case["reopened"]}
    rating |= {"value": act.option, "reason": act.reason, "at": occasion.now}
    upsert(occasion.connection, ratings, rating, keys=("case", "citizen", "resolution"))
    _close(occasion, act.question)
    append(occasion, number, Step.RATE, CITIZEN, codes={"value": act.option, "reason": act.reason}, said=act.text)
    return Done(number)


def _reply(occasion: Occasion, citizen: Citizen, row: RowMapping, act: AnswerQuestion) -> Done | Refused:
    """Take the answer to a unit's question."""
    number = row["case"]
    if row["closed_at"] is not None or locked_case(occasion.connection, number) is None:
        return Refused("closed")
    attach(occasion, citizen, number, act.media)
    _close(occasion, act.question)
    codes = {"option": act.option} | _end_pause(occasion, number)
    append(occasion, number, Step.ANSWER, CITIZEN, codes=codes, said=act.text)
    return Done(number)


def _end_pause(occasion: Occasion, number: str) -> dict[str, str]:
    """Let the time to answer run on once nothing more is asked; the due times that moved, as codes."""
    waiting = (open_questions.c.case == number) & (open_questions.c.kind == ASK) & open_questions.c.closed_at.is_(None)
    case = locked_case(occasion.connection, number)
    if case is None or occasion.connection.execute(select(open_questions.c.id).where(waiting)).first():
        return {}
    course = handling.course_of(occasion.connection, case)
    after = deadlines.resumed(course, Terms(occasion.office.city(), occasion.office.zone, occasion.now))
    handling.keep(occasion.connection, number, course, after)
    return handling.moved(course, after)


def _asked(occasion: Occasion, citizen: Citizen, question: str) -> RowMapping | None:
    asked = select(open_questions).where(
        open_questions.c.id == question,
        open_questions.c.citizen == citizen.id,
        open_questions.c.asked_at >= citizen.returned_at,
    )
    return occasion.connection.execute(asked.with_for_update()).mappings().first()


def _close(occasion: Occasion, question: str) -> None:
    closed = {"closed_at": occasion.now, "answered_at": occasion.now}
    occasion.connection.execute(update(open_questions).where(open_questions.c.id == question).values(closed))


def _question(occasion: Occasion, row: RowMapping) -> OpenQuestion:
    text = occasion.open(open_questions.c.text, row["text"], row["id"]) if row["text"] else ""
    options = msgspec.json.decode(row["options"], type=tuple[str, ...])
    return OpenQuestion(row["id"], row["case"], row["kind"], row["asked_at"], options, text)
