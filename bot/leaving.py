"""Leaving: a process that is told to stop has so long for it, and then it is gone."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from typing import Final, final

import structlog

from bot.app import Lifetime
from bot.working import Runner

SERVING: Final = 4.5  # seconds; five are promised
WORKING: Final = 25.0  # a worker waits for what it sends, and no voice waits longer than 15 for an answer
TO_CLOSE: Final = 0.9  # of them, for what follows when runners have ended
TO_NOTE: Final = 0.4  # of these, to note what was broken off

log = structlog.get_logger()


@final
class Leave:
    """When a process has to be gone. It begins when it is told to stop, else when its first part closes."""

    def __init__(self, within: float = SERVING) -> None:
        self._within = within
        self._ends: float | None = None
        self._told: list[Callable[[], None]] = []

    def tell(self, begun: Callable[[], None]) -> None:
        """Have something called at once when it begins."""
        self._told.append(begun)

    def begin(self) -> None:
        if self._ends is None:
            self._ends = asyncio.get_running_loop().time() + self._within
            for begun in self._told:
                begun()

    def left(self, spared: float = 0.0) -> float:
        """Give the seconds that are left of it, and spare some."""
        self.begin()
        return max(0.0, (self._ends or 0.0) - spared - asyncio.get_running_loop().time())

    @contextmanager
    def bounded(self, give_up: Callable[[], None]) -> Iterator[None]:
        """Call ``give_up``, from a thread of its own, where this has not ended in time: whatever hangs, hangs."""
        timer = threading.Timer(self._within, give_up)
        timer.daemon = True
        self.tell(timer.start)
        try:
            yield
        finally:
            timer.cancel()


def running(runners: Sequence[Runner], leave: Leave) -> Lifetime:
    """Let them run as long as the application; then each ends what is in its hands, in the time that there is."""

    @asynccontextmanager
    async def lifetime() -> AsyncIterator[None]:
        tasks = [asyncio.create_task(runner.run()) for runner in runners]
        try:
            yield
        finally:
            for runner in runners:
                runner.stop()
            await _ended(tasks, leave)

    return lifetime


async def _ended(tasks: Sequence[asyncio.Task[None]], leave: Leave) -> None:
    """Wait for them as long as may be, and break off the rest."""
    if not tasks:
        return
    _, late = await asyncio.wait(tasks, timeout=leave.left(TO_CLOSE))
    if late:
        log.warning("broken off", runners=len(late))
        for task in late:
            task.cancel()
        await asyncio.wait(late, timeout=TO_NOTE)
    for task in tasks:
        if task.done() and not task.cancelled() and (error := task.exception()):
            log.error("runner", exc_info=error)
