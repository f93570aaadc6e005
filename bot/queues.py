"""One message of a person after the other: those that come together would only undo each other's turns."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

from dialogs.facts.messages import Address


class Queues:
    """A queue for each person who writes right now.

    Nobody waits longer than ``patience`` seconds for a turn that hangs: turns that meet are told apart when they are
    committed.
    """

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._locks: WeakValueDictionary[Address, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def turn_of(self, who: Address) -> AsyncIterator[None]:
        lock = self._locks.setdefault(who, asyncio.Lock())
        if not await self._acquired(lock):
            yield
            return
        try:
            yield
        finally:
            lock.release()

    async def _acquired(self, lock: asyncio.Lock) -> bool:
        if not lock.locked():
            return await lock.acquire()
        try:
            async with asyncio.timeout(self._patience):
                return await lock.acquire()
        except TimeoutError:
            return False
