"""The calendar months that a period touches, in the city's time."""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Final

from dialogs.facts.figures import Period
from dialogs.facts.moment import Moment, civil, moment_of

LONGEST: Final = 120  # months
A_MONTH_ON: Final = timedelta(days=32)


@dataclass(frozen=True, slots=True)
class Month:
    """``code``: 2026-03; the span is the whole month's."""

    code: str
    span: Period


def months_of(period: Period, zone: tzinfo) -> tuple[Month, ...]:
    found: list[Month] = []
    first = month_around(period.start, zone)
    while first.span.start < period.end and len(found) < LONGEST:
        found.append(first)
        first = month_around(first.span.end, zone)
    return tuple(found)


def month_around(moment: Moment, zone: tzinfo) -> Month:
    first = civil(moment, zone).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return Month(f"{first:%Y-%m}", Period(moment_of(first), moment_of(_next(first))))


def whole(month: Month, period: Period, now: Moment) -> bool:
    """Say whether a period has all of a month, of the one that runs all there is yet."""
    return period.start <= month.span.start and (month.span.end <= period.end or now < period.end)


def _next(first: datetime) -> datetime:
    return (first + A_MONTH_ON).replace(day=1)
