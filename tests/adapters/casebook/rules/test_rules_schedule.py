from datetime import date, datetime, timedelta

import pytest
from casebook_world import CITY, ZONE

from adapters.casebook.rules.calendar import WorkingTime
from dialogs.facts.moment import Moment, moment_of

TIME = WorkingTime(CITY.calendar, ZONE)

# General Office of the State Council
# on public holidays: 2025 (国办发明电〔2024〕12号), 2026 (国办发明电〔2025〕7号).
FREE = {
    2025: ["01-01..01-01", "01-28..02-04", "04-04..04-06", "05-01..05-05", "05-31..06-02", "10-01..10-08"],
    2026: [
        "01-01..01-03",
        "02-15..02-23",
        "04-04..04-06",
        "05-01..05-05",
        "06-19..06-21",
        "09-25..09-27",
        "10-01..10-07",
    ],
}
MADE_UP = {
    2025: ["01-26", "02-08", "04-27", "09-28", "10-11"],
    2026: ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"],
}


def at(text: str) -> Moment:
    return moment_of(datetime.fromisoformat(text).replace(tzinfo=ZONE))


def span(year: int, text: str) -> list[date]:
    first, last = (date.fromisoformat(f"{year}-{part}") for part in text.split(".."))
    return [first + timedelta(days=index) for index in range((last - first).days + 1)]


@pytest.mark.parametrize("year", [2025, 2026])
def test_official_schedule(year: int) -> None:
    """Each day of the year is free or working as the published schedule has it, make-up days included."""
    free = {day for text in FREE[year] for day in span(year, text)}
    made_up = {date.fromisoformat(f"{year}-{text}") for text in MADE_UP[year]}
    days = span(year, "01-01..12-31")
    expected = {day for day in days if day in made_up or (day.weekday() < 5 and day not in free)}

    assert {day for day in days if TIME.is_working(day)} == expected


def test_across_an_unpublished_new_year() -> None:
    """A deadline across 1 January 2027 skips the day that is sure and is marked as provisional."""
    due = TIME.after_days(at("2026-12-29 10:00"), 7)

    assert due.at == at("2027-01-08 18:00")
    assert due.provisional
    assert not TIME.after_days(at("2026-12-21 10:00"), 7).provisional


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2026-03-02 09:00", "2026-03-02 17:00", 0),
        ("2026-03-02 17:59", "2026-03-03 09:00", 1),
        ("2026-03-06 09:00", "2026-03-09 09:00", 1),
        ("2026-02-13 09:00", "2026-02-24 09:00", 2),
        ("2026-03-03 09:00", "2026-03-02 09:00", 0),
    ],
)
def test_days_between(start: str, end: str, days: int) -> None:
    """Working days between two moments: the first day does not count, the last one does."""
    assert TIME.days_between(at(start), at(end)) == days
