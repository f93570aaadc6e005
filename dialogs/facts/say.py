"""What is to be said, before it is words: keys of the catalogue with their values."""

from dataclasses import dataclass, field
from typing import TypeAlias

from dialogs.facts.moment import Moment


@dataclass(frozen=True, slots=True)
class Day:
    """A moment to be shown as a day."""

    at: Moment


@dataclass(frozen=True, slots=True)
class DayTime:
    """A moment to be shown as a day with its time."""

    at: Moment


@dataclass(frozen=True, slots=True)
class Named:
    """Something of the city by its code: ``kind`` is category, group, unit, district, street, kind, hotline."""

    kind: str
    code: str


@dataclass(frozen=True, slots=True)
class Clipped:
    """A citizen's own words, to be cut where the channel is short."""

    text: str = field(repr=False)


Value: TypeAlias = "str | int | Day | DayTime | Named | Clipped | Say | Joined"


@dataclass(frozen=True, slots=True)
class Say:
    """One entry of the catalogue with its variables."""

    key: str
    values: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class Joined:
    """Several things to say in one place, joined as the language joins a list."""

    items: tuple[Value, ...]


def say(key: str, **values: Value) -> Say:
    return Say(key, tuple(values.items()))


@dataclass(frozen=True, slots=True)
class Item:
    """One choice as it is shown: its digit, its code and its label."""

    digit: str
    id: str
    label: Value


@dataclass(frozen=True, slots=True)
class Reply:
    """What one turn says: paragraphs, then choices, then a last line. Without paragraphs and choices it is silence."""

    paragraphs: tuple[Say, ...] = ()
    items: tuple[Item, ...] = ()
    tail: tuple[Say, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.paragraphs or self.items or self.tail)
