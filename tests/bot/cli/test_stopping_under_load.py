"""A web process that is told to stop while people write: first not ready, then refusing, and no turn is broken off."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import program
import pytest
from aiohttp import ClientConnectorError, ClientSession, ClientTimeout, TCPConnector
from redis_server import RedisServer, free_port, redis_server
from test_serving_together import ACCOUNT, APP, LAMP, TOKEN, delivered, environment

from bot.clock import SystemClock
from bot.demo.wechat_phone import WechatPhone

pytestmark = pytest.mark.servers
STOPS_WITHIN = 10.0  # seconds; after these a process manager kills
WRITERS = 10


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    with redis_server() as server:
        yield server


@contextmanager
def served(root: Path, folder: Path, redis: RedisServer, port: int) -> Iterator[program.Program]:
    env = environment(root, f"sqlite:///{folder}/huiyin.db", redis.url)
    with program.start("serve", "--port", str(port), folder=folder, env=env) as process:
        assert str(port) in process.stdout.readline()
        yield process


def phone(number: int) -> WechatPhone:
    return WechatPhone(TOKEN, ACCOUNT, f"oStopping{number}", SystemClock(), app_id=APP, first_message=number * 100 + 1)


async def ready(session: ClientSession, port: int) -> int:
    async with session.get(f"http://127.0.0.1:{port}/readyz") as response:
        return response.status


async def test_turns_under_way_end_and_new_ones_are_refused(root: Path, tmp_path: Path, redis: RedisServer) -> None:
    """Ten wait for a Redis that stands still; told to stop, it takes nobody else, answers the ten, and is gone."""
    port, writers = free_port(), [phone(number) for number in range(WRITERS)]
    with served(root, tmp_path, redis, port) as process:
        async with ClientSession(connector=TCPConnector(force_close=True)) as session:
            await delivered(session, port, writers[0], writers[0].text("你好"))
            redis.stall()
            asked = [asyncio.create_task(delivered(session, port, each, each.text(LAMP))) for each in writers]
            await asyncio.sleep(0.3)
            process.terminate()
            told_at = time.monotonic()
            await asyncio.sleep(1.0)
            with pytest.raises(ClientConnectorError):
                await delivered(session, port, writers[0], writers[0].text("1"))
            redis.go_on()
            said = await asyncio.gather(*asked)

        assert all(said), said
        assert await asyncio.to_thread(process.wait, STOPS_WITHIN) == 0
        assert time.monotonic() - told_at < STOPS_WITHIN


async def test_it_says_not_ready_while_it_still_answers(root: Path, tmp_path: Path, redis: RedisServer) -> None:
    """A balancer sees 503 at ``/readyz`` before anybody is refused."""
    port, anna = free_port(), phone(77)
    with served(root, tmp_path, redis, port) as process:
        patience = ClientTimeout(total=20)
        async with ClientSession(connector=TCPConnector(force_close=True), timeout=patience) as session:
            assert await ready(session, port) == 200
            process.terminate()
            for _ in range(100):
                if (seen := await ready(session, port)) == 503:
                    break
            said = await delivered(session, port, anna, anna.text(LAMP))

        assert seen == 503
        assert said
        assert await asyncio.to_thread(process.wait, STOPS_WITHIN) == 0
