"""What was pushed to the phones of the demo, until their page has fetched it."""

import asyncio
from collections import deque

from dialogs.facts.moment import Clock
from handlers.pages.gestures import Push

MOST_KEPT = 2000


class Mailbox:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._serial = 0
        self._pushes: deque[tuple[str, Push]] = deque(maxlen=MOST_KEPT)
        self._news = asyncio.Event()

    def deliver(self, phone: str, identity: str, text: str) -> None:
        """Keep a push. Serials follow the time, so that a page's last one stays good over a restart."""
        self._serial = max(self._serial + 1, self._clock.now())
        self._pushes.append((identity, Push(self._serial, phone, text)))
        self._news.set()
        self._news = asyncio.Event()

    def after(self, serial: int, identities: tuple[str, ...]) -> tuple[Push, ...]:
        return tuple(push for whose, push in self._pushes if push.serial > serial and whose in identities)

    async def wait(self, serial: int, identities: tuple[str, ...], within: float) -> tuple[Push, ...]:
        """Give what came after a serial, at the latest after ``within`` seconds."""
        try:
            async with asyncio.timeout(within):
                while not (found := self.after(serial, identities)):
                    await self._news.wait()
        except TimeoutError:
            return ()
        return found
