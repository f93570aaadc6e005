"""Officers who work by message: who they are, and the codes by which they are bound."""

from dataclasses import dataclass, field

from dialogs.facts.moment import HOUR, Moment

INVITE_DIGITS = 8
INVITE_KEPT = 72 * HOUR
PIN_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Officer:
    """One identity on one channel that handles cases for a unit; ``head`` is told when a case is late."""

    id: str
    unit: str
    head: bool
    channel: str
    bound_at: Moment
    language: str = ""
    name: str = field(default="", repr=False)
    unbound_at: Moment | None = None
    has_pin: bool = False


@dataclass(frozen=True, slots=True)
class Invite:
    """A code that binds whoever sends it first, told this once; what is kept of it is a keyed digest."""

    id: str
    unit: str
    head: bool
    expires_at: Moment
    code: str = field(repr=False)
