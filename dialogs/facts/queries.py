"""What a dialog may look up. Each query names the type of its result."""

from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeAlias

from dialogs.facts.binding import BindingQuery
from dialogs.facts.cases import CaseCard, Contact, Detail, OpenQuestion, Place
from dialogs.facts.moment import Moment
from dialogs.facts.notices import Notice
from dialogs.facts.officers import OfficeQuery
from dialogs.facts.reading import Reading


@dataclass(frozen=True, slots=True)
class Standing:
    """What the platform knows of a citizen and waits for; newest first."""

    open_questions: tuple[OpenQuestion, ...] = ()
    open_cases: tuple[CaseCard, ...] = ()
    pushed_about: tuple[str, ...] = ()
    """Numbers of own open cases that were pushed about within 24 hours."""
    opted_out: bool = False
    consented: bool = False
    held: tuple[Notice, ...] = ()
    """What no voice could carry, newest first: to be told now, and ``TellHeld`` notes that it was."""


@dataclass(frozen=True, slots=True)
class StandingOf:
    key: ClassVar[str] = "standing"
    result: ClassVar[Any] = Standing


@dataclass(frozen=True, slots=True)
class MyCases:
    """Own cases: the open ones first, then those that ended within 90 days, each newest first, at most 20."""

    key: ClassVar[str] = "my-cases"
    result: ClassVar[Any] = tuple[CaseCard, ...]


@dataclass(frozen=True, slots=True)
class CaseFound:
    """What became of looking a case up by number.

    ``outcome``: own (card with summary), other (a code is needed), opened (the code was right), wrong-code,
    locked (too many wrong codes of who asks, for an hour), locked-today (too many at this case), unknown.
    """

    outcome: str
    card: CaseCard | None = None


@dataclass(frozen=True, slots=True)
class FindCase:
    """Look a case up by its number, with its query code where one was given. A wrong code is counted."""

    number: str
    code: str = field(default="", repr=False)
    key: ClassVar[str] = "find-case"
    result: ClassVar[Any] = CaseFound


@dataclass(frozen=True, slots=True)
class SameMatter:
    """Open cases nearby that may be about the same: within the street, of the category, alike in words."""

    what: str = field(repr=False)
    place: Place
    category: str
    key: ClassVar[str] = "same-matter"
    result: ClassVar[Any] = tuple[CaseCard, ...]


@dataclass(frozen=True, slots=True)
class SameWords:
    """Own cases filed with equal words within 24 hours."""

    what: str = field(repr=False)
    key: ClassVar[str] = "same-words"
    result: ClassVar[Any] = tuple[CaseCard, ...]


@dataclass(frozen=True, slots=True)
class Self:
    """What a script has to know of the citizen it talks to."""

    consented: bool = False
    has_cases: bool = False


@dataclass(frozen=True, slots=True)
class Myself:
    key: ClassVar[str] = "myself"
    result: ClassVar[Any] = Self


@dataclass(frozen=True, slots=True)
class Rights:
    """What a reporter may do with an own case now, and what they said of it that may still be changed."""

    number: str
    may: tuple[str, ...] = ()
    """Keys of acts, in this order: supplement, urge, amend, withdraw, rate, reopen. Empty where it is not theirs."""
    due_at: Moment | None = None
    above: bool = False
    """Reopened now it goes to the supervising level."""
    filer: bool = False
    place: Place | None = None
    """Where it is, as long as that may be amended."""
    contact: Contact | None = None
    """How the reporter is known, as long as that may be amended."""


@dataclass(frozen=True, slots=True)
class MyRights:
    """Ask what may be done with a case; a merged one answers for the one that it went into."""

    number: str
    key: ClassVar[str] = "my-rights"
    result: ClassVar[Any] = Rights


@dataclass(frozen=True, slots=True)
class Ratable:
    """An own case whose result can be rated now, by the question that asks for it; ``value``: what was said before."""

    number: str
    question: str
    category: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class MyRatings:
    """Own cases whose result can be rated, or rated anew, within the city's window: asked last first, at most 12."""

    key: ClassVar[str] = "my-ratings"
    result: ClassVar[Any] = tuple[Ratable, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """Read place, category candidates and danger from free text; answered from the city profile, without I/O."""

    text: str = field(repr=False)
    key: ClassVar[str] = "read"
    result: ClassVar[Any] = Reading


@dataclass(frozen=True, slots=True)
class Told:
    """What a description already answers of a category's questions; answered from the city profile, without I/O."""

    what: str = field(repr=False)
    category: str
    key: ClassVar[str] = "told"
    result: ClassVar[Any] = tuple[Detail, ...]


@dataclass(frozen=True, slots=True)
class Locate:
    """Find district and street of a place, and its words of a pin; answered from the city profile, without I/O."""

    place: Place
    key: ClassVar[str] = "locate"
    result: ClassVar[Any] = Place


@dataclass(frozen=True, slots=True)
class Outside:
    """Whether a point lies clearly outside the city; answered from the city profile, without I/O."""

    place: Place
    key: ClassVar[str] = "outside"
    result: ClassVar[Any] = bool


@dataclass(frozen=True, slots=True)
class Candidates:
    """Codes of the streets or districts (name kind ``area``) a place may lie in, where ``Locate`` was not sure."""

    place: Place
    key: ClassVar[str] = "candidates"
    result: ClassVar[Any] = tuple[str, ...]


CasebookQuery: TypeAlias = (
    StandingOf
    | MyCases
    | FindCase
    | SameMatter
    | SameWords
    | Myself
    | MyRights
    | MyRatings
    | BindingQuery
    | OfficeQuery
)
CityQuery: TypeAlias = Read | Told | Locate | Outside | Candidates
Query: TypeAlias = CasebookQuery | CityQuery
