"""What is to be said, before it is words: keys of the catalogue with their values.

Structs rather than dataclasses: a turn makes some fifty of them, each in a third of the time.
"""

from typing import TypeAlias

import msgspec

from dialogs.facts.discreet import Discreet
from dialogs.facts.moment import Moment


class Day(msgspec.Struct, frozen=True):
    """A moment to be shown as a day."""

    at: Moment


class DayTime(msgspec.Struct, frozen=True):
    """A moment to be shown as a day with its time."""

    at: Moment


class Named(msgspec.Struct, frozen=True):
    """Something of the city by its code: ``kind`` is category, group, unit, district, street, kind, hotline."""

    kind: str
    code: str


class Clipped(Discreet, frozen=True):
    """A citizen's own words, or a list of what they chose, to be cut where the channel is short."""

    text: "Value"


Value: TypeAlias = "str | int | Day | DayTime | Named | Clipped | Say | Joined"


class Say(Discreet, frozen=True):
    """One entry of the catalogue with its variables."""

    key: str
    values: tuple[tuple[str, Value], ...] = ()


class Joined(Discreet, frozen=True):
    """Several things to say in one place, joined as the language joins a list."""

    items: tuple[Value, ...]


def say(key: str, **values: Value) -> Say:
    return Say(key, tuple(values.items()))


class Item(Discreet, frozen=True):
    """One choice as it is shown: its digit, its code and its label."""

    digit: str
    id: str
    label: Value


class Reply(Discreet, frozen=True):
    """What one turn says: paragraphs, then choices, then a last line. Without paragraphs and choices it is silence."""

    paragraphs: tuple[Say, ...] = ()
    items: tuple[Item, ...] = ()
    tail: tuple[Say, ...] = ()
    handover: bool = False
    """A person takes over instead of anything being said."""

    def __bool__(self) -> bool:
        return bool(self.paragraphs or self.items or self.tail or self.handover)
