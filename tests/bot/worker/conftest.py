"""A town whose notices go out by WeChat and SMS, and a worker of replies."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from casebook_world import World, sqlite_database, world
from notice_world import SMS, WECHAT, Post, Speaks, post
from worker_fakes import MemoryOutbox, Mouth, Workers

from bot.demo.clock import HandClock, SeededChance
from bot.worker import Pace, Worker


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


@pytest.fixture
def outbox() -> MemoryOutbox:
    return MemoryOutbox()


@pytest.fixture
def mouth() -> Mouth:
    return Mouth()


@pytest.fixture
def make(outbox: MemoryOutbox, mouth: Mouth, clock: HandClock, chance: SeededChance) -> Workers:
    """Give a worker with some of its pace changed."""

    def worker(**pace: object) -> Worker:
        return Worker(outbox, {"sms": mouth}, clock, chance, Pace(**{"idle": 0.01, "settle_waits": (0, 0, 0)} | pace))

    return worker
