"""What is stored of a conversation: runs with their journals, and the question that waits."""

from dataclasses import fields, is_dataclass
from typing import Any

import msgspec

from dialogs.facts.discreet import Discreet
from dialogs.facts.moment import NEVER, Moment

MOST_ENTRIES = 64
MOST_BYTES = 8 * 1024
ROOM_OF_AN_ACT = 200  # bytes: kept free of answers, for an act is not taken back
MOST_RUNS = 3

# Kinds of an entry.
ASKED, LOOKED, DECIDED, DONE, EXTRA = "a", "l", "d", "p", "x"


class Entry(Discreet, frozen=True, array_like=True):
    """One step taken: its kind, key and occurrence, and a value of codes and data, never labels."""

    kind: str
    key: str
    occurrence: int
    value: Any = None
    at: Moment = NEVER


class Run(Discreet, frozen=True, array_like=True):
    """One script under way. ``id`` is drawn once and never used again."""

    id: str
    script: str
    arguments: Any
    language: str
    city_revision: str
    journal: tuple[Entry, ...] = ()


class Pending(Discreet, frozen=True, array_like=True):
    """The question that waits, as the person saw it; an answer is read against this, never a recomputed question."""

    key: str
    occurrence: int
    options: tuple[str, ...]
    """The codes in the order shown, on this page."""
    language: str
    page: int = 0
    misses: int = 0
    more: bool = False
    """The digits now choose what "0" offered."""
    loose: bool = False
    """Nobody is in the middle of something here: what does not fit is a new message."""


class Conversation(Discreet, frozen=True, omit_defaults=True):
    """All that is kept of a conversation between two messages. The names are short, for ten million of them rest."""

    v: int = 1
    language: str = msgspec.field(default="", name="l")
    runs: tuple[Run, ...] = msgspec.field(default=(), name="r")
    pending: Pending | None = msgspec.field(default=None, name="p")
    active_at: Moment = msgspec.field(default=NEVER, name="a")
    """When a script last moved."""
    words_at: Moment = msgspec.field(default=NEVER, name="w")
    """When free words were last taken by a question; further ones within a minute belong to them."""
    warm_at: Moment = msgspec.field(default=NEVER, name="t")
    photo_at: Moment = msgspec.field(default=NEVER, name="f")
    case: str = msgspec.field(default="", name="c")
    """The case last spoken of."""
    office: bool = msgspec.field(default=False, name="o")
    """Whether who writes is an officer at work."""
    told_in: str = msgspec.field(default="", name="u")
    """The language in which the casebook is to tell an officer of cases, where it was named."""
    decided_by: str = msgspec.field(default="", name="d")
    """The message that led to a decided, not yet performed ``do``."""
    position: tuple[float, float] | None = msgspec.field(default=None, name="g")
    """Where the phone said it was, and since when it may be offered."""
    position_at: Moment = msgspec.field(default=NEVER, name="h")
    full_at: Moment = msgspec.field(default=NEVER, name="k")
    """When it was last said that no more photos are kept."""
    draft: str = msgspec.field(default="", name="n")
    """The run whose draft the casebook knows."""
    pace: tuple[int, int] = msgspec.field(default=(0, 0), name="q")
    """The minute last written in, and how many messages of it were taken."""
    echo: tuple[int, Moment, int] = msgspec.field(default=(0, NEVER, 0), name="e")
    """A mark of the last whole sentence, when it was said, and how often again since."""
    shut_at: Moment = msgspec.field(default=NEVER, name="b")
    """When who is blocked was last told so."""
    cried: tuple[str, Moment, int] = msgspec.field(default=("", NEVER, 0), name="s")
    """The danger that a person calls back about, when it was last cried out, and how many messages were answered."""
    media: tuple[int, int] = msgspec.field(default=(0, 0), name="m")
    """The day on which photos or voice last came, and how many."""

    @property
    def is_underway(self) -> bool:
        """Whether its citizen is in the middle of something: asked, and not merely offered choices."""
        return self.pending is not None and not self.pending.loose


_decoder = msgspec.json.Decoder(Conversation)
_encoder = msgspec.json.Encoder()


def load(state: bytes) -> Conversation:
    """Read what ``dump`` wrote; an empty state is a new conversation."""
    return _decoder.decode(state) if state else Conversation()


def dump(conversation: Conversation) -> bytes:
    return _encoder.encode(conversation)


def size(value: Any) -> int:
    """Say how many bytes a value takes at rest."""
    return len(_encoder.encode(value))


def slim(value: Any) -> Any:
    """Turn a value into builtins without what its type says by itself: eight kilobytes are few."""
    if isinstance(value, tuple):
        return [slim(each) for each in value]
    if not is_dataclass(value):
        return msgspec.to_builtins(value)
    said = ((each.name, getattr(value, each.name), each.default) for each in fields(value))
    return {name: slim(each) for name, each, default in said if each != default}


def is_full(run: Run, more: int = 0) -> bool:
    """Whether a journal has no room for ``more`` bytes and an act."""
    return len(run.journal) > MOST_ENTRIES - 2 or size(run) + more > MOST_BYTES - ROOM_OF_AN_ACT


def is_long(run: Run) -> bool:
    """Whether a journal is better started anew at the next checkpoint."""
    return len(run.journal) > MOST_ENTRIES // 2 or size(run) > MOST_BYTES // 2


def until(run: Run, position: int) -> Run:
    """Cut a journal at a position, but keep what came along behind it."""
    kept = tuple(entry for entry in run.journal[position:] if entry.kind == EXTRA)
    return msgspec.structs.replace(run, journal=(*run.journal[:position], *kept))
