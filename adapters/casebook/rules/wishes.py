"""What a citizen may ask of their own case, and when; pure."""

from datetime import tzinfo
from typing import Final

from adapters.casebook.rules.course import Course
from adapters.casebook.rules.lifecycle import Step, may
from adapters.casebook.rules.ratings import VALUES
from dialogs.facts.cases import Status
from dialogs.facts.moment import Moment, civil
from dialogs.facts.results import WhyNot

DISCONTENT: Final = frozenset(VALUES[2:])
"""Ratings that let a reporter have the case handled again."""


def due_of(course: Course) -> Moment | None:
    """Give by when the step that is on now has to be done."""
    return course.accept_by if course.status is Status.SUBMITTED else course.reply_by


def urging(course: Course, since: Moment | None, urged: Moment | None, *, now: Moment, zone: tzinfo) -> WhyNot | None:
    """Say why a case cannot be urged now, if so; ``since`` when the time began to run, ``urged`` when last."""
    if not may(Step.URGE, course.status):
        return WhyNot.LATE
    due = due_of(course)
    if due is not None and since is not None and now < since + (due - since) // 2:
        return WhyNot.EARLY
    if urged is not None and civil(urged, zone).date() >= civil(now, zone).date():
        return WhyNot.TODAY
    return None


def withdrawing(course: Course) -> WhyNot | None:
    return None if may(Step.WITHDRAW, course.status) else WhyNot.LATE


def reopening(course: Course, rating: str) -> WhyNot | None:
    """Say why a case cannot be reopened; ``rating`` is the reporter's own one of the last resolution."""
    if not may(Step.REOPEN, course.status):
        return WhyNot.CLOSED
    return None if rating in DISCONTENT else WhyNot.UNRATED


def placing(course: Course, *, filer: bool) -> WhyNot | None:
    """Say why the place cannot be amended: it is the filer's, and others rely on it once the case is accepted."""
    if course.status is not Status.SUBMITTED:
        return WhyNot.LATE
    return None if filer else WhyNot.NOT_FILER


def naming(course: Course) -> WhyNot | None:
    """Say why a reporter cannot change how they are known any more."""
    return None if may(Step.AMEND, course.status) else WhyNot.CLOSED
