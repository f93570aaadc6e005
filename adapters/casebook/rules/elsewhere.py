"""What a step that an outside backend took is to those who brought the case, and what it does to the time to answer."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from adapters.casebook.rules import deadlines
from adapters.casebook.rules.course import Course, Terms
from adapters.casebook.rules.lifecycle import Step
from dialogs.facts.cases import Status

BY_STATUS: Final[Mapping[Status, Step]] = MappingProxyType(
    {
        Status.ACCEPTED: Step.ACCEPT,
        Status.ASSIGNED: Step.ASSIGN,
        Status.RESOLVED: Step.RESOLVE,
        Status.CLOSED: Step.CLOSE,
        Status.DECLINED: Step.DECLINE,
        Status.WITHDRAWN: Step.WITHDRAW,
        Status.MERGED: Step.MERGE,
    }
)
"""The backend may call its steps as it likes: where a case came to says what happened."""
DONE: Final = frozenset({Status.RESOLVED, Status.CLOSED})
IN_WORK: Final = frozenset({Status.ACCEPTED, Status.ASSIGNED})
SPOKEN: Final = frozenset({Step.ASK, Step.REPLY})
"""Steps that are nothing without their words."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a case stands, and with whom."""

    status: Status
    unit: str


def step_of(kind: str, text: str, before: Stand, after: Stand, *, public: bool) -> Step | None:
    """Name the step as citizens know it; None where it is between offices, or was told already."""
    if before.status is after.status:
        return _within(kind, text, before, after, public=public)
    if before.status in DONE and after.status in IN_WORK:
        return Step.REOPEN
    if before.status is Status.ASSIGNED and after.status is Status.ACCEPTED:
        return None  # handed back: another unit is looked for
    if before.status is Status.RESOLVED and after.status is Status.CLOSED:
        return None  # they had the result, and can rate it still
    return BY_STATUS[after.status]


def _within(kind: str, text: str, before: Stand, after: Stand, *, public: bool) -> Step | None:
    if text and kind in SPOKEN:
        return Step(kind)
    if text and public:
        return Step.NOTE
    return Step.ASSIGN if after.status is Status.ASSIGNED and before.unit != after.unit else None


def paced(step: Step | None, course: Course, terms: Terms) -> Course:
    """Let the time to answer rest while a citizen is asked, run on once that is over, and begin anew with a reopening.

    ``course`` is the one before the step; where the case goes is not changed here.
    """
    if step is Step.ASK:
        return deadlines.paused(course, terms)
    if step is Step.REOPEN:
        again = replace(course, reopened=course.reopened + 1, resolved_at=None, outcome="", paused=0)
        return deadlines.accepted(again, terms)
    return deadlines.resumed(course, terms) if step in BY_STATUS.values() else course
