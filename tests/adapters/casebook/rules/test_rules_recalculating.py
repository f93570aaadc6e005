from dataclasses import replace
from datetime import date, datetime

import pytest
from casebook_world import CITY, ZONE
from hypothesis import given
from hypothesis import strategies as st

from adapters.casebook.rules.calendar import WorkingTime
from adapters.casebook.rules.course import Course
from adapters.casebook.rules.recalculating import recalculated
from dialogs.city import Calendar
from dialogs.facts.cases import Status
from dialogs.facts.moment import DAY, HOUR, Moment, civil, moment_of

SPRING = tuple(date(2027, 2, day) for day in range(5, 12))
OLD = WorkingTime(CITY.calendar, ZONE)
OUT = replace(
    CITY.calendar, free=(date(2027, 1, 1), date(2027, 1, 4), *SPRING), working=(date(2027, 1, 9),), years=(2027,)
)
NEW = WorkingTime(OUT, ZONE)
FILED = "2026-12-28 10:00"


def at(text: str) -> Moment:
    return moment_of(datetime.fromisoformat(text).replace(tzinfo=ZONE))


def shown(moment: Moment | None) -> str:
    return civil(moment or Moment(0), ZONE).strftime("%Y-%m-%d %H:%M")


def anew(course: Course, new: WorkingTime = NEW) -> Course:
    return recalculated(course, at(FILED), CITY, OLD, new)


def test_half_days() -> None:
    """A half day is a working day with hours of its own: days end and hours run by them."""
    eve = date(2026, 3, 7)  # a Saturday
    short = WorkingTime(replace(CITY.calendar, short=((eve, ((9 * 60, 12 * 60),)),)), ZONE)

    assert shown(short.after_days(at("2026-03-06 10:00"), 1).at) == "2026-03-07 12:00"
    assert shown(short.after_hours(at("2026-03-06 17:00"), 5).at) == "2026-03-09 10:00"
    assert short.days_between(at("2026-03-06 10:00"), at("2026-03-09 10:00")) == 2


def test_a_year_of_the_profile() -> None:
    """A year whose schedule stands in the profile is not provisional, and its fixed holidays are not assumed."""
    due = NEW.after_days(at(FILED), 4)
    bare = WorkingTime(replace(CITY.calendar, years=(2027,)), ZONE)

    assert (shown(due.at), due.provisional) == ("2027-01-05 18:00", False)
    assert bare.is_working(date(2027, 1, 1))


def test_moved_by_the_schedule() -> None:
    """When the schedule arrives an answer keeps its working days, and the case is provisional no more."""
    due = OLD.after_days(at(FILED), 5)
    after = anew(Course(Status.ASSIGNED, reply_by=due.at, provisional=True, signed_at=at(FILED)))

    assert (shown(due.at), due.provisional) == ("2027-01-05 18:00", True)
    assert (shown(after.reply_by), after.provisional) == ("2027-01-06 18:00", False)


def test_hours_to_sign() -> None:
    """The hours to sign are kept across the new year as well."""
    due = OLD.after_hours(at("2026-12-31 16:30"), 4)
    after = anew(Course(Status.ASSIGNED, sign_by=due.at, reply_by=at("2027-01-05 18:00")))

    assert (shown(due.at), shown(after.sign_by)) == ("2027-01-04 11:30", "2027-01-05 11:30")


@pytest.mark.parametrize(
    "course",
    [
        Course(Status.RESOLVED, reply_by=OLD.after_days(at(FILED), 5).at),
        Course(Status.ASSIGNED, urgency="urgent", reply_by=at("2027-01-05 18:00"), sign_by=at("2027-01-04 10:00")),
        Course(Status.ASSIGNED, reply_by=at("2027-01-20 12:34"), signed_at=at(FILED)),
        Course(Status.CLOSED, accept_by=OLD.after_days(at(FILED), 5).at),
    ],
    ids=["resolved", "by the clock", "granted", "closed"],
)
def test_what_stays(course: Course) -> None:
    """What is done, what is counted by the clock, and a time that somebody named stay where they are."""
    assert anew(course) == course


@given(days=st.integers(1, 40), start=st.integers(0, 60 * 24))
def test_there_and_back(days: int, start: int) -> None:
    """Computed anew a due time is the one that would have been given at once, and going back gives the former one."""
    filed = Moment(at("2026-12-01 00:00") + start * HOUR)
    course = Course(Status.ACCEPTED, reply_by=OLD.after_days(filed, days).at)
    there = recalculated(course, filed, CITY, OLD, NEW)
    back = recalculated(there, filed, CITY, NEW, OLD)

    assert there.reply_by == NEW.after_days(filed, days).at
    assert back.reply_by == course.reply_by


def test_same_calendar_moves_nothing() -> None:
    """Under a calendar that says the same nothing moves."""
    course = Course(Status.SUBMITTED, accept_by=OLD.after_days(at(FILED), 1).at)

    assert anew(course, WorkingTime(Calendar("CN", (), (), CITY.calendar.hours), ZONE)) == course
    assert course.accept_by != Moment((course.accept_by or 0) + DAY)
