"""Working days and due times: the state calendar with its make-up days, in the city's time zone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from itertools import takewhile
from typing import TypeAlias

import chinese_calendar

from dialogs.city import Calendar, Span
from dialogs.facts.moment import Moment, civil, moment_of

CHINA = "CN"
SATURDAY = 5
# Holidays that fall on the same days each year (State Council regulation of 2024): all that is sure
# of a year whose schedule is not out yet.
FIXED_HOLIDAYS = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
# No span of days off comes near this: a calendar with fewer working days is a mistake, not a holiday.
LONGEST_WAIT = timedelta(days=60)
KNOWN = max(day.year for day in chinese_calendar.holidays)
"""The last year whose schedule the state calendar has."""
MICROSECOND = timedelta(microseconds=1)
Spans: TypeAlias = tuple[tuple[Moment, Moment], ...]
"""From when to when the offices are open."""


@dataclass(frozen=True, slots=True)
class Due:
    """When something has to be done. ``provisional``: it leans on a year whose holidays are not published yet."""

    at: Moment
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """``known``: the last year of the state calendar that is counted with; due times of former days knew less."""

    calendar: Calendar
    zone: tzinfo
    known: int = KNOWN

    def is_working(self, day: date) -> bool:
        if day in self.calendar.working or day in self.calendar.free:
            return day in self.calendar.working
        if self.calendar.short and self._short(day):
            return True
        weekday = day.weekday() < SATURDAY
        if self.calendar.country != CHINA or day.year in self.calendar.years:
            return weekday
        scheduled = _scheduled(day) if day.year <= self.known else None
        return weekday and (day.month, day.day) not in FIXED_HOLIDAYS if scheduled is None else scheduled

    def after_days(self, start: Moment, days: int) -> Due:
        """Give the end of the ``days``-th working day after the day of ``start``, which itself does not count."""
        day = first = civil(start, self.zone).date()
        for _ in range(days):
            day = self._next_working(day)
        return Due(self._spans(day)[-1][1], self._provisional(first, day))

    def after_hours(self, start: Moment, hours: int) -> Due:
        """Give the moment by which the offices have been open for ``hours`` since ``start``."""
        return self.after_open(start, timedelta(hours=hours))

    def after_open(self, start: Moment, left: timedelta) -> Due:
        """Give the moment by which the offices have been open for so long since ``start``."""
        first, open_for = civil(start, self.zone).date(), left // MICROSECOND
        for opens, closes in self._open_from(start):
            if closes - opens >= open_for:
                end = Moment(opens + open_for)
                return Due(end, self._provisional(first, civil(end, self.zone).date()))
            open_for -= closes - opens
        raise AssertionError("open hours never end")

    def days_between(self, start: Moment, end: Moment) -> int:
        """Count the working days after the day of ``start``, up to and with the day of ``end``."""
        first, last = civil(start, self.zone).date(), civil(end, self.zone).date()
        return sum(self.is_working(first + timedelta(days=index)) for index in range(1, (last - first).days + 1))

    def open_between(self, start: Moment, end: Moment) -> Iterator[tuple[Moment, Moment]]:
        """Give the spans in which the offices are open."""
        if start < end:
            for opens, closes in takewhile(lambda span: span[0] < end, self._open_from(start)):
                yield opens, min(closes, end)

    def _open_from(self, start: Moment) -> Iterator[tuple[Moment, Moment]]:
        """Give the spans in which the offices are open, from ``start`` on, without end."""
        day = civil(start, self.zone).date()
        if not self.is_working(day):
            day = self._next_working(day)
        while True:
            for opens, closes in self._spans(day):
                if closes > start:
                    yield max(opens, start), closes
            day = self._next_working(day)

    def _next_working(self, day: date) -> date:
        last = day + LONGEST_WAIT
        while (day := day + timedelta(days=1)) <= last:
            if self.is_working(day):
                return day
        raise ValueError(f"no working day until {last}")

    def _spans(self, day: date) -> Spans:
        return _open_on(day, self._short(day) or self.calendar.hours, self.zone)

    def _short(self, day: date) -> tuple[Span, ...]:
        """Give the hours of a half day; none of a whole one."""
        return next((hours for short, hours in self.calendar.short if short == day), ())

    def is_published(self, day: date) -> bool:
        """Say whether the schedule of the day's year is out."""
        return day.year in self.calendar.years or (day.year <= self.known and _scheduled(day) is not None)

    def _provisional(self, first: date, last: date) -> bool:
        return self.calendar.country == CHINA and not (self.is_published(first) and self.is_published(last))


def is_provisional(calendar: Calendar, year: int) -> bool:
    """Say whether due times in a year are provisional."""
    return calendar.country == CHINA and not WorkingTime(calendar, UTC).is_published(date(year, 1, 1))


@lru_cache(maxsize=4096)
def _open_on(day: date, hours: tuple[Span, ...], zone: tzinfo) -> Spans:
    """Give the spans of a working day; each due time of each case crosses the same days."""
    midnight, minute = datetime.combine(day, time(), zone), timedelta(minutes=1)
    spans = ((midnight + opens * minute, midnight + closes * minute) for opens, closes in sorted(hours))
    return tuple((moment_of(opens), moment_of(closes)) for opens, closes in spans)


@lru_cache(maxsize=4096)
def _scheduled(day: date) -> bool | None:
    """Say whether the state calendar has a day as a working day; ``None`` where its year's schedule is not out yet."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return None
