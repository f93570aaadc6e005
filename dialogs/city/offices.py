"""Who handles cases, by when, and whom to call."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from dialogs.city.texts import Texts

Span: TypeAlias = tuple[int, int]
"""From and until, in minutes of the day."""


class Level(StrEnum):
    CITY = "city"
    DISTRICT = "district"
    STREET = "street"


@dataclass(frozen=True, slots=True)
class Unit:
    code: str
    names: Texts
    level: Level
    parent: str = ""
    district: str = ""
    street: str = ""


@dataclass(frozen=True, slots=True)
class Dispatch:
    """The first rule whose every filled field fits sends the case to ``unit``, or to the place's unit of ``level``."""

    categories: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    hours: Span | None = None
    unit: str = ""
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class Hotline:
    code: str
    number: str
    names: Texts
    hours: Texts


@dataclass(frozen=True, slots=True)
class Urgency:
    """How fast cases of an urgency go; ``reply_hours`` 0: the category's working days count."""

    code: str
    names: Texts
    accept_hours: int
    sign_hours: int
    reply_hours: int


@dataclass(frozen=True, slots=True)
class Limits:
    accept_days: int
    sign_hours: int
    """Working hours."""
    reply_days: int
    pause_days: int
    rating_days: int
    urgencies: tuple[Urgency, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Whose working days count, what the city sets differently, and its working hours."""

    country: str
    free: tuple[date, ...]
    working: tuple[date, ...]
    hours: tuple[Span, ...]
    short: tuple[tuple[date, tuple[Span, ...]], ...] = ()
    """Half days: working days with hours of their own."""
    years: tuple[int, ...] = ()
    """Years whose whole schedule stands in the profile, before the program's own calendar has it."""


@dataclass(frozen=True, slots=True)
class Closing:
    """What an answer that ends a case has to be like."""

    least: int = 20
    """Characters."""
    phrases: tuple[str, ...] = ()
    """What offices write where they have done nothing yet: an answer of these alone says nothing."""
