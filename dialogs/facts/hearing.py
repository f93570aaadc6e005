"""Whether, where and in which language somebody hears of their cases, as they change it."""

from dataclasses import dataclass
from typing import Any, ClassVar, TypeAlias

from dialogs.facts.results import Done


@dataclass(frozen=True, slots=True)
class TellHeld:
    """Note that held notices were told in an answer; ``notices`` are their ids."""

    notices: tuple[str, ...]
    key: ClassVar[str] = "tell-held"
    result: ClassVar[Any] = Done


@dataclass(frozen=True, slots=True)
class OptOut:
    """Send this person nothing on our own account until they opt in, by whichever of their addresses."""

    here: bool = False
    """This address alone: it was said to the carrier, who blocks nothing else."""
    key: ClassVar[str] = "opt-out"
    result: ClassVar[Any] = Done


@dataclass(frozen=True, slots=True)
class OptIn:
    here: bool = False
    key: ClassVar[str] = "opt-in"
    result: ClassVar[Any] = Done


@dataclass(frozen=True, slots=True)
class Follow:
    """The address follows the account, or no longer does."""

    follows: bool
    key: ClassVar[str] = "follow"
    result: ClassVar[Any] = Done


@dataclass(frozen=True, slots=True)
class Speak:
    """Tell who writes of cases in this language from now on, as the officer or the citizen that they are."""

    language: str
    office: bool = False
    key: ClassVar[str] = "speak"
    result: ClassVar[Any] = Done


HearingAct: TypeAlias = TellHeld | OptOut | OptIn | Follow | Speak
