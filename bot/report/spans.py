"""The spans of time that offices report on: day, week, month, quarter, half and whole year."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from dialogs.facts.figures import Period
from dialogs.facts.moment import Moment, civil, moment_of


class Kind(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


MONTHS = {Kind.MONTH: 1, Kind.QUARTER: 3, Kind.HALF: 6, Kind.YEAR: 12}
DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Span:
    """From the first day to the last one, which is included."""

    kind: Kind
    first: date
    last: date

    def period(self, zone: tzinfo) -> Period:
        return Period(_midnight(self.first, zone), _midnight(self.last + timedelta(days=1), zone))

    def before(self) -> "Span":
        return span_around(self.kind, self.first - timedelta(days=1))


def span_of(kind: Kind, day: date | None, now: Moment, zone: tzinfo) -> Span:
    """Give the span that a day lies in; without one today, and of anything longer the last that is over."""
    if day is not None:
        return span_around(kind, day)
    current = span_around(kind, civil(now, zone).date())
    return current if kind is Kind.DAY else current.before()


def span_around(kind: Kind, day: date) -> Span:
    if kind is Kind.DAY:
        return Span(kind, day, day)
    if kind is Kind.WEEK:
        monday = day - timedelta(days=day.weekday())
        return Span(kind, monday, monday + timedelta(days=6))
    much = MONTHS[kind]
    first = day.replace(month=(day.month - 1) // much * much + 1, day=1)
    return Span(kind, first, _after(first, much) - timedelta(days=1))


def _after(first: date, months: int) -> date:
    month = first.month - 1 + months
    return first.replace(year=first.year + month // DECEMBER, month=month % DECEMBER + 1)


def _midnight(day: date, zone: tzinfo) -> Moment:
    return moment_of(datetime.combine(day, time(), zone))
