"""Ports of this machine alone: serving a stand-in on a free one, and having a certain one."""

import asyncio
import random
import socket
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress

from aiohttp import web

from dialogs.facts.errors import HuiyinError

HOST = "127.0.0.1"
PORTS = range(8_100, 12_000)
"""Below those that connections leave by: a free one stays free until it is served."""


class PortTaken(HuiyinError):
    """Another program listens on this port: name another with --port, or make run PORT=…; 0 takes a free one."""


@asynccontextmanager
async def on_loopback(app: web.Application, port: int = 0) -> AsyncIterator[int]:
    """Serve an application, and give its port."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        site = web.TCPSite(runner, HOST, port)
        await site.start()
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


async def broken_off(tasks: Iterable["asyncio.Task[None]"]) -> None:
    """Cancel what is still under way, and wait until it has noticed: whom it goes to may have closed already."""
    under_way = tuple(tasks)
    for task in under_way:
        task.cancel()
    await asyncio.gather(*under_way, return_exceptions=True)


def free_port(port: int) -> int:
    """Give the port if it can be had, any free one for 0; else ``PortTaken``."""
    tried = (port,) if port else random.SystemRandom().sample(PORTS, len(PORTS))
    for each in tried:
        with suppress(OSError), socket.create_server((HOST, each)):
            return each
    raise PortTaken(str(port))
