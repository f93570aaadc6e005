"""A stand-in for a city's own backend: takes signed news of cases, once each, and tells what it did with them."""

import hmac
from collections import deque
from dataclasses import dataclass, field
from typing import Any

import msgspec
from aiohttp import web

from adapters.backends.signing import SIGNATURE, TIMESTAMP, signature

FRESH_WITHIN = 300  # seconds
PAGE = 2
PATH = "/cases"


@dataclass(slots=True)
class BackendHost:
    """``now`` gives seconds since 1970; ``answers`` are given, one each, in place of the usual answer."""

    secret: str = field(repr=False)
    now: int = 0
    taken: dict[str, dict[str, Any]] = field(default_factory=dict, repr=False)
    """News by its idempotency key."""
    updates: list[dict[str, Any]] = field(default_factory=list, repr=False)
    answers: deque[tuple[int, str]] = field(default_factory=deque)
    refused: int = 0

    def routes(self) -> list[web.RouteDef]:
        return [web.post(PATH, self._take), web.get(PATH, self._tell)]

    async def _take(self, request: web.Request) -> web.Response:
        body = await request.read()
        if wrong := self._wrong(request, body):
            return wrong
        news = msgspec.json.decode(body)
        self.taken.setdefault(request.headers["Idempotency-Key"], news)
        return web.json_response({"id": f"there-{news['case']['number']}"})

    async def _tell(self, request: web.Request) -> web.Response:
        if wrong := self._wrong(request, request.rel_url.raw_query_string.encode()):
            return wrong
        after = int(request.query["after"] or 0)
        page = self.updates[after : after + PAGE]
        return web.json_response({"updates": page, "next": str(after + len(page)) if page else request.query["after"]})

    def _wrong(self, request: web.Request, proven: bytes) -> web.Response | None:
        """Refuse what is not signed, signed long ago, or what the next of ``answers`` says."""
        timestamp = request.headers.get(TIMESTAMP, "0")
        given = request.headers.get(SIGNATURE, "")
        fresh = abs(self.now - int(timestamp)) <= FRESH_WITHIN
        if not fresh or not hmac.compare_digest(given, signature(self.secret, timestamp, proven)):
            self.refused += 1
            return web.Response(status=403)
        if self.answers:
            status, text = self.answers.popleft()
            return web.Response(status=status, text=text)
        return None
