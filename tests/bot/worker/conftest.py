"""A town whose notices go out by WeChat and SMS."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from casebook_world import World, sqlite_database, world
from notice_world import SMS, WECHAT, Post, Speaks, post

from bot.demo.clock import HandClock, SeededChance


@pytest.fixture
async def town(tmp_path: Path, clock: HandClock, chance: SeededChance) -> AsyncIterator[World]:
    async with sqlite_database(tmp_path) as database:
        yield world(database, clock, chance)


@pytest.fixture
def wechat() -> Speaks:
    return Speaks(WECHAT)


@pytest.fixture
def sms() -> Speaks:
    return Speaks(SMS)


@pytest.fixture
def office(town: World, wechat: Speaks, sms: Speaks) -> Post:
    return post(town, wechat, sms)
