"""How a stand-in fails when it is told to: by its own codes, by HTTP, by silence, by a cut connection."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from aiohttp import web
from aiohttp.typedefs import Handler

SERVER_ERROR: Final = 500


@dataclass(frozen=True, slots=True)
class Fault:
    """One answer that goes wrong; the one without any arguments is no fault.

    ``code``: the protocol's own error code. ``status``: of HTTP, where it is not the code's usual one. ``cut``: the
    connection is cut instead of answered. ``after``: only when what was asked has been done, so that nobody can know.
    ``wait``: seconds before anything happens.
    """

    code: int = 0
    status: int = 0
    cut: bool = False
    after: bool = False
    wait: float = 0.0

    @property
    def spoils(self) -> bool:
        """Whether the usual answer is not given."""
        return bool(self.code or self.status or self.cut)


NONE: Final = Fault()
CUT: Final = Fault(cut=True)
DONE_AND_CUT: Final = Fault(cut=True, after=True)
BROKEN: Final = Fault(status=SERVER_ERROR)

Draw: TypeAlias = Callable[[str], Fault]
"""Gives the fault of a call by its path; ``NONE`` lets it through."""


def no_faults(_path: str) -> Fault:
    return NONE


@dataclass(slots=True)
class Faults:
    """What the next answers of each path are to be: first those in line for it, then what ``otherwise`` draws."""

    otherwise: Draw = no_faults
    _next: defaultdict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))

    def put(self, path: str, *faults: Fault, times: int = 1) -> None:
        """Let the next calls of a path go wrong, one each."""
        self._next[path].extend(faults * times)

    def of(self, path: str) -> Fault:
        """Give the fault of this call; it is used up."""
        waiting = self._next[path]
        return waiting.popleft() if waiting else self.otherwise(path)


def misbehaving(faults: Faults, said: Callable[[Fault], web.Response]) -> "Callable[..., object]":
    """Make a middleware that spoils answers; ``said`` writes a refusal in the host's own manner."""

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        fault = faults.of(request.path)
        if fault.wait:
            await asyncio.sleep(fault.wait)
        if fault.spoils and not fault.after:
            return _spoiled(request, fault, said)
        answer = await handler(request)
        return _spoiled(request, fault, said) if fault.spoils else answer

    return middleware


def _spoiled(request: web.Request, fault: Fault, said: Callable[[Fault], web.Response]) -> web.Response:
    if fault.cut:
        assert request.transport  # noqa: S101  nobody else cuts it
        request.transport.abort()
        return web.Response()
    if fault.code:
        return said(fault)
    return web.Response(status=fault.status, text="<html>", content_type="text/html")
