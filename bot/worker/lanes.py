"""What is in flight: so much at once on each channel, and the rest waits its turn."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from typing import Generic, TypeVar, cast, final

T = TypeVar("T")


@final
class Lanes(Generic[T]):
    """Each channel has ``width`` lanes, and each of them carries one thing after the other.

    A lane lives for as long as something waits: what is carried needs no task of its own.
    """

    def __init__(self, width: int, carry: Callable[[T], Awaitable[None]]) -> None:
        """``carry`` raises nothing."""
        self._width = width
        self._carry = carry
        self._waiting: dict[str, deque[T]] = {}
        self._open: dict[str, set[asyncio.Task[None]]] = {}

    def add(self, channel: str, load: T) -> None:
        """Let it be carried after what waits there already."""
        waiting = self._waiting.setdefault(channel, deque())
        waiting.append(load)
        lanes = self._open.setdefault(channel, set())
        if len(lanes) < self._width:
            lanes.add(asyncio.create_task(self._work(waiting, lanes)))

    def clear(self) -> Iterator[T]:
        """Give what waits and has not begun: it is not carried any more."""
        for waiting in self._waiting.values():
            while waiting:
                yield waiting.popleft()

    async def break_off(self) -> None:
        """Cancel what is carried, and wait until it has noticed."""
        late = [lane for lanes in self._open.values() for lane in lanes]
        for lane in late:
            lane.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def _work(self, waiting: deque[T], lanes: set[asyncio.Task[None]]) -> None:
        try:
            while waiting:
                await self._carry(waiting.popleft())
        finally:  # at once, not when the task is done: what is added in between would wait for a lane that has ended
            lanes.discard(cast("asyncio.Task[None]", asyncio.current_task()))
