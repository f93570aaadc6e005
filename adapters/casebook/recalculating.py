"""The calendar that due times lean on: when it is corrected, those that run are computed anew, once, as an act."""

import hashlib
from functools import lru_cache
from typing import Final

import msgspec
from sqlalchemy import Connection, bindparam, or_, select, update

from adapters.casebook.acts import handling
from adapters.casebook.entries import SYSTEM, append, locked_case
from adapters.casebook.occasion import Occasion, Office
from adapters.casebook.rules.calendar import KNOWN, WorkingTime
from adapters.casebook.rules.lifecycle import Step
from adapters.casebook.rules.recalculating import recalculated
from adapters.casebook.schema import calendars, cases
from adapters.casebook.schema.cases import HANDLED
from adapters.sql import Database, Row, Statement, upsert
from dialogs.city import Calendar
from dialogs.facts.messages import Address
from dialogs.facts.moment import Clock, Moment

BATCH: Final = 20
"""Cases in one transaction: some 40 ms on the writer of a SQLite file."""
NOBODY: Final = Address("", "")
KNOWN_AS: Final = Statement(select(calendars.c.digest).where(calendars.c.digest == bindparam("digest")))


class _Kept(msgspec.Struct, frozen=True):
    """What working days were: the city's calendar, and the last year that the state calendar had."""

    calendar: Calendar
    known: int


class SqlCalendar:
    """Keeps due times in step with the calendar."""

    def __init__(self, database: Database, office: Office, clock: Clock) -> None:
        self._database = database
        self._office = office
        self._clock = clock

    async def recompute(self) -> int:
        """Compute one batch of cases anew whose calendar has been corrected; how many it were."""
        now = self._clock.now()
        return await self._database.write(lambda connection: recompute_due_times(connection, self._office, now=now))


def recompute_due_times(connection: Connection, office: Office, *, now: Moment, limit: int = BATCH) -> int:
    occasion = Occasion(connection, office, NOBODY, now)
    digest = calendar_of(office)
    # Two ranges, for an index serves no "is not".
    other = or_(cases.c.calendar < digest, cases.c.calendar > digest)
    found = select(cases.c.number).where(HANDLED, other).order_by(cases.c.number).limit(limit)
    numbers = connection.scalars(found.with_for_update(skip_locked=True)).all()
    for number in numbers:
        if row := locked_case(connection, number):
            in_step(occasion, row)
    return len(numbers)


def in_step(occasion: Occasion, row: Row) -> Row:
    """Give a locked case as the calendar of today has it; what moves is an act of its own, before any other."""
    digest = calendar_of(occasion.office)
    if row["calendar"] == digest:
        return row
    remember(occasion)
    number, connection = row["number"], occasion.connection
    course = handling.course_of(connection, row)
    connection.execute(update(cases).where(cases.c.number == number).values(calendar=digest))
    if old := _former(occasion, row["calendar"]):
        city, zone = occasion.office.city(), occasion.office.zone
        after = recalculated(course, row["submitted_at"], city, old, WorkingTime(city.calendar, zone))
        handling.keep(connection, number, course, after)
        if moved := handling.moved(course, after):
            append(occasion, number, Step.CALENDAR, SYSTEM, codes=moved)
    return locked_case(connection, number) or row


def calendar_of(office: Office) -> str:
    """Name the calendar of today."""
    return _digest(office.city().calendar)


def remember(occasion: Occasion) -> str:
    """Keep the calendar of today, so that due times which lean on it can be computed anew; its name."""
    calendar = occasion.office.city().calendar
    digest = _digest(calendar)
    if KNOWN_AS.value(occasion.connection, {"digest": digest}) is None:
        row = {"digest": digest, "content": _content(calendar), "at": occasion.now}
        upsert(occasion.connection, calendars, row, keys=("digest",), update=())
    return digest


def _former(occasion: Occasion, digest: str) -> WorkingTime | None:
    """Give the working time that a case's due times were computed with; none where that is not known."""
    content = occasion.connection.scalar(select(calendars.c.content).where(calendars.c.digest == digest))
    if content is None:
        return None
    kept = msgspec.json.decode(content, type=_Kept)
    return WorkingTime(kept.calendar, occasion.office.zone, kept.known)


def _content(calendar: Calendar) -> str:
    return msgspec.json.encode(_Kept(calendar, KNOWN)).decode()


@lru_cache(maxsize=8)
def _digest(calendar: Calendar) -> str:
    return hashlib.sha256(_content(calendar).encode()).hexdigest()[:16]
