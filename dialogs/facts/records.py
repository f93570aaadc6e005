"""Cases as staff, integrators and outside backends see them; words are masked, save where it says so."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from dialogs.facts.cases import CaseKind, Place, Status
from dialogs.facts.moment import Moment

Fact: TypeAlias = tuple[str, str | Moment]
"""A name and what it is: a code, or a time."""


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of a case's timeline; ``by`` is citizen, system, platform, or a unit's code."""

    at: Moment
    kind: str
    by: str
    text: str = field(default="", repr=False)
    facts: tuple[Fact, ...] = ()
    """What is known of it beside the words, such as until when more time is wanted, or a due time before and after."""


@dataclass(frozen=True, slots=True)
class Rated:
    value: str
    reason: str = field(repr=False)
    at: Moment


@dataclass(frozen=True, slots=True)
class Lead:
    """Who answers for a hard case personally, with whom, how, until when."""

    official: str
    team: str = ""
    plan: str = field(default="", repr=False)
    until: Moment | None = None


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """All that a unit may know of a case; ``place`` has its masked words."""

    number: str
    status: Status
    kind: CaseKind
    category: str
    urgency: str
    unit: str
    officer: str
    district: str
    description: str = field(repr=False)
    place: Place
    channel: str
    anonymous: bool
    reporters: int
    submitted_at: Moment
    photos: tuple[str, ...] = ()
    accept_by: Moment | None = None
    sign_by: Moment | None = None
    reply_by: Moment | None = None
    paused_until: Moment | None = None
    provisional: bool = False
    """A due time leans on a year whose holidays are not published yet."""
    resolved_at: Moment | None = None
    outcome: str = ""
    rating: Rated | None = None
    warnings: int = 0
    reopened: int = 0
    merged_into: str = ""
    joint: tuple[str, ...] = ()
    """Units that help."""
    asked_until: Moment | None = None
    """Until when more time was asked for and is neither granted nor refused."""
    lead: Lead | None = None
    timeline: tuple[Step, ...] = ()
    earlier: int = 0
    """How many entries there are before those in ``timeline``."""


IN_LIST, IN_ANSWER, IN_FULL, EVERY = 20, 100, 500, (1 << 31) - 1
"""How many entries of a timeline are read at once, the last ones: each has to be opened and masked."""


class Role(StrEnum):
    """What a token may do: administer, work at the desk, work in a unit, look at everything."""

    ADMIN = "admin"
    PLATFORM = "platform"
    UNIT = "unit"
    AUDITOR = "auditor"


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who holds an API token; ``unit`` where the role is unit."""

    token: str
    """The token's id, never the token."""
    role: Role
    unit: str = ""
    channel: str = ""
    """Where an officer writes from who acts by message; ``token`` is then the officer's id."""


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases; an empty field asks for nothing."""

    status: Status | None = None
    unit: str = ""
    category: str = ""
    district: str = ""
    due_before: Moment | None = None
    since: Moment | None = None
    """Submitted then or later."""
    until: Moment | None = None
    """Submitted before."""
    q: str = field(default="", repr=False)
    cursor: str = ""
    limit: int = 50
    entries: int = IN_LIST
    """How many of each timeline."""


@dataclass(frozen=True, slots=True)
class CasePage:
    """Newest first; ``next`` is the cursor of the page after this one, empty at the end."""

    cases: tuple[CaseRecord, ...]
    next: str = ""


@dataclass(frozen=True, slots=True)
class DeskItem:
    """Something for the desk: danger, call-back or note."""

    id: str
    kind: str
    at: Moment
    channel: str
    words: str = field(default="", repr=False)
    danger: str = ""
    done_at: Moment | None = None
    done_by: str = ""


@dataclass(frozen=True, slots=True)
class DeskFilter:
    """Which items of the desk: of a kind (all where empty), done or still to be done."""

    kind: str = ""
    done: bool = False
    cursor: str = ""
    limit: int = 50


@dataclass(frozen=True, slots=True)
class DeskPage:
    """Oldest first; ``next`` is the cursor of the page after this one, empty at the end."""

    items: tuple[DeskItem, ...]
    next: str = ""


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who brought a matter, unmasked, for who has to reach them; of an anonymous one the channel alone."""

    channel: str
    name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    """The one they left, else the number they wrote from."""
    words: str = field(default="", repr=False)
    place: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Withheld:
    """The matter is there for this reader, its reporter is not."""


@dataclass(frozen=True, slots=True)
class Forwarded:
    """What an outside backend is told: a case is new or has changed, and how it stands now.

    ``seq`` counts the entries of the case; number and seq are the key under which the same news is taken once.
    """

    number: str
    seq: int
    case: CaseRecord
    original: str = field(default="", repr=False)
    """What was said in this step, unmasked: the backend is the city's own."""
    name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)

    @property
    def new(self) -> bool:
        return self.seq == 1


@dataclass(frozen=True, slots=True)
class BackendUpdate:
    """What an outside backend did with a case; ``id`` is the same each time it is told."""

    id: str
    number: str
    at: Moment
    kind: str
    status: Status | None = None
    unit: str = ""
    text: str = field(default="", repr=False)
    public: bool = False
    """Its words are for the citizens, whatever it is called."""


@dataclass(frozen=True, slots=True)
class Updates:
    """Updates of a backend, in order; ``next`` is where to go on, equal to where one asked when nothing was new."""

    updates: tuple[BackendUpdate, ...]
    next: str
