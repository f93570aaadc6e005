"""Sends what waits in the outbox: many at once, in order to each person."""

import asyncio
import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import structlog

from bot.delivery import settlement_of
from bot.worker.rounds import Rounds
from dialogs.facts.errors import Misconfigured, OutcomeUnknown, SendError, Unkept
from dialogs.facts.moment import MINUTE, Chance, Clock, Moment
from dialogs.facts.ports import Claimed, Outbox, Settlement, Voice

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Pace:
    """How much at once and for how long."""

    at_once: int = 200
    """Rows claimed and not yet settled."""
    per_voice: int = 32
    """Sends in flight on one voice."""
    idle: float = 1.0
    """Seconds between two looks at an outbox with nothing due."""
    grace: float = 20.0
    """Seconds that sends in flight are given when the worker stops; longer than any voice waits for an answer."""
    hold: int = MINUTE
    """µs that a claimed row may wait for its turn; shorter than a lease, so that a row taken over is not sent twice."""
    settle_waits: tuple[float, ...] = (0.1, 0.5, 2.0, 5.0, 10.0)
    """Seconds after each try to note what became of a row while the outbox is down."""


PACE: Final = Pace()


class Worker:
    """Delivers until stopped. ``voices`` are by channel; a row for a channel without one waits for an operator.

    A reply whose outcome is unknown is dead, not repeated: a second "filed" message frightens, a lost one is asked for.
    Where the other side knows our ids and drops repeats, its voice says ``Unreachable`` instead.
    """

    def __init__(
        self, outbox: Outbox, voices: Mapping[str, Voice], clock: Clock, chance: Chance, pace: Pace = PACE
    ) -> None:
        self._outbox = outbox
        self._voices = voices
        self._clock = clock
        self._chance = chance
        self._pace = pace
        self._rounds = Rounds(pace.idle)
        self._turnstiles = {channel: asyncio.Semaphore(pace.per_voice) for channel in voices}
        self._in_hand: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Deliver until ``stop``; then finish what is in flight and give back the rest."""
        await self._rounds.run(self._claim)
        if self._in_hand:
            _, late = await asyncio.wait(self._in_hand, timeout=self._pace.grace)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def wake(self) -> None:
        """Look at the outbox at once: something was put."""
        self._rounds.wake()

    def stop(self) -> None:
        self._rounds.stop()

    async def drain(self) -> None:
        """Deliver all that is due now, and return."""
        while await self._claim():
            await asyncio.gather(*self._in_hand)

    async def _claim(self) -> bool:
        room = self._pace.at_once - len(self._in_hand)
        # Claiming a hundred rows costs little more than claiming one: wait until half of them have left.
        if room < self._pace.at_once // 2:
            return False
        rows = await self._outbox.claim(now=self._clock.now(), limit=room)
        for row in rows:
            task = asyncio.create_task(self._deliver(row, self._clock.now()))
            self._in_hand.add(task)
            task.add_done_callback(self._done)
        return bool(rows)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._in_hand.discard(task)
        if len(self._in_hand) <= self._pace.at_once // 2:
            self._rounds.wake()

    async def _deliver(self, row: Claimed, since: Moment) -> None:
        channel = row.message.to.channel
        async with self._turnstiles.get(channel, contextlib.nullcontext()):
            now = self._clock.now()
            # Its lease may be over before an answer is there, or the program: somebody else will have it.
            give_back = self._rounds.stopping or now - since > self._pace.hold
            outcome = Settlement("retry", not_before=now) if give_back else await self._send(row)
        await self._settle(row, outcome)

    async def _send(self, row: Claimed) -> Settlement:
        try:
            sent = await self._voice(row.message.to.channel).send(row.message)
        except SendError as error:
            return self._failed(row, error)
        except Exception as bug:  # noqa: BLE001  one row's bug must not stop the others
            # Only its type: its words may hold what was to be sent.
            return self._failed(row, OutcomeUnknown(type(bug).__name__))
        return Settlement("sent", receipt=sent.receipt)

    def _voice(self, channel: str) -> Voice:
        if channel not in self._voices:
            raise Misconfigured(f"no voice for {channel}")
        return self._voices[channel]

    def _failed(self, row: Claimed, error: SendError) -> Settlement:
        outcome = settlement_of(error, row.attempts, row.put_at, self._clock.now(), self._chance.fraction())
        say = log.error if error.alarm or outcome.state == "dead" else log.warning
        say("send", channel=row.message.to.channel, error=outcome.error, attempts=row.attempts, becomes=outcome.state)
        return outcome

    async def _settle(self, row: Claimed, outcome: Settlement) -> None:
        """Note it, with patience: a sent row that stays unnoted would be sent again."""
        for wait in self._pace.settle_waits:
            try:
                await self._outbox.settle(row.message.key, row.lease, outcome, now=self._clock.now())
            except Unkept:
                await asyncio.sleep(wait)
            else:
                return
        log.error("settle", channel=row.message.to.channel, becomes=outcome.state)
