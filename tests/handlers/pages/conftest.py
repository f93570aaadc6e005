"""The page over a scripted world."""

import pytest
from scripted_world import ScriptedWorld

from bot.app import make_app
from handlers.pages.simulator import Simulator


@pytest.fixture
def world():
    return ScriptedWorld()


@pytest.fixture
async def page(aiohttp_client, world):
    return await aiohttp_client(make_app(Simulator(world).routes()))
