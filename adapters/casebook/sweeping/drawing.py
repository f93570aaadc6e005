"""Drawing the closed cases that are looked at a second time: each day's, once it is over."""

from datetime import date, datetime, time, timedelta
from typing import Final

from sqlalchemy import func, insert, select

from adapters.casebook.occasion import Occasion
from adapters.casebook.rules.sampling import drawn
from adapters.casebook.schema import cases, draws, inspections
from adapters.sql import upsert
from dialogs.facts.cases import Status
from dialogs.facts.moment import HOUR, Moment, civil, moment_of

DAY: Final = timedelta(days=1)
SETTLED_AFTER: Final = HOUR
"""After midnight: what was begun before it is done by then."""


def any_due(occasion: Occasion) -> bool:
    return _day(occasion) is not None


def draw(occasion: Occasion) -> bool:
    """Draw from the first day that is over and was not drawn from; whether there was one."""
    day = _day(occasion)
    if day is None:
        return False
    numbers = _closed(occasion, day)
    seed = occasion.office.chance.token(12)
    row = {"day": day.isoformat(), "seed": seed, "closed": len(numbers), "at": occasion.now}
    if upsert(occasion.connection, draws, row, keys=("day",), update=()):
        share = occasion.office.city().supervision.inspected
        rows = [{"case": number, "day": row["day"], "drawn_at": occasion.now} for number in drawn(numbers, share, seed)]
        if rows:
            occasion.connection.execute(insert(inspections), rows)
    return True


def _day(occasion: Occasion) -> date | None:
    """Give the day after the last one; the first ever is yesterday."""
    last = occasion.connection.scalar(select(func.max(draws.c.day)))
    yesterday = civil(Moment(occasion.now - SETTLED_AFTER), occasion.office.zone).date() - DAY
    day = date.fromisoformat(last) + DAY if last else yesterday
    return day if day <= yesterday else None


def _closed(occasion: Occasion, day: date) -> tuple[str, ...]:
    start, end = (moment_of(datetime.combine(each, time(), occasion.office.zone)) for each in (day, day + DAY))
    within = (cases.c.ended_at >= start) & (cases.c.ended_at < end)
    found = select(cases.c.number).where(within, cases.c.status == Status.CLOSED).order_by(cases.c.number)
    return tuple(occasion.connection.scalars(found))
