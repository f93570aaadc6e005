"""A wire between two processes that can be held still: what is sent meanwhile arrives later, as over a bad network."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager

Opened = tuple[asyncio.StreamReader, asyncio.StreamWriter]
LARGEST = 65_536  # bytes at once


class Wire:
    """Carries bytes both ways between whoever connects and one other end."""

    def __init__(self, other_end: Callable[[], Awaitable[Opened]]) -> None:
        self._other_end = other_end
        self._moving = asyncio.Event()
        self._moving.set()
        self._carrying: set[asyncio.Task[None]] = set()
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
        """Carry both ways until one of the ends closes, or the test ends."""
        if carrying := asyncio.current_task():
            self._carrying.add(carrying)
            carrying.add_done_callback(self._carrying.discard)
        with contextlib.suppress(OSError, asyncio.CancelledError):
            async with closed(writer):
                await self._moving.wait()
                beyond, back = await self._other_end()
                async with closed(back):
                    await first_of(self._one_way(reader, back), self._one_way(beyond, writer))

    async def cut(self) -> None:
        """Let go of everybody who is connected."""
        while self._carrying:
            for each in self._carrying:
                each.cancel()
            await asyncio.wait(self._carrying)

    async def _one_way(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while content := await reader.read(LARGEST):
                await self._moving.wait()
                writer.write(content)
                await writer.drain()


@asynccontextmanager
async def closed(writer: asyncio.StreamWriter) -> AsyncIterator[None]:
    try:
        yield
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()


async def first_of(*ways: Coroutine[None, None, None]) -> None:
    """Go all of them until one has ended."""
    going = [asyncio.create_task(way) for way in ways]
    try:
        await asyncio.wait(going, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for each in going:
            each.cancel()


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
        await ours.cut()
