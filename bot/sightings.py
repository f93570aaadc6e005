"""Remembers who was heard when, and notes it behind the turns: many together, each person once."""

from typing import Final

import structlog

from bot.worker.rounds import Rounds
from dialogs.facts import delivery
from dialogs.facts.delivery import Sighting
from dialogs.facts.errors import Unkept
from dialogs.facts.messages import Address, Inbound, Signal
from dialogs.facts.moment import MINUTE, Clock, Moment

log = structlog.get_logger()

EVERY: Final = 2.0  # seconds; what a crash loses of them, the other side's own word puts right
BUSY: Final = 30 * MINUTE
"""For how long somebody who was asked something is in the middle of it."""
CLICKS: Final = frozenset({Signal.FOLLOW, Signal.SCAN, Signal.MENU})
NO_SIGHTING: Final = frozenset({Signal.UNFOLLOW, Signal.POSITION})


class Seen:
    """``note`` costs a turn nothing but a look into a dict."""

    def __init__(self, kept: delivery.Sightings, clock: Clock, *, every: float = EVERY) -> None:
        self._kept = kept
        self._clock = clock
        self._fresh: dict[Address, Sighting] = {}
        self._rounds = Rounds(every)

    def note(self, inbound: Inbound, busy: bool) -> None:  # noqa: FBT001 - as the core calls it
        """Remember a message or event that was answered; ``busy``: its sender was asked something."""
        if inbound.signal in NO_SIGHTING:
            return
        now = self._clock.now()
        seen = self._fresh.get(inbound.address)
        message_at, click_at = (seen.message_at, seen.click_at) if seen else (Moment(0), Moment(0))
        # A tapped item comes as a text and is a click to the channel all the same.
        if inbound.tapped or inbound.signal in CLICKS:
            click_at = now
        else:
            message_at = now
        until = Moment(now + BUSY) if busy else Moment(0)
        self._fresh[inbound.address] = Sighting(inbound.address, inbound.account, message_at, click_at, until)

    async def run(self) -> None:
        """Note them every now and then until ``stop``, and the last ones then."""
        await self._rounds.run(self._flush)
        await self._flush()

    def wake(self) -> None:
        """Note them at once."""
        self._rounds.wake()

    def stop(self) -> None:
        self._rounds.stop()

    async def flush(self) -> None:
        """Note what is fresh now."""
        await self._flush()

    async def _flush(self) -> bool:
        fresh, self._fresh = self._fresh, {}
        if not fresh:
            return False
        try:
            await self._kept.note(tuple(fresh.values()), now=self._clock.now())
        except Unkept as error:
            log.warning("sightings", reason=error.detail)
            self._fresh = fresh | self._fresh
        return False
