"""Messages under way: each delivery of one waits for the one result."""

import asyncio
from collections.abc import Coroutine, Mapping
from contextlib import suppress
from typing import Any, final

import structlog

from dialogs.facts.errors import Unkept
from dialogs.facts.messages import Answer

log = structlog.get_logger()


class Flight:
    """One message under way."""

    __slots__ = ("_deliveries", "_outcome", "_task", "late")

    def __init__(self) -> None:
        self.late = False
        """The last delivery was answered with a holding line: the result goes out by the voice."""
        self._deliveries: list[asyncio.Future[Answer | None]] = []
        self._outcome: Answer | Exception | None = None
        self._task: asyncio.Task[Answer] | None = None

    def depart(self, turn: Coroutine[None, None, Answer]) -> None:
        """Let the turn go on by itself, whatever becomes of the delivery that began it."""
        self._task = asyncio.get_running_loop().create_task(turn)
        self._task.add_done_callback(_look_at)

    async def landing(self, within: float | None) -> Answer | None:
        """Wait for the answer; None where it takes longer than ``within`` seconds.

        A delivery that was still being counted while the turn ended finds what became of it. Whoever gets nothing
        will say that the answer comes later, and the turn knows that from the same moment on.
        """
        if isinstance(self._outcome, Exception):
            raise self._outcome
        if self._outcome is not None:
            return self._outcome
        loop = asyncio.get_running_loop()
        mine: asyncio.Future[Answer | None] = loop.create_future()
        self._deliveries.append(mine)
        patience = None if within is None else loop.call_later(within, self._give_up, mine)
        try:
            return await mine
        finally:
            if patience:
                patience.cancel()

    def _give_up(self, mine: asyncio.Future[Answer | None]) -> None:
        if not mine.done():
            self.late = True
            mine.set_result(None)

    def land(self, answer: Answer) -> None:
        self._outcome = answer
        for each in self._deliveries:
            if not each.done():
                each.set_result(answer)

    def crash(self, error: BaseException) -> None:
        """Tell everybody who waits; a turn that was broken off may be asked for again."""
        self._outcome = error if isinstance(error, Exception) else Unkept("broken off")
        for each in self._deliveries:
            if not each.done():
                each.set_exception(self._outcome)


@final
class Landing:
    """Runs until told to stop, and then as long as turns are under way whose answers are promised.

    No delivery waits for such a turn any more, so nothing else would keep the process from leaving it.
    """

    def __init__(self, flights: Mapping[Any, Flight]) -> None:
        self._flights = flights
        self._stopped = asyncio.Event()

    async def run(self) -> None:
        await self._stopped.wait()
        while late := [each for each in self._flights.values() if each.late]:
            with suppress(Exception):  # whoever flies it has said so
                await late[0].landing(None)

    def wake(self) -> None:
        """Nothing here waits for a time."""

    def stop(self) -> None:
        self._stopped.set()


def _look_at(task: asyncio.Task[Answer]) -> None:
    """Look at a failure even where no delivery waits any more, so that it is not reported as lost."""
    if not task.cancelled() and (error := task.exception()) and not isinstance(error, Unkept):
        log.error("turn failed", exc_info=error)
