"""Many people at once, each of whom waits for an answer before writing on."""

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import cast

CONNECTIONS = 64
HEAD_ENDS = b"\r\n\r\n"
LENGTH = b"content-length:"


@dataclass(frozen=True, slots=True)
class Load:
    """What went through in how much time."""

    answers: int
    seconds: float
    waits: tuple[float, ...] = field(default=(), repr=False)
    """Seconds until each answer, the shortest first."""

    @property
    def rate(self) -> float:
        return self.answers / self.seconds

    def wait_of(self, share: float) -> float:
        """Give the seconds within which so great a share of the answers came."""
        return self.waits[min(int(len(self.waits) * share), len(self.waits) - 1)]


class _Connection(asyncio.Protocol):
    """Sends one request after the other until there are none or the time is over."""

    def __init__(self, people: Iterator[Sequence[bytes]], ends: float) -> None:
        self._people = people
        self._letters: Iterator[bytes] = iter(())
        self._ends = ends
        self._came = b""
        self._since = 0.0
        self.waits: list[float] = []
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._write()

    def data_received(self, data: bytes) -> None:
        self._came += data
        head = self._came.find(HEAD_ENDS)
        if head < 0 or len(self._came) < head + len(HEAD_ENDS) + _length(self._came[:head]):
            return
        if not self._came.startswith(b"HTTP/1.1 200"):
            self._stop(AssertionError(self._came[:200]))
            return
        self._came = b""
        self.waits.append(time.perf_counter() - self._since)
        self._write()

    def connection_lost(self, error: Exception | None) -> None:
        self._stop(error or ConnectionError("closed"))

    def _write(self) -> None:
        letter = next(self._letters, None)
        while letter is None:
            letters = None if time.perf_counter() >= self._ends else next(self._people, None)
            if letters is None:
                self._stop()
                return
            self._letters = iter(letters)
            letter = next(self._letters, None)
        self._since = time.perf_counter()
        self._transport.write(letter)

    def _stop(self, error: Exception | None = None) -> None:
        if not self.done.done():
            self.done.set_exception(error) if error else self.done.set_result(None)
        self._transport.close()


def _length(head: bytes) -> int:
    lines = head.lower().split(b"\r\n")
    return next(int(line[len(LENGTH) :]) for line in lines if line.startswith(LENGTH))


async def put(
    port: int, people: Iterator[Sequence[bytes]], *, seconds: float = 3600.0, connections: int = CONNECTIONS
) -> Load:
    """Let people write over so many connections; after ``seconds`` nobody begins any more."""
    loop, began = asyncio.get_running_loop(), time.perf_counter()
    opened = [
        await loop.create_connection(lambda: _Connection(people, began + seconds), "127.0.0.1", port)
        for _ in range(connections)
    ]
    began = time.perf_counter()
    await asyncio.gather(*(connection.done for _, connection in opened))
    waits = sorted(wait for _, connection in opened for wait in connection.waits)
    return Load(len(waits), time.perf_counter() - began, tuple(waits))
