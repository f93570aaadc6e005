"""How often a message was delivered: the last delivery has to be answered, come what may."""

import asyncio
from collections import OrderedDict
from typing import Final, Protocol, final

from dialogs.facts.errors import Unkept
from dialogs.facts.moment import SECOND, Clock, Moment

REMEMBERED: Final = 60 * SECOND  # channels repeat within seconds
COUNTED_WITHIN: Final = 0.4  # seconds; WeChat's last delivery is answered after 4.5 and cut after 5


class Counting(Protocol):
    async def count(self, channel: str, message: str) -> int:
        """Count one more delivery of a message and say how many it makes."""


class Deliveries(Counting, Protocol):
    @property
    def at_once(self) -> bool:
        """Whether counting takes no trip to anywhere."""


@final
class OwnDeliveries:
    """Counts in this process: where one process serves, it sees every delivery."""

    at_once: Final = True

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._counts: OrderedDict[tuple[str, str], tuple[int, Moment]] = OrderedDict()

    async def count(self, channel: str, message: str) -> int:
        now, key = self._clock.now(), (channel, message)
        self._forget(now)
        count = self._counts.get(key, (0, now))[0] + 1
        self._counts[key] = (count, now)
        self._counts.move_to_end(key)
        return count

    def _forget(self, now: Moment) -> None:
        while self._counts and now - next(iter(self._counts.values()))[1] > REMEMBERED:
            self._counts.popitem(last=False)


@final
class SharedDeliveries:
    """Counts where all processes see it; what this process has seen has to do where that cannot be asked."""

    at_once: Final = False

    def __init__(self, shared: Counting, own: OwnDeliveries) -> None:
        self._shared = shared
        self._own = own

    async def count(self, channel: str, message: str) -> int:
        own = await self._own.count(channel, message)
        try:
            async with asyncio.timeout(COUNTED_WITHIN):
                return max(own, await self._shared.count(channel, message))
        except (Unkept, TimeoutError):
            return own
