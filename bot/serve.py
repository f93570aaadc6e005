"""Runs the application until it is told to stop."""

import asyncio
import gc
import signal
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import structlog
from aiohttp import web
from aiohttp.typedefs import Middleware

from bot.app import Lifetime, make_app
from bot.listening import begin
from bot.log import outline
from handlers.health import Check, Health

NOTICE_TIME = 0.5  # seconds in which a load balancer may see that we are leaving
LAST_REQUESTS = 3.0  # seconds for requests that are under way
IDLE = 90.0  # seconds that a silent connection is kept: longer than proxies keep theirs, nginx 60
COLLECT_AFTER = (50_000, 50, 100)  # objects; collections of the younger generation before the older one's
SIGNALS = (signal.SIGTERM, signal.SIGINT)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Listen:
    """Where to listen; ``reuse_port`` lets several processes share it."""

    host: str = "127.0.0.1"
    port: int = 8080
    reuse_port: bool = False


class Parts(Protocol):
    """What wiring joined: what is answered, what readiness depends on, what has to be open meanwhile."""

    @property
    def routes(self) -> Iterable[web.AbstractRouteDef]: ...
    @property
    def checks(self) -> Sequence[Check]: ...
    @property
    def lifetimes(self) -> Iterable[Lifetime]: ...


async def serve(
    parts: Parts,
    listen: Listen,
    up: Callable[[str], None],
    *,
    middlewares: Sequence[Middleware] = (),
    told: Callable[[], None] = lambda: None,
) -> None:
    """Serve until SIGTERM or SIGINT: first *not ready*, then no new connections, then the last requests end.

    ``up`` is called with the address once connections are taken, ``told`` when it is told to stop.
    """
    health = Health(parts.checks)
    app = make_app([*parts.routes, *health.routes()], middlewares=middlewares, lifetimes=parts.lifetimes)
    asyncio.get_running_loop().set_exception_handler(_log_stray)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=LAST_REQUESTS, keepalive_timeout=IDLE)
    await runner.setup()
    try:
        site = web.TCPSite(runner, listen.host, listen.port, reuse_port=listen.reuse_port or None)
        await begin(site, listen.host, listen.port)
        spare_the_collector()
        up(site.name)
        await told_to_stop()
        told()
        health.leave()
        await asyncio.sleep(NOTICE_TIME)
    finally:
        await runner.cleanup()


def spare_the_collector() -> None:
    """Leave what was built at start out of every collection: turns and notices make many objects and no cycles."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)


async def told_to_stop() -> None:
    """Wait for SIGTERM or SIGINT."""
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for number in SIGNALS:
        loop.add_signal_handler(number, stop.set)
    try:
        await stop.wait()
    finally:
        for number in SIGNALS:
            loop.remove_signal_handler(number)


def _log_stray(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    error = context.get("exception")
    log.error("stray", what=context.get("message", ""), **(outline(error) if error else {}))
