"""What a dialog may look up. Each query names the type of its result."""

from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeAlias

from dialogs.facts.cases import CaseCard, OpenQuestion, Place
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
    locked (too many wrong codes), unknown.
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
class Read:
    """Read place, category candidates and danger from free text; answered from the city profile, without I/O."""

    text: str = field(repr=False)
    key: ClassVar[str] = "read"
    result: ClassVar[Any] = Reading


@dataclass(frozen=True, slots=True)
class Locate:
    """Find district and street of a place, and its words of a pin; answered from the city profile, without I/O."""

    place: Place
    key: ClassVar[str] = "locate"
    result: ClassVar[Any] = Place


@dataclass(frozen=True, slots=True)
class Candidates:
    """Codes of the streets or districts (name kind ``area``) a place may lie in, where ``Locate`` was not sure."""

    place: Place
    key: ClassVar[str] = "candidates"
    result: ClassVar[Any] = tuple[str, ...]


CasebookQuery: TypeAlias = StandingOf | MyCases | FindCase | SameMatter | SameWords | Myself
CityQuery: TypeAlias = Read | Locate | Candidates
Query: TypeAlias = CasebookQuery | CityQuery
