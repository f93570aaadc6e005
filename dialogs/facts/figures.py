"""What units are judged by, counted over the cases that were submitted in a period."""

from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Protocol

from dialogs.facts.moment import Moment
from dialogs.facts.records import Bearer


class By(StrEnum):
    """What the rows of a table of figures stand for."""

    UNIT = "unit"
    CATEGORY = "category"
    DISTRICT = "district"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Period:
    """From a moment up to and without another."""

    start: Moment
    end: Moment


@dataclass(frozen=True, slots=True)
class Rate:
    """A share that never hides what it was made of."""

    numerator: int
    denominator: int

    @property
    def percent(self) -> float | None:
        """Give the share in percent; none where there was nothing to share."""
        return 100 * self.numerator / self.denominator if self.denominator else None


@dataclass(frozen=True, slots=True)
class Counts:
    """Plain numbers that add up: of two groups of cases, those of both together are the sums.

    docs/figures.md says of each what is counted.
    """

    cases: int = 0
    persons: int = 0
    joint: int = 0
    open: int = 0
    accept_due: int = 0
    accepted_on_time: int = 0
    answer_due: int = 0
    answered_on_time: int = 0
    doubted: int = 0
    overdue_open: int = 0
    warnings: int = 0
    returned: int = 0
    extended: int = 0
    reopened: int = 0
    closed: int = 0
    settled_at_first: int = 0
    solved: int = 0
    partly: int = 0
    explained: int = 0
    aid: int = 0
    other_path: int = 0
    asked: int = 0
    unreachable: int = 0
    rated: int = 0
    satisfied: int = 0
    acceptable: int = 0
    followed_up: int = 0
    followed_up_content: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(**{name: getattr(self, name) + getattr(other, name) for name in NAMES})

    @property
    def acceptance(self) -> Rate:
        return Rate(self.accepted_on_time, self.accept_due)

    @property
    def answers(self) -> Rate:
        return Rate(self.answered_on_time, self.answer_due)

    @property
    def overdue(self) -> int:
        """Give the answers that came late or have not come yet."""
        return self.answer_due - self.answered_on_time

    @property
    def first_time(self) -> Rate:
        return Rate(self.settled_at_first, self.closed)

    @property
    def response(self) -> Rate:
        return Rate(self.rated, self.asked)

    @property
    def content(self) -> Rate:
        """Give the satisfied and those who find it acceptable, of those who rated."""
        return Rate(self.satisfied + self.acceptable, self.rated)


NAMES = tuple(each.name for each in fields(Counts))


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of a unit, category, district (by code) or month (``2026-03``); an empty key: of what has none."""

    key: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that are disjoint: their sum is the total."""

    period: Period
    by: By
    rows: tuple[Row, ...]

    @property
    def total(self) -> Counts:
        return sum((row.counts for row in self.rows), Counts())


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which figures; ``unit``: of this unit and those below it alone."""

    period: Period
    by: By = By.UNIT
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A case on a list of the day."""

    number: str
    category: str
    unit: str
    status: str
    submitted_at: Moment
    due_at: Moment | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """What came, what is due, what is late: how many, and the first of them, most urgent first."""

    came: int
    due: int
    late: int
    came_cases: tuple[Listed, ...] = ()
    due_cases: tuple[Listed, ...] = ()
    late_cases: tuple[Listed, ...] = ()


@dataclass(frozen=True, slots=True)
class Growth:
    """How many cases a category got in a month, and in each of the three months before, the latest first."""

    category: str
    cases: int
    before: tuple[int, int, int]

    @property
    def mean(self) -> float:
        return sum(self.before) / len(self.before)


@dataclass(frozen=True, slots=True)
class Shared:
    """A matter that several people reported."""

    number: str
    category: str
    unit: str
    reporters: int


@dataclass(frozen=True, slots=True)
class Repeated:
    """A matter that came back after it was settled; how often."""

    number: str
    category: str
    unit: str
    times: int


@dataclass(frozen=True, slots=True)
class Analysis:
    """What stands out about a period: what grew, what many share, what came back."""

    grown: tuple[Growth, ...] = ()
    shared: tuple[Shared, ...] = ()
    repeated: tuple[Repeated, ...] = ()
    shared_in_all: int = field(default=0)
    repeated_in_all: int = field(default=0)


class Figures(Protocol):
    """The record as it is counted. Raises ``Unkept`` when it cannot be read."""

    async def table(self, wanted: Wanted, reader: Bearer) -> Table:
        """Count; a reader from a unit gets their own unit and those below it, whatever was wanted."""
