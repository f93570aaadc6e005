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


class Settler:
    """Hands outcomes on to ``settle``; a sent row that stays unnoted would be sent again."""

    def __init__(self, settle: Settle, waits: Sequence[float]) -> None:
        """Wait so many seconds after each try while the store is down."""
        self._settle = settle
        self._waits = tuple(waits)
        self._waiting: list[tuple[tuple[Any, Any], asyncio.Future[None]]] = []
        self._working: asyncio.Task[None] | None = None

    async def note(self, row: object, outcome: object) -> None:
        """Note it; when it cannot be noted, its lease decides."""
        noted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(((row, outcome), noted))
        if self._working is None or self._working.done():
            # In a context of its own: it notes what others brought too, which is not of one message.
            self._working = asyncio.create_task(self._work(), context=Context())
        await noted

    async def _work(self) -> None:
        while self._waiting:
            await asyncio.sleep(0)  # what is ready in this moment comes along
            batch, self._waiting = self._waiting[:TOGETHER], self._waiting[TOGETHER:]
            await self._patiently([each for each, _ in batch])
            for _, noted in batch:
                if not noted.done():
                    noted.set_result(None)

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
