"""A wire between two processes that can be held still: what is sent meanwhile arrives later, as over a bad network."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

Opened = tuple[asyncio.StreamReader, asyncio.StreamWriter]
LARGEST = 65_536  # bytes at once


class Wire:
    """Carries bytes both ways between whoever connects and one other end."""

    def __init__(self, other_end: Callable[[], Awaitable[Opened]]) -> None:
        self._other_end = other_end
        self._moving = asyncio.Event()
        self._moving.set()
        self.port = 0

    @asynccontextmanager
    async def held(self) -> AsyncIterator[None]:
        """Hold everything still, new connections as well."""
        self._moving.clear()
        try:
            yield
        finally:
            self._moving.set()

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._moving.wait()
        beyond, back = await self._other_end()
        both = (asyncio.create_task(self._one_way(*ends)) for ends in ((reader, back), (beyond, writer)))
        try:
            await asyncio.wait(list(both), return_when=asyncio.FIRST_COMPLETED)
        finally:
            for end in (writer, back):
                end.close()

    async def _one_way(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while content := await reader.read(LARGEST):
                await self._moving.wait()
                writer.write(content)
                await writer.drain()


@asynccontextmanager
async def wire(other_end: Callable[[], Awaitable[Opened]]) -> AsyncIterator[Wire]:
    """Open one on a free port of 127.0.0.1."""
    ours = Wire(other_end)
    server = await asyncio.start_server(ours.carry, "127.0.0.1", 0)
    ours.port = server.sockets[0].getsockname()[1]
    try:
        yield ours
    finally:
        server.close()
