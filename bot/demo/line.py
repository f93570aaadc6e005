"""The line between a phone's network and our doors: real HTTP, with the patience of the real side."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

import aiohttp
from multidict import CIMultiDictProxy

from handlers.pages.gestures import Half

LOST = 504


@dataclass(frozen=True, slots=True)
class Letter:
    """One signed request. ``patience``: seconds before a delivery is given up; ``deliveries``: how many are made."""

    path: str
    """With the query."""
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    patience: float
    deliveries: int
    method: str = "POST"


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came of a letter."""

    status: int
    body: bytes = field(repr=False)
    request: Half
    answer: Half
    took_ms: float


class Line:
    def __init__(self, session: aiohttp.ClientSession, base: str) -> None:
        self._session = session
        self._base = base.rstrip("/")

    async def deliver(self, letter: Letter) -> Delivery:
        """Deliver it until it is answered; an answer that never came is a 504."""
        for _ in range(letter.deliveries):
            try:
                async with asyncio.timeout(letter.patience):
                    return await self._once(letter)
            except (aiohttp.ClientError, TimeoutError):
                continue
        return Delivery(LOST, b"", _request(letter, letter.headers), Half("", (), ""), 0.0)

    async def _once(self, letter: Letter) -> Delivery:
        clock = asyncio.get_running_loop()
        began = clock.time()
        url = self._base + letter.path
        async with self._session.request(letter.method, url, data=letter.body, headers=letter.headers) as answer:
            body = await answer.read()
            took = (clock.time() - began) * 1000
            line = f"HTTP/1.1 {answer.status} {answer.reason}"
            half = Half(line, _pairs(answer.headers), body.decode(errors="replace"))
            return Delivery(answer.status, body, _request(letter, answer.request_info.headers), half, took)


def _request(letter: Letter, headers: "Mapping[str, str] | CIMultiDictProxy[str]") -> Half:
    return Half(f"{letter.method} {letter.path} HTTP/1.1", _pairs(headers), letter.body.decode(errors="replace"))


def _pairs(headers: "Mapping[str, str] | CIMultiDictProxy[str]") -> tuple[tuple[str, str], ...]:
    return tuple((str(name), value) for name, value in headers.items())
