"""Serving, from the first connection to the last."""

import asyncio
import os
import signal
import time
from dataclasses import dataclass, field

import pytest
from aiohttp import ClientSession, web

from bot import serve as serving
from bot.listening import CannotListen
from bot.serve import Listen, serve
from handlers.health import Check


@dataclass
class Parts:
    routes: list = field(default_factory=list)
    checks: tuple = ()
    lifetimes: tuple = ()


async def well():
    pass


async def slow(request):
    await asyncio.sleep(1.0)
    return web.Response(text="done")


@pytest.fixture
async def running():
    """A served application: its address, and the task that serves it."""
    up = asyncio.get_running_loop().create_future()
    parts = Parts([web.get("/slow", slow)], (Check("database", well),))
    task = asyncio.create_task(serve(parts, Listen("127.0.0.1", 0), up.set_result))
    address = await asyncio.wait_for(up, 60)
    yield address.rstrip("/"), task
    task.cancel()
    await asyncio.wait([task])


async def test_it_is_up_when_it_says_so(running):
    """Once the address is told, it answers; a port left open by 0 is named."""
    address, _ = running

    async with ClientSession() as session, session.get(f"{address}/readyz") as answer:
        assert answer.status == 200


@pytest.mark.parametrize("number", serving.SIGNALS)
async def test_told_to_stop_it_says_not_ready_first_and_ends_what_it_began(running, number):
    """A request under way is answered, readiness turns false while we still listen, and then all is over."""
    address, task = running
    async with ClientSession() as session:
        under_way = asyncio.create_task(session.get(f"{address}/slow"))
        await asyncio.sleep(0.2)
        began = time.monotonic()
        os.kill(os.getpid(), number)
        await asyncio.sleep(0.1)

        async with session.get(f"{address}/readyz") as answer:
            assert answer.status == 503
            assert (await answer.json())["leaving"] is True
        async with await under_way as answer:
            assert await answer.text() == "done"
        await asyncio.wait_for(task, 5)

    assert time.monotonic() - began < 5
    assert signal.getsignal(number) is not signal.SIG_IGN


async def test_a_taken_port_is_an_error(running):
    """Who cannot listen says so instead of waiting for ever."""
    address, _ = running

    with pytest.raises(CannotListen, match="Address already in use"):
        await serve(Parts(), Listen("127.0.0.1", int(address.rsplit(":", 1)[1])), print)
