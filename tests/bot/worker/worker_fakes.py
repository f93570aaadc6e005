"""An outbox, a shelf and voices in memory, for the workers' tests."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from bot.worker import Worker
from dialogs.facts.errors import MediaGone, Unkept
from dialogs.facts.messages import Address, Attachment, Capabilities, MediaKind, Unit
from dialogs.facts.moment import MINUTE, Moment
from dialogs.facts.ports import Claimed, Outgoing, Sent, Settlement, Wanted, WantedClaim

Workers = Callable[..., Worker]
SMS = Capabilities("sms", Unit.SEGMENTS, longest=4, answers=True, parts=3)


def outgoing(key: str, to: str = "+8613800138000", channel: str = "sms") -> Outgoing:
    return Outgoing(key, Address(channel, to), "+86100", f"words of {key}")


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not is_so():  # noqa: ASYNC110  what a test waits for has no event of its own
            await asyncio.sleep(0.002)


@dataclass
class Row:
    message: Outgoing
    put_at: Moment
    state: str = "waiting"
    not_before: Moment = Moment(0)
    attempts: int = 0
    lease: str = ""
    leased_until: Moment = Moment(0)
    outcomes: list[Settlement] = field(default_factory=list)


@dataclass
class MemoryOutbox:
    """Keeps the promises of ``Outbox``; ``down`` is how many calls of settle fail."""

    rows: dict[str, Row] = field(default_factory=dict)
    claims: int = 0
    down: int = 0
    claims_down: int = 0

    async def put(self, messages: tuple[Outgoing, ...], *, now: Moment) -> None:
        for message in messages:
            self.rows.setdefault(message.key, Row(message, now))

    async def claim(self, *, now: Moment, limit: int) -> tuple[Claimed, ...]:
        self.claims += 1
        if self.claims_down > 0:
            self.claims_down -= 1
            raise Unkept
        return tuple(self._lease(row, now) for row in self._due(now)[:limit])

    async def settle(self, key: str, lease: str, outcome: Settlement, *, now: Moment) -> bool:
        if self.down > 0:
            self.down -= 1
            raise Unkept
        row = self.rows[key]
        if row.lease != lease or row.state != "waiting":
            return False
        row.outcomes.append(outcome)
        row.state = "waiting" if outcome.state == "retry" else outcome.state
        row.not_before, row.lease, row.leased_until = outcome.not_before, "", Moment(0)
        return True

    async def settle_all(self, settled: Sequence[tuple[Claimed, Settlement]], *, now: Moment) -> int:
        return sum([await self.settle(row.message.key, row.lease, outcome, now=now) for row, outcome in settled])

    async def advance(self, receipt: str, state: str, *, now: Moment) -> bool:
        raise NotImplementedError

    def states(self) -> dict[str, str]:
        return {key: row.state for key, row in self.rows.items()}

    def _due(self, now: Moment) -> list[Row]:
        first: dict[Address, Row] = {}
        for row in self.rows.values():
            if row.state == "waiting":
                first.setdefault(row.message.to, row)
        return [row for row in first.values() if row.not_before <= now and row.leased_until <= now]

    def _lease(self, row: Row, now: Moment) -> Claimed:
        row.lease, row.leased_until = f"lease {self.claims}", Moment(now + 2 * MINUTE)
        row.attempts += 1
        return Claimed(row.message, row.lease, row.attempts - 1, row.put_at)


@dataclass
class Mouth:
    """A voice that notes what it says, and fails as its script demands; ``gate`` holds it back until it is set."""

    script: list[Exception | None] = field(default_factory=list)
    gate: asyncio.Event | None = None
    said: list[str] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    capabilities: Capabilities = SMS

    async def send(self, message: Outgoing) -> Sent:
        self.at_once += 1
        self.most_at_once = max(self.at_once, self.most_at_once)
        try:
            if self.gate:
                await self.gate.wait()
            await asyncio.sleep(0)
            if trouble := self.script.pop(0) if self.script else None:
                raise trouble
        finally:
            self.at_once -= 1
        self.said.append(message.key)
        return Sent(f"receipt of {message.key}")


@dataclass
class Piece:
    wanted: Wanted
    state: str = "wanted"
    not_before: Moment = Moment(0)
    size: int = 0


@dataclass
class MemoryShelf:
    """Keeps the promises of ``MediaShelf``."""

    pieces: dict[str, Piece] = field(default_factory=dict)
    down: bool = False

    def want(self, id: str, now: Moment, channel: str = "sms") -> None:
        attachment = Attachment(MediaKind.IMAGE, f"https://media/{id}", "image/png")
        self.pieces[id] = Piece(Wanted(id, channel, attachment, 0, now))

    async def claim(self, *, now: Moment, limit: int) -> tuple[WantedClaim, ...]:
        due = [piece for piece in self.pieces.values() if piece.state == "wanted" and piece.not_before <= now]
        return tuple(WantedClaim(piece.wanted, "lease") for piece in due[:limit])

    async def kept(self, id: str, lease: str, *, mime: str, size: int, now: Moment) -> bool:
        if self.down:
            self.pieces[id].not_before = Moment(now + MINUTE)  # the lease goes on
            raise Unkept
        self.pieces[id].state, self.pieces[id].size = f"kept {mime}", size
        return True

    async def retry(self, id: str, lease: str, *, not_before: Moment, now: Moment) -> bool:
        piece = self.pieces[id]
        piece.wanted = replace(piece.wanted, attempts=piece.wanted.attempts + 1)
        piece.not_before = not_before
        return True

    async def lost(self, id: str, lease: str, *, reason: str, now: Moment) -> bool:
        self.pieces[id].state = f"lost {reason}"
        return True


@dataclass
class MemoryStore:
    """Media at rest, unsealed: only for tests."""

    contents: dict[str, bytes] = field(default_factory=dict)
    full: bool = False

    async def put(self, id: str, content: bytes) -> None:
        if self.full:
            raise OSError("No space left on device")
        self.contents[id] = content

    async def get(self, id: str) -> bytes:
        if id not in self.contents:
            raise MediaGone
        return self.contents[id]

    async def remove(self, id: str) -> None:
        self.contents.pop(id, None)


@dataclass
class Hands:
    """A fetcher that gives what its script says."""

    script: list[bytes | Exception] = field(default_factory=list)
    channel: str = "sms"

    async def fetch(self, attachment: Attachment) -> bytes:
        found = self.script.pop(0) if self.script else b"photo"
        if isinstance(found, Exception):
            raise found
        return found
