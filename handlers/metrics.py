"""The figures of a process, for Prometheus. Who may read them, the proxy decides: they name nobody."""

from collections.abc import Awaitable, Callable
from typing import Final

from aiohttp import web

TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"


def metrics_route(text: Callable[[], Awaitable[bytes]]) -> web.RouteDef:
    async def metrics(_request: web.Request) -> web.Response:
        return web.Response(body=await text(), headers={"Content-Type": TYPE, "Cache-Control": "no-store"})

    return web.get("/metrics", metrics)
