"""Whether what a profile says of its calendar holds together."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from bot.city.folder import Profile
from bot.city.shapes import CalendarShape, span_of
from bot.city.source import Location, Problem

LONGEST_HOLIDAY = 30  # days: no span of days off comes near it


def calendar_faults(profile: Profile) -> Iterator[Problem]:
    """Find days that are said to be two things, and hours that overlap."""
    calendar = profile.city.calendar
    for at, message in (*_days(calendar), *_hours(calendar), *_years(calendar)):
        yield profile.problem("city.toml", ("calendar", *at), message)


def _days(calendar: CalendarShape) -> Iterator[tuple[Location, str]]:
    for name, days in (("free", calendar.free), ("working", calendar.working)):
        for day in sorted({each for each in days if days.count(each) > 1}):
            yield (name,), f"{day} stands twice"
    for day in sorted(set(calendar.free) & set(calendar.working)):
        yield ("working",), f"{day} is free and working"
    for day in sorted(set(calendar.free) & set(calendar.short)):
        yield ("short", str(day)), f"{day} is free and a half day"
    if found := _long_holiday(sorted(calendar.free)):
        yield ("free",), f"from {found} on no day is working for over {LONGEST_HOLIDAY} days"


def _long_holiday(free: list[date]) -> date | None:
    """Give the first day of a span of days off that is a mistake."""
    start = before = None
    for day in free:
        start = day if before is None or day - before > timedelta(days=1) else start
        if start is not None and (day - start).days >= LONGEST_HOLIDAY:
            return start
        before = day
    return None


def _hours(calendar: CalendarShape) -> Iterator[tuple[Location, str]]:
    if _overlap(calendar.hours):
        yield ("hours",), "the hours overlap"
    for day, hours in calendar.short.items():
        if _overlap(hours):
            yield ("short", str(day)), f"the hours of {day} overlap"


def _years(calendar: CalendarShape) -> Iterator[tuple[Location, str]]:
    for year in calendar.years:
        if all(day.year != year for day in calendar.free):
            yield ("years",), f"{year} is said to be whole, and no day of it is free"


def _overlap(hours: tuple[str, ...]) -> bool:
    spans = sorted(map(span_of, hours))
    return any(start < end for (_, end), (start, _) in pairwise(spans))
