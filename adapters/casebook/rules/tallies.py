"""What about a step of a case is counted for the figures, and for which unit."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from adapters.casebook.rules.course import Course


class Tally(StrEnum):
    RETURNED = "returned"
    EXTENDED = "extended"
    REOPENED = "reopened"
    REPEATED = "repeated"
    """The same citizen came again about it after it was settled."""
    FOLLOWED_UP = "followed-up"
    CONTENT = "followed-up-content"
    """Called by staff, and content."""


CONTENT: Final = frozenset({"satisfied", "acceptable"})
"""Results of a call-back with which the citizen is content; a rating is another figure."""


def tallied(before: Course, after: Course) -> Iterator[Tally]:
    """Give what happened between two courses; it counts for the unit of the first one."""
    if after.returns > before.returns:
        yield Tally.RETURNED
    if before.asked_until and not after.asked_until and after.reply_by == before.asked_until:
        yield Tally.EXTENDED
    if after.reopened > before.reopened:
        yield Tally.REOPENED


def called(result: str) -> Iterator[Tally]:
    """Give what a call-back by staff counts as."""
    yield Tally.FOLLOWED_UP
    if result in CONTENT:
        yield Tally.CONTENT
