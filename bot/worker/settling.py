"""Noting what became of rows: those that are ready together in one transaction, and with patience."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextvars import Context
from typing import Any, Final

import structlog

from dialogs.facts.errors import Unkept

log = structlog.get_logger()

Settle = Callable[[Sequence[tuple[Any, Any]]], Awaitable[object]]
TOGETHER: Final = 100  # rows; more would hold up who else writes
MANY: Final = 4  # rows at once: others will follow them
GATHERED_FOR: Final = 0.005  # seconds; what was sent meanwhile and not noted would be sent again after a crash


class Settler:
    """Hands outcomes on to ``settle``; a sent row that stays unnoted would be sent again."""

    def __init__(self, settle: Settle, waits: Sequence[float], over: Callable[[int], None]) -> None:
        """Wait so many seconds after each try while the store is down.

        ``over`` hears of how many rows there is nothing more to do: they are noted, or cannot be and their lease
        decides.
        """
        self._settle = settle
        self._waits = tuple(waits)
        self._over = over
        self._waiting: list[tuple[Any, Any]] = []
        self._working: asyncio.Task[None] | None = None

    def note(self, row: object, outcome: object) -> None:
        """Note it soon."""
        self._waiting.append((row, outcome))
        if self._working is None or self._working.done():
            # In a context of its own: it notes what others brought too, which is not of one message.
            self._working = asyncio.create_task(self._work(), context=Context())

    async def rest(self) -> None:
        """Wait until there is nothing more to do."""
        if self._working is not None:
            await self._working

    async def _work(self) -> None:
        pause = 0.0
        while self._waiting:
            await asyncio.sleep(pause)  # what is ready in this moment comes along
            batch, self._waiting = self._waiting[:TOGETHER], self._waiting[TOGETHER:]
            await self._patiently(batch)
            self._over(len(batch))
            pause = GATHERED_FOR if len(batch) >= MANY else 0.0

    async def _patiently(self, batch: Sequence[tuple[Any, Any]]) -> None:
        for wait in self._waits:
            try:
                await self._settle(batch)
            except Unkept:
                await asyncio.sleep(wait)
            except Exception:  # a bug in noting must not stop the worker: the leases decide
                log.exception("settle")
                return
            else:
                return
        log.error("settle", rows=len(batch))
