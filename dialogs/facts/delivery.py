"""How a notice may reach somebody: the rungs of the ladder, and all that is known of the way to a person.

What is made for each notice is a struct rather than a dataclass: that takes a tenth of the time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

import msgspec

from dialogs.facts.discreet import Discreet
from dialogs.facts.messages import Address
from dialogs.facts.moment import Moment
from dialogs.facts.notices import Audience, Notice


@dataclass(frozen=True, slots=True)
class Quota:
    """How many messages a channel lets us send after the person did something, and for how long (µs)."""

    messages: int
    within: int


@dataclass(frozen=True, slots=True)
class Window:
    """A channel's rule for messages on our own account."""

    after_message: Quota
    after_click: Quota
    """A menu click, a follow, a scan, a tapped item."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One way of telling, as data. ``voice`` is its name, ``channel`` that of the addresses it writes to."""

    voice: str
    channel: str
    window: Window | None = None
    steps: frozenset[str] | None = None
    """The steps it has a template for; None: it says anything."""
    consents: Mapping[str, str] = field(default_factory=dict)
    """By step the template that the person has to have agreed to, where that is needed."""
    followers: bool = False
    """It reaches followers of the account only."""
    quiet: bool = False
    """It wakes people at night."""
    audiences: frozenset[Audience] = frozenset(Audience)
    """Whom it tells; templates are worded for citizens."""
    recalls: bool = False
    """The other side knows a message by our id, or can be asked for it: nothing is sent twice."""


class Way(Discreet, frozen=True):
    """One address of a person, and what is known of it. Times are 0 where nothing is known."""

    address: Address
    account: str = ""
    follows: bool = True
    opted_out: bool = False
    stopped: bool = False
    """The other side said that nobody is there; it counts until somebody writes from it."""
    message_at: Moment = Moment(0)
    click_at: Moment = Moment(0)
    shut_at: Moment = Moment(0)
    """When the other side last said that the window is closed."""
    busy_until: Moment = Moment(0)
    """Until when its owner is in the middle of something."""
    spent: tuple[Moment, ...] = ()
    """When messages counted against its windows, oldest first."""
    pushed: tuple[Moment, ...] = ()
    """When notices that were not urgent were sent there, oldest first."""
    consents: Mapping[str, int] = msgspec.field(default_factory=dict)
    """How many notices of a template its owner still agreed to."""
    digest: bytes = b""
    """By which the ledger knows the address, where somebody has worked that out."""

    @property
    def wrote_at(self) -> Moment:
        return max(self.message_at, self.click_at)


@dataclass(frozen=True, slots=True)
class Habits:
    """What was decided about pushes: when nobody is woken, in hours of the city's time, and how many are enough."""

    quiet_from: int = 22
    quiet_until: int = 8
    a_day: int = 5
    """0: without measure."""


class Go(Discreet, frozen=True):
    """Tell by this rung, at this address."""

    rung: Rung
    way: Way


@dataclass(frozen=True, slots=True)
class Later:
    """Tell at this moment."""

    at: Moment


@dataclass(frozen=True, slots=True)
class Hold:
    """Tell when the person writes next; ``reason`` is a code."""

    reason: str


@dataclass(frozen=True, slots=True)
class GiveUp:
    """There is no way to this person."""

    reason: str


class ClaimedNotice(Discreet, frozen=True):
    """A notice in a worker's hands, with all that decides about its way."""

    notice: Notice
    lease: str
    attempts: int = 0
    """How often it was tried before."""
    ways: tuple[Way, ...] = ()
    refused: frozenset[str] = frozenset()
    voice: str = ""
    """The voice that had it last."""
    parts: int = 0
    """How many of its parts that one has taken."""
    begun_at: Moment | None = None
    """Since when a send of it may have arrived without anybody knowing."""


class Cost(Discreet, frozen=True):
    """What a try has changed about the way to somebody."""

    way: Way
    voice: str
    messages: int = 0
    counted: bool = False
    """They count against the channel's window."""
    measured: bool = False
    """They count against the city's own measure of pushes a day."""
    shut: bool = False
    """The other side said that its window is closed."""
    stopped: bool = False
    """The other side said that nobody is there."""
    template: str = ""
    consents: int | None = None
    """How many notices of ``template`` its owner still agrees to; None: as before."""


class Fate(Discreet, frozen=True):
    """What became of a claimed notice.

    ``state``: sent, waiting (until ``not_before``), held, unreached (nobody can be told), dead, unknown (it may have
    arrived and is not repeated).
    """

    state: str
    voice: str = ""
    receipt: str = ""
    error: str = ""
    not_before: Moment = Moment(0)
    meant: bool = False
    """It waits on purpose: it is not due before, while what failed or was given back is due all the time."""
    refused: frozenset[str] = frozenset()
    parts: int = 0
    begun_at: Moment | None = None
    costs: tuple[Cost, ...] = ()


@dataclass(frozen=True, slots=True)
class Consent:
    """What somebody said about notices of a template: to one more of them, or to none at all."""

    template: str
    agreed: bool


class Consents(Protocol):
    """Where a door puts what people agreed to get. Raises ``Unkept``."""

    async def note(self, who: Address, said: Sequence[Consent], *, now: Moment) -> None:
        """Keep what somebody said at a moment; the same moment is the same event, and counts once."""

    async def stop(self, who: Address, *, now: Moment) -> None:
        """Send nothing more to an address, whose owner blocks us, until they write again."""


class Notices(Protocol):
    """What waits to be told. Raises ``Unkept``."""

    async def claim(self, *, now: Moment, limit: int) -> tuple[ClaimedNotice, ...]:
        """Take what is due, under a lease; of one case and person only the first, of one person only one."""

    async def settle(self, settled: Sequence[tuple[ClaimedNotice, Fate]], *, now: Moment) -> int:
        """Say what became of them, all at once; how many leases still held."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """What was heard of somebody lately; times are 0 where it was not that."""

    address: Address
    account: str
    message_at: Moment = Moment(0)
    click_at: Moment = Moment(0)
    busy_until: Moment = Moment(0)


class Sightings(Protocol):
    """Where it is kept when people were last heard. Raises ``Unkept``."""

    async def note(self, seen: Sequence[Sighting], *, now: Moment) -> None: ...


class MailState(StrEnum):
    """How far a reply or a notice has come."""

    WAITING = "waiting"
    SENT = "sent"
    DELIVERED = "delivered"
    HELD = "held"
    """For the citizen's next message."""
    TOLD = "told"
    """In an answer."""
    SUPERSEDED = "superseded"
    UNREACHED = "unreached"
    """Nobody can be told."""
    UNKNOWN = "unknown"
    """It may have arrived."""
    UNDELIVERED = "undelivered"
    FAILED = "failed"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Mail:
    """A reply or a notice of the outbox, as operators see it: neither whom it is for nor what it says.

    ``state``: one of ``MailState``.
    """

    id: str
    kind: str
    state: str
    at: Moment
    case: str = ""
    step: str = ""
    audience: str = ""
    voice: str = ""
    refused: tuple[str, ...] = ()
    attempts: int = 0
    error: str = ""
    not_before: Moment = Moment(0)
    settled_at: Moment | None = None
    superseded_by: str = ""


@dataclass(frozen=True, slots=True)
class MailFilter:
    """Which mails; without a state all that have not arrived."""

    state: str = ""
    case: str = ""
    cursor: str = ""
    limit: int = 50


@dataclass(frozen=True, slots=True)
class MailPage:
    """Newest first; ``next`` is the cursor of the page after this one, empty at the end."""

    mails: tuple[Mail, ...]
    next: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """A template on its way to one address: its id, and by field what stands there, before it is cut to fit."""

    key: str
    to: Address
    template: str
    fields: tuple[tuple[str, str], ...] = field(repr=False)
