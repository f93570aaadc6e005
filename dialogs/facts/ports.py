"""What the program needs from the outside, as protocols. Each has one contract suite in tests/contracts/."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from dialogs.facts.acts import Act, DoKey, Result
from dialogs.facts.discreet import Discreet
from dialogs.facts.errors import SendError
from dialogs.facts.messages import Address, Answer, Attachment, Capabilities, Inbound
from dialogs.facts.moment import Moment
from dialogs.facts.queries import CasebookQuery


@dataclass(frozen=True, slots=True)
class Loaded:
    """A conversation as it stands. ``revision`` 0: there is none yet. ``answer``: this message was answered before."""

    revision: int
    state: bytes = field(repr=False)
    answer: Answer | None = None


class Conversations(Protocol):
    """The conversation store: the path of every message. Raises ``Unkept`` when it cannot load or keep."""

    async def load(self, who: Address, message: str) -> Loaded: ...

    async def commit(
        self, who: Address, revision: int, state: bytes, *, now: Moment, message: str = "", answer: Answer | None = None
    ) -> bool:
        """Put ``state`` in place of revision ``revision``; False when another turn was first, and nothing is kept.

        With a message, its answer is kept beside the state for a day and ``load`` finds it.
        A message that has an answer is never committed again: False.
        """

    async def forget(self, *, before: Moment, answers: Moment | None = None) -> int:
        """Drop conversations last spoken in before a moment, and answers given before ``answers``, else before it.

        A bounded batch. How many went.
        """

    async def erase(self, who: Address) -> bool:
        """Drop what was said with somebody, and the answers of the last day; whether there was anything."""


class Casebook(Protocol):
    """The record of cases, as the dialogs use it. Raises ``Unkept`` when it cannot."""

    async def look_up(self, who: Address, query: CasebookQuery) -> Any:
        """Give ``query.result``."""

    async def perform(self, who: Address, key: DoKey, act: Act) -> Result:
        """Do it once: the same act under the same key gives the same result; another act under it is ``Conflict``."""


@dataclass(frozen=True, slots=True)
class Worded:
    """What a text says: its step and facts, for a carrier that lets it out by an approved template only."""

    step: str
    language: str
    facts: tuple[tuple[str, str], ...] = field(repr=False)


class Outgoing(Discreet, frozen=True):
    """One text on its way to one address. ``key`` is the same for each try of it."""

    key: str
    to: Address
    account: str
    text: str
    worded: Worded | None = None


class Sent(Discreet, frozen=True):
    """The other side took it; ``receipt`` is its id there."""

    receipt: str


class Voice(Protocol):
    """How a text reaches a channel. Raises ``SendError`` and nothing else."""

    capabilities: Capabilities

    async def send(self, message: Outgoing) -> Sent: ...

    async def sought(self, message: Outgoing, since: Moment) -> Sent | None:
        """Ask the other side for a message that may have left since then; None where it did not, or cannot be asked."""


class Receipts(Protocol):
    """Where a door puts what a channel says of a sent message."""

    async def advance(self, receipt: str, state: str, *, now: Moment) -> bool:
        """Move a sent row forward by a receipt's state, never back.

        sent, delivered, undelivered, failed, or later: it did not arrive, and may if it is sent again after a while.
        """


class Failures(Protocol):
    """Where a door puts why a message did not arrive, as far as that says more than the fate of this one message."""

    async def heard(self, to: Address, error: SendError) -> None:
        """Stop an address that nobody is at, and tell operators what they have to mend. Raises ``Unkept``."""


class Outbox(Protocol):
    """What waits to be sent. Rows are claimed under a lease, so that a killed worker's rows are taken over."""

    async def put(self, messages: tuple[Outgoing, ...], *, now: Moment) -> None:
        """Keep them; a key that is there already is left alone."""

    async def claim(self, *, now: Moment, limit: int) -> tuple["Claimed", ...]:
        """Take what is due; of one address only the first that waits, so that nothing overtakes it."""

    async def settle(self, key: str, lease: str, outcome: "Settlement", *, now: Moment) -> bool:
        """Say what became of a claimed row; False when the lease was lost."""

    async def settle_all(self, settled: Sequence[tuple["Claimed", "Settlement"]], *, now: Moment) -> int:
        """Say what became of several, all at once; how many leases still held."""

    async def advance(self, receipt: str, state: str, *, now: Moment) -> bool:
        """Move a sent row forward by a receipt's state, never back.

        sent, delivered, undelivered, failed, or later: it did not arrive, and may if it is sent again after a while.
        """


@dataclass(frozen=True, slots=True)
class Claimed:
    message: Outgoing
    lease: str
    attempts: int
    """How often it was tried before."""
    put_at: Moment


@dataclass(frozen=True, slots=True)
class Settlement:
    """``state``: sent, retry (at ``not_before``), dead."""

    state: str
    receipt: str = ""
    error: str = ""
    not_before: Moment = Moment(0)
    counted: bool = False
    """It was a message that counts against the channel's window."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A photo or voice that a channel holds and we want."""

    id: str
    channel: str
    attachment: Attachment
    attempts: int
    asked_at: Moment


@dataclass(frozen=True, slots=True)
class WantedClaim:
    """A wanted photo or voice, claimed under a lease so that a killed worker's claims are taken over."""

    wanted: Wanted
    lease: str


class MediaShelf(Protocol):
    """Which photos and voice are still to be fetched, and what became of each.

    ``kept``, ``retry`` and ``lost`` give False when the lease was lost, and then change nothing.
    """

    async def claim(self, *, now: Moment, limit: int) -> tuple[WantedClaim, ...]: ...

    async def kept(self, id: str, lease: str, *, mime: str, size: int, now: Moment) -> bool:
        """Note that it rests in the media store; ``size`` in bytes."""

    async def retry(self, id: str, lease: str, *, not_before: Moment, now: Moment) -> bool:
        """Count an attempt and leave it until then."""

    async def lost(self, id: str, lease: str, *, reason: str, now: Moment) -> bool:
        """Give it up: an entry in the case's timeline, and the citizen is asked, once, to send it again.

        ``reason``: gone (the channel no longer has it), refused (no photo or voice that may be kept), late (too old).
        """


@dataclass(frozen=True, slots=True)
class CleanMedia:
    """A photo or voice made harmless: re-encoded, without EXIF, playable everywhere."""

    content: bytes = field(repr=False)
    mime: str


class Fetcher(Protocol):
    """Gets what a channel holds. Raises ``MediaGone`` for good, ``Unreachable`` for now."""

    channel: str

    async def fetch(self, attachment: Attachment) -> bytes: ...


class MediaStore(Protocol):
    """Where photos and voice rest, sealed."""

    async def put(self, id: str, content: bytes) -> None: ...

    async def get(self, id: str) -> bytes:
        """Give the content; ``MediaGone`` where there is none."""

    async def remove(self, id: str) -> None: ...


class Turns(Protocol):
    """The core as a door sees it."""

    async def take(self, inbound: Inbound) -> Answer:
        """Answer one delivery of a message. ``Unkept``: answer 503, the channel will deliver it again."""
