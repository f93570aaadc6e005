"""Cases as the dialogs see them."""

from dataclasses import dataclass, field
from enum import StrEnum

from dialogs.facts.moment import Moment


class Status(StrEnum):
    """Where a case stands; domain.md's life of a case."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    ASSIGNED = "assigned"
    RESOLVED = "resolved"
    CLOSED = "closed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


OPEN = frozenset({Status.SUBMITTED, Status.ACCEPTED, Status.ASSIGNED, Status.RESOLVED})


class CaseKind(StrEnum):
    REPORT = "report"
    HELP = "help"
    SUGGESTION = "suggestion"
    QUESTION = "question"
    MISCONDUCT = "misconduct"


class Privacy(StrEnum):
    """Who learns who the reporter is."""

    SHOWN = "shown"  # the platform and the unit
    HIDDEN = "hidden"  # the platform, never the unit
    ANONYMOUS = "anonymous"  # nobody; answers still go to the account


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is: words, a point (WGS-84), and what the city profile made of both (codes)."""

    text: str = field(default="", repr=False)
    lat: float | None = None
    lon: float | None = None
    district: str = ""
    street: str = ""
    written: bool = False
    """Whether the words of a point are the citizen's own, and not the name of what is there."""


@dataclass(frozen=True, slots=True)
class Contact:
    """How the reporter wants to be known; empty fields mean: the account alone."""

    privacy: Privacy = Privacy.SHOWN
    name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    """E.164."""
    behalf: str = field(default="", repr=False)
    """For whom, where it is filed for somebody else."""


@dataclass(frozen=True, slots=True)
class Detail:
    """The answer to one of the category's questions: codes, or the citizen's own words."""

    question: str
    option: str = ""
    text: str = field(default="", repr=False)
    read: bool = False
    """Whether it was read from the description before anybody asked."""


@dataclass(frozen=True, slots=True)
class Draft:
    """All that a citizen has said about one matter."""

    what: str = field(repr=False)
    place: Place
    category: str
    kind: CaseKind = CaseKind.REPORT
    details: tuple[Detail, ...] = ()
    media: tuple[str, ...] = ()
    contact: Contact = Contact()
    language: str = "zh-Hans"
    city_revision: str = ""


@dataclass(frozen=True, slots=True)
class CaseCard:
    """A case as its reporter may see it."""

    number: str
    status: Status
    category: str
    street: str
    submitted_at: Moment
    unit: str = ""
    due_at: Moment | None = None
    """When the step that is on now has to be done: accept-by, then reply-by."""
    reporters: int = 1
    summary: str = field(default="", repr=False)
    """The masked description, for who wrote it."""
    own: bool = False
    """Whether it was asked for by one of its reporters."""
    late: bool = False
    """Whether the step that is on now should have been done."""


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What the platform itself waits for from a citizen."""

    id: str
    case: str
    kind: str
    """rating, ask, code"""
    asked_at: Moment
    options: tuple[str, ...] = ()
    text: str = field(default="", repr=False)
