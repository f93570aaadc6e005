"""What comes of an act of a citizen, or why it was not done."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, TypeAlias

from dialogs.facts.moment import Moment
from dialogs.facts.officers import OfficeResult


class WhyNot(StrEnum):
    """Why an act of a citizen was not done."""

    UNKNOWN = "unknown"  # there is no such case, or it is not theirs
    CLOSED = "closed"  # what it was about is over
    NO_OPTION = "no-option"  # the question has no such answer
    EARLY = "early"  # to urge: less than half of the time is over; ``due_at`` says by when there is an answer
    TODAY = "today"  # to urge: it was urged today already, by this reporter or another one
    LATE = "late"  # to withdraw: it is resolved; to amend a place: it was accepted
    UNRATED = "unrated"  # to reopen: its reporter has not said that it is not solved
    NOT_FILER = "not-filer"  # to amend a place: it is the filer's
    NOTHING = "nothing"  # to amend: nothing is different


TOO_MANY: Final = "too-many"
"""Refused, for the citizen has filed, added or sent as much as one may in a day."""
MOST_MEDIA: Final = 30
"""Photos, films and voice of one person in a day, whichever of their addresses they come from; a case takes five."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The act does not fit what has become of the case; ``reason`` is a code, of ``WhyNot`` where a rule says no."""

    reason: str
    due_at: Moment | None = None
    """By when there is to be an answer, where that is what there is to say."""


@dataclass(frozen=True, slots=True)
class Filed:
    number: str
    code: str = field(repr=False)
    """The query code; the casebook keeps it sealed and hashed."""
    accept_by: Moment
    reply_days: int
    """Working days from acceptance to the answer."""


@dataclass(frozen=True, slots=True)
class Done:
    """Done; ``number`` names the case where there is one."""

    number: str = ""


@dataclass(frozen=True, slots=True)
class NewCode:
    number: str
    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Urged:
    """The unit was told to hurry; at the desk where ``unit`` is empty. ``due_at``: by when, where that is not over."""

    number: str
    unit: str
    due_at: Moment | None
    late: bool = False
    """Whether the step that is on now should have been done."""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """``goes_on``: others report the same matter, and it goes on without this reporter."""

    number: str
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Reopened:
    """Handled again, by ``unit`` (the desk where empty) until ``due_at``; ``above``: by the supervising level."""

    number: str
    unit: str
    due_at: Moment | None
    above: bool = False


Result: TypeAlias = Filed | Done | NewCode | Urged | Withdrawn | Reopened | OfficeResult | Refused
