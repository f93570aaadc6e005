"""One message of a person after the other: those that come together would only undo each other's turns."""

import asyncio
from collections import deque
from types import TracebackType
from typing import TypeAlias

from dialogs.facts.messages import Address

Waiting: TypeAlias = deque[asyncio.Future[None]]


class Queues:
    """A queue for each person who writes right now.

    Nobody waits longer than ``patience`` seconds for a turn that hangs: turns that meet are told apart when they are
    committed.
    """

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._queues: dict[Address, Waiting] = {}
        """Those who wait behind a turn under way; where there is no queue there is none."""

    def turn_of(self, who: Address) -> "_Turn":
        return _Turn(self._queues, who, self._patience)


class _Turn:
    """A place in a queue: ``async with`` waits for it to come, and makes room for the next."""

    __slots__ = ("_mine", "_patience", "_queues", "_who")

    def __init__(self, queues: dict[Address, Waiting], who: Address, patience: float) -> None:
        self._queues, self._who, self._patience = queues, who, patience
        self._mine = True

    async def __aenter__(self) -> None:
        waiting = self._queues.get(self._who)
        if waiting is None:
            self._queues[self._who] = deque()
        else:
            await self._wait(waiting)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._mine:
            self._leave()

    async def _wait(self, waiting: Waiting) -> None:
        called = asyncio.get_running_loop().create_future()
        waiting.append(called)
        try:
            async with asyncio.timeout(self._patience):
                await called
        except TimeoutError:
            self._mine = _is_called(called)
        except BaseException:
            if _is_called(called):  # called and gone at once: the next one is not to wait for nobody
                self._leave()
            raise

    def _leave(self) -> None:
        waiting = self._queues[self._who]
        while waiting:
            called = waiting.popleft()
            if not called.done():
                called.set_result(None)
                return
        del self._queues[self._who]


def _is_called(called: asyncio.Future[None]) -> bool:
    return called.done() and not called.cancelled()
