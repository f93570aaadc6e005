"""Going round until told to stop."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from dialogs.facts.errors import Unkept

log = structlog.get_logger()

TOLD_EVERY = 60.0  # seconds between two lines about a store that stays down: rounds are short, and nights long


class Rounds:
    """Works while there is work, then rests until it is woken or ``idle`` seconds have passed."""

    def __init__(self, idle: float) -> None:
        self._idle = idle
        self._stopping = False
        self._woken = asyncio.Event()
        self._trouble: tuple[str, float] | None = None
        """What the store could not do, and when that was told."""

    @property
    def stopping(self) -> bool:
        return self._stopping

    def wake(self) -> None:
        self._woken.set()

    def stop(self) -> None:
        self._stopping = True
        self._woken.set()

    async def run(self, work: Callable[[], Awaitable[bool]]) -> None:
        """Call ``work`` until stopped; it says whether there may be more. What goes wrong is tried again later."""
        while not self._stopping:
            self._woken.clear()
            try:
                more = await work()
                self._trouble = None
            except Unkept as error:
                self._tell(error.detail)
                more = False
            except Exception:  # a worker that dies of one bad moment works no more
                log.exception("round")
                more = False
            if not more:
                await self._rest()

    def _tell(self, reason: str) -> None:
        now = asyncio.get_running_loop().time()
        told, at = self._trouble or ("", 0.0)
        if told != reason or now - at >= TOLD_EVERY:
            self._trouble = reason, now
            log.warning("round", reason=reason)

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(self._idle):
                await self._woken.wait()
        except TimeoutError:
            return
