"""The one engine that delivers: many at once, bounded for each channel, noted together, stopped with grace."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

import structlog

from bot.marks import Mark
from bot.worker.lanes import Lanes
from bot.worker.lines import Alarm, Line, Onward, ReplyLine, no_alarm
from bot.worker.rounds import Rounds
from bot.worker.settling import Settler
from dialogs.facts.errors import HuiyinError
from dialogs.facts.moment import MINUTE, Chance, Clock, Moment
from dialogs.facts.ports import Outbox, Voice

log = structlog.get_logger()


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


@dataclass(slots=True)
class _Load:
    """A row in hand, since when it is, and what is done next with it."""

    line: Line
    settler: Settler
    row: Any
    since: Moment
    send: Callable[[], Awaitable[Any]]


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
        self._lines = [(line, Settler(line.settle, pace.settle_waits, self._over)) for line in lines]
        self._clock = clock
        self._pace = pace
        self._rounds = Rounds(pace.idle)
        self._lanes: Lanes[_Load] = Lanes(pace.per_voice, self._carry)
        self._in_hand = 0
        self._empty = asyncio.Event()
        self._looked_at: float | None = None

    async def run(self) -> None:
        """Deliver until ``stop``; then give back what has not begun, and finish what is in flight.

        What is in flight too long, or when this is cancelled, is broken off: nobody knows whether it arrived.
        """
        self._looked()
        try:
            await self._rounds.run(self._claim)
            self._give_back()
            await self._finish()
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
            await self._empty.wait()

    async def _claim(self) -> bool:
        found = False
        for line, settler in self._lines:
            room = self._pace.at_once - self._in_hand
            # Claiming a hundred rows costs little more than claiming one: wait until half of them have left.
            if room < self._pace.at_once // 2:
                return False
            rows = await line.claim(room)
            self._looked()
            self._take(line, settler, rows)
            found |= bool(rows)
        return found

    def _take(self, line: Line, settler: Settler, rows: Sequence[Any]) -> None:
        if not rows:
            return
        self._in_hand += len(rows)
        self._empty.clear()
        since = self._clock.now()
        for row in rows:
            try:
                step = line.begin(row)
            except Exception as bug:  # noqa: BLE001  one row's bug must not stop the others
                self._lose(bug)
            else:
                self._go_on(line, settler, row, since, step)

    def _go_on(self, line: Line, settler: Settler, row: Any, since: Moment, step: Any) -> None:
        """Let a row go its next way, or note what became of it."""
        if isinstance(step, Onward):
            self._lanes.add(step.channel, _Load(line, settler, row, since, step.send))
        else:
            settler.note(row, step)

    async def _carry(self, load: _Load) -> None:
        """Do what is next for a row, unless it is better given back: its lease may be over before an answer comes."""
        if self._rounds.stopping or self._clock.now() - load.since > self._pace.hold:
            load.settler.note(load.row, load.line.untouched(load.row))
            return
        try:
            step = await load.send()
        except Exception as bug:  # noqa: BLE001  one row's bug must not stop the others
            self._lose(bug)
        else:
            self._go_on(load.line, load.settler, load.row, load.since, step)

    def _lose(self, bug: Exception) -> None:
        """Leave a row to its lease."""
        log.error("deliver", error=type(bug).__name__)  # its words may hold what was to be sent
        self._over(1)

    def _over(self, rows: int) -> None:
        self._in_hand -= rows
        if not self._in_hand:
            self._empty.set()
        if self._in_hand <= self._pace.at_once // 2:
            self._rounds.wake()

    def _give_back(self) -> None:
        for load in self._lanes.clear():
            load.settler.note(load.row, load.line.untouched(load.row))

    async def _finish(self) -> None:
        if self._in_hand:
            with suppress(TimeoutError):
                async with asyncio.timeout(self._pace.grace):
                    await self._empty.wait()

    async def _break_off(self) -> None:
        self._rounds.stop()
        self._give_back()
        await self._lanes.break_off()
        for _, settler in self._lines:
            await settler.rest()
