"""What supervision leaves behind: letters between offices, hard cases, and what is looked at a second time."""

from dataclasses import dataclass, field
from typing import Protocol

from dialogs.facts.errors import HuiyinError
from dialogs.facts.moment import Moment
from dialogs.facts.records import Bearer, CaseRecord


class Unprintable(HuiyinError):
    """PDF cannot be made here: the libraries of Pango are missing."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of the level above about a case; ``kind`` is letter, risk-warning or accountability."""

    id: str
    kind: str
    number: str
    """Of the case."""
    seq: int
    """The entry of its timeline that the letter is."""
    unit: str
    """To whom."""
    by: str
    """A unit's code, or platform."""
    at: Moment
    due_at: Moment
    text: str = field(default="", repr=False)
    answered_at: Moment | None = None
    answered_by: str = ""
    answer: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class LetterFilter:
    """Which letters; an empty field asks for nothing."""

    unit: str = ""
    kind: str = ""
    number: str = ""
    answered: bool | None = None
    cursor: str = ""
    limit: int = 50


@dataclass(frozen=True, slots=True)
class LetterPage:
    """Newest first; ``next`` is the cursor of the page after this one, empty at the end."""

    letters: tuple[Letter, ...]
    next: str = ""


class Letters(Protocol):
    """Letters as each reader may see them: a unit those to itself and to units below it."""

    async def page(self, wanted: LetterFilter, reader: Bearer) -> LetterPage: ...

    async def one(self, id: str, reader: Bearer) -> tuple[Letter, CaseRecord | None] | None:
        """Give a letter and the case it is about, as it stands now; no case that was kept from the reader since."""


class Press(Protocol):
    """Makes documents of letters."""

    def html(self, letter: Letter, case: CaseRecord | None, language: str) -> str:
        """Write it, with what is told of the case, if any; a language that the city does not speak is its first one."""

    def pdf(self, html: str) -> bytes:
        """Print it; takes a while. ``Unprintable`` where the libraries for it are missing."""


@dataclass(frozen=True, slots=True)
class HardCase:
    """A backlog case: far beyond its time, or reopened again and again."""

    number: str
    status: str
    unit: str
    category: str
    district: str
    submitted_at: Moment
    due_at: Moment | None
    times: float
    """How many times its time has passed since it began."""
    reopened: int
    warnings: int
    official: str = ""
    """Who answers for it personally, with a team, until when."""
    team: str = ""
    until: Moment | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """How many hard cases a unit has, how many of them without a lead, and since when the oldest is open."""

    unit: str
    cases: int
    unled: int
    oldest: Moment


@dataclass(frozen=True, slots=True)
class Backlog:
    """Longest due first; ``ranking`` is over all of it, worst first."""

    cases: tuple[HardCase, ...]
    ranking: tuple[Ranked, ...]
    next: str = ""


@dataclass(frozen=True, slots=True)
class BacklogFilter:
    unit: str = ""
    cursor: str = ""
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Inspection:
    """A closed case that was drawn for a second look; ``verdict`` is empty until somebody looked."""

    number: str
    day: str
    """The day of its closing that was drawn from."""
    drawn_at: Moment
    unit: str
    category: str
    verdict: str = ""
    done_at: Moment | None = None


@dataclass(frozen=True, slots=True)
class InspectionFilter:
    day: str = ""
    done: bool | None = None
    cursor: str = ""
    limit: int = 50


@dataclass(frozen=True, slots=True)
class InspectionPage:
    """Newest draw first; ``next`` is the cursor of the page after this one, empty at the end."""

    inspections: tuple[Inspection, ...]
    next: str = ""


class Oversight(Protocol):
    """Hard cases and second looks."""

    async def backlog(self, wanted: BacklogFilter, reader: Bearer) -> Backlog: ...
    async def inspections(self, wanted: InspectionFilter) -> InspectionPage: ...
