"""The core as the SMS doors see it, and a server for their routes."""

from collections.abc import Awaitable, Callable

import pytest
from aiohttp import web
from sms_core import Client, Core, Missed, Receiver, Serve

from bot.demo.clock import HandClock


@pytest.fixture
def core(clock: HandClock) -> Core:
    return Core(clock)


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


@pytest.fixture
def missed() -> Missed:
    return Missed()


@pytest.fixture
def serve(aiohttp_client: Callable[[web.Application], Awaitable[Client]]) -> Serve:
    async def start(routes: list[web.RouteDef]) -> Client:
        app = web.Application()
        app.add_routes(routes)
        return await aiohttp_client(app)

    return start
