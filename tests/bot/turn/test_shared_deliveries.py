"""Deliveries that reach different processes are one count."""

import asyncio
from dataclasses import dataclass

from bot.deliveries import COUNTED_WITHIN, OwnDeliveries, SharedDeliveries
from bot.demo.clock import HandClock
from dialogs.facts.errors import Unkept
from dialogs.facts.moment import MINUTE


@dataclass
class Elsewhere:
    """A count that others share, and that may be down or slow."""

    within: OwnDeliveries
    down: bool = False
    slow: float = 0.0

    async def count(self, channel: str, message: str) -> int:
        await asyncio.sleep(self.slow)
        if self.down:
            raise Unkept("down")
        return await self.within.count(channel, message)


async def test_two_processes_count_together(clock: HandClock) -> None:
    """The third delivery is known as the third, whichever process it reaches."""
    elsewhere = Elsewhere(OwnDeliveries(clock))
    one, other = (SharedDeliveries(elsewhere, OwnDeliveries(clock)) for _ in range(2))

    assert [await each.count("wechat", "m1") for each in (one, other, one)] == [1, 2, 3]
    assert await other.count("wechat", "m2") == 1


async def test_its_own_count_has_to_do(clock: HandClock) -> None:
    """Where the shared count is down, or late, what this process has seen counts, in time for the last delivery."""
    elsewhere = Elsewhere(OwnDeliveries(clock), down=True)
    process = SharedDeliveries(elsewhere, OwnDeliveries(clock))
    assert [await process.count("wechat", "m1") for _ in range(2)] == [1, 2]

    elsewhere.slow = COUNTED_WITHIN * 20
    async with asyncio.timeout(COUNTED_WITHIN * 10):
        assert await process.count("wechat", "m1") == 3


async def test_old_deliveries_are_forgotten(clock: HandClock) -> None:
    """After more than a minute a count begins anew."""
    own = OwnDeliveries(clock)
    assert await own.count("wechat", "m1") == 1
    clock.advance(MINUTE + 1)
    assert await own.count("wechat", "m1") == 1
