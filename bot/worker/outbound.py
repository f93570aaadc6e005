"""The one engine that delivers: many at once, bounded for each channel, noted together, stopped with grace."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Final

from bot.marks import Mark
from bot.worker.lines import Alarm, Line, ReplyLine, Through, TooLate, no_alarm
from bot.worker.rounds import Rounds
from bot.worker.settling import Settler
from dialogs.facts.errors import HuiyinError
from dialogs.facts.moment import MINUTE, Chance, Clock, Moment
from dialogs.facts.ports import Outbox, Voice


@dataclass(frozen=True, slots=True)
class Pace:
    """How much at once and for how long."""

    at_once: int = 200
    """Rows claimed and not yet settled."""
    per_voice: int = 32
    """Sends in flight on one channel."""
    idle: float = 0.25
    """Seconds between two looks where nothing is due: what waits for its time rings no bell, nor does a pooler."""
    grace: float = 20.0
    """Seconds that sends in flight are given when the worker stops; longer than any voice waits for an answer."""
    hold: int = MINUTE
    """µs that a claimed row may wait for its turn; shorter than a lease, so that a row taken over is not sent twice."""
    settle_waits: tuple[float, ...] = (0.1, 0.5, 2.0, 5.0, 10.0)
    """Seconds after each try to note what became of a row while the outbox is down."""


LOOKS_WITHIN: Final = 60.0  # seconds between two looks that were answered


class StandsStill(HuiyinError):
    """Nothing leaves: the outbox could not be looked into for a while."""


PACE: Final = Pace()


class Worker:
    """Delivers until stopped. ``voices`` are by channel; a reply for a channel without one waits for an operator."""

    def __init__(
        self,
        outbox: Outbox,
        voices: Mapping[str, Voice],
        clock: Clock,
        chance: Chance,
        pace: Pace = PACE,
        *,
        more: Sequence[Line] = (),
        alarm: Alarm = no_alarm,
        counted: frozenset[str] = frozenset(),
        mark: Mark | None = None,
    ) -> None:
        """Take lines beside that of replies as ``more``; ``counted`` and ``mark`` as that line does."""
        lines = (ReplyLine(outbox, voices, clock, chance, alarm=alarm, counted=counted, mark=mark), *more)
        self._lines = [(line, Settler(line.settle, pace.settle_waits)) for line in lines]
        self._clock = clock
        self._pace = pace
        self._rounds = Rounds(pace.idle)
        self._turnstiles: dict[str, asyncio.Semaphore] = {}
        self._in_hand: set[asyncio.Task[None]] = set()
        self._looked_at: float | None = None

    async def run(self) -> None:
        """Deliver until ``stop``; then finish what is in flight and give back the rest.

        What is in flight too long, or when this is cancelled, is broken off: nobody knows whether it arrived.
        """
        self._looked()
        try:
            await self._rounds.run(self._claim)
            if self._in_hand:
                await asyncio.wait(self._in_hand, timeout=self._pace.grace)
        finally:
            await self._break_off()

    def wake(self) -> None:
        """Look at once: something was put."""
        self._rounds.wake()

    def stop(self) -> None:
        self._rounds.stop()

    async def moves(self) -> None:
        """Raise ``StandsStill`` where it runs, and has not looked into the outbox for long."""
        if self._looked_at is not None and asyncio.get_running_loop().time() - self._looked_at > LOOKS_WITHIN:
            raise StandsStill

    def _looked(self) -> None:
        self._looked_at = asyncio.get_running_loop().time()

    async def drain(self) -> None:
        """Deliver all that is due now, and return."""
        while await self._claim():
            await asyncio.gather(*self._in_hand)

    async def _claim(self) -> bool:
        found = False
        for line, settler in self._lines:
            room = self._pace.at_once - len(self._in_hand)
            # Claiming a hundred rows costs little more than claiming one: wait until half of them have left.
            if room < self._pace.at_once // 2:
                return False
            rows = await line.claim(room)
            self._looked()
            for row in rows:
                task = asyncio.create_task(self._deliver(line, settler, row, self._clock.now()))
                self._in_hand.add(task)
                task.add_done_callback(self._done)
            found |= bool(rows)
        return found

    async def _break_off(self) -> None:
        late = tuple(self._in_hand)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._in_hand.discard(task)
        if len(self._in_hand) <= self._pace.at_once // 2:
            self._rounds.wake()

    async def _deliver(self, line: Line, settler: Settler, row: Any, since: Moment) -> None:
        try:
            outcome = await line.deliver(row, self._turn_since(since))
        except TooLate:
            outcome = line.untouched(row)
        await settler.note(row, outcome)

    def _turn_since(self, since: Moment) -> Through:
        def through(channel: str) -> _Turn:
            return _Turn(self._turnstile(channel), lambda: self._too_late(since))

        return through

    def _turnstile(self, channel: str) -> asyncio.Semaphore:
        if channel not in self._turnstiles:
            self._turnstiles[channel] = asyncio.Semaphore(self._pace.per_voice)
        return self._turnstiles[channel]

    def _too_late(self, since: Moment) -> bool:
        return self._rounds.stopping or self._clock.now() - since > self._pace.hold


class _Turn:
    """A place among those that are in flight on a channel; ``TooLate`` where there is no point in leaving any more."""

    __slots__ = ("_too_late", "_turnstile")

    def __init__(self, turnstile: asyncio.Semaphore, too_late: Callable[[], bool]) -> None:
        self._turnstile = turnstile
        self._too_late = too_late

    async def __aenter__(self) -> None:
        try:
            await self._turnstile.acquire()
        except asyncio.CancelledError:  # the worker waits no longer, and nothing has left
            raise TooLate from None
        if self._too_late():
            self._turnstile.release()
            raise TooLate

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._turnstile.release()
