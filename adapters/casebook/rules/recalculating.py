"""Due times under a corrected calendar: each leaves the same working time as before; pure."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from adapters.casebook.rules import limits
from adapters.casebook.rules.calendar import Due, WorkingTime
from adapters.casebook.rules.course import Course
from dialogs.city import City
from dialogs.facts.cases import Status
from dialogs.facts.moment import SECOND, Moment

ANSWERED_FOR = frozenset({Status.ACCEPTED, Status.ASSIGNED})


def recalculated(course: Course, submitted: Moment, city: City, old: WorkingTime, new: WorkingTime) -> Course:
    """Give the due times that still run as the new calendar has them; what is counted by the clock stays.

    Counted from the filing of the case: up to where the calendars differ they agree, so the same working days and hours
    are left. A time that somebody named, as when more was granted, is no count of days and stays.
    """
    pace = limits.urgency(city, course.urgency)
    found = []
    if course.status is Status.SUBMITTED and not (pace and pace.accept_hours):
        found += [("accept_by", _days), ("own_accept_by", _days)]
    if course.status is Status.ASSIGNED and course.signed_at is None and not (pace and pace.accept_hours):
        found.append(("sign_by", _hours))
    if course.status in ANSWERED_FOR and not (pace and pace.reply_hours):
        found += [("reply_by", _days), ("own_reply_by", _days), ("paused_until", _days)]
    due = {name: again(submitted, getattr(course, name), old, new) for name, again in found}
    moved: dict[str, Any] = {name: each.at for name, each in due.items() if each is not None}
    provisional = any(each.provisional for each in due.values() if each is not None)
    return replace(course, **moved, provisional=provisional) if moved else course


def _days(start: Moment, due: Moment | None, old: WorkingTime, new: WorkingTime) -> Due | None:
    if due is None:
        return None
    days = old.days_between(start, due)
    return new.after_days(start, days) if days and old.after_days(start, days).at == due else None


def _hours(start: Moment, due: Moment | None, old: WorkingTime, new: WorkingTime) -> Due | None:
    if due is None:
        return None
    open_for = sum(closes - opens for opens, closes in old.open_between(start, due))
    return new.after_open(start, timedelta(seconds=open_for / SECOND))
