"""Told to stop, a process is gone within five seconds, whatever hangs; what it was sending counts as unknown."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import program
import pytest
from aiohttp import ClientSession, web
from citizen import Citizen
from city_settings import settings
from postgres_server import postgres_database_url
from redis_server import free_port
from wire import wire

from bot.demo.hosts import on_loopback

GONE_WITHIN = 5.0  # seconds
LAMP = "花桥路12号门口路灯坏了三天"


@dataclass
class Hanging:
    """A gateway that takes messages and never says so."""

    asked: asyncio.Event = field(default_factory=asyncio.Event)
    over: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, request: web.Request) -> web.Response:
        await request.read()
        self.asked.set()
        await self.over.wait()
        return web.Response()


@pytest.fixture
async def gateway() -> AsyncIterator[tuple[Hanging, str]]:
    host, app = Hanging(), web.Application()
    app.router.add_post("/send", host.take)
    async with on_loopback(app) as port:
        yield host, f"http://127.0.0.1:{port}/send"
        host.over.set()


@pytest.fixture
def database(server: str) -> Iterator[str]:
    with postgres_database_url(server, "stopping") as url:
        yield url


async def gone(process: program.Program) -> float:
    """Tell it to stop, and give how long that took."""
    told_at = time.monotonic()
    process.terminate()
    assert await asyncio.to_thread(process.wait, 4 * GONE_WITHIN) == 0
    return time.monotonic() - told_at


async def test_a_gateway_hangs(root: Path, tmp_path: Path, gateway: tuple[Hanging, str]) -> None:
    """The reply that it had in flight is not sent again by the next process: nobody knows whether it arrived."""
    host, url = gateway
    file, port = tmp_path / "huiyin.db", free_port()
    door = {"SECRET": "s" * 8, "NUMBER": "106", "URL": url}
    env = settings(root, f"sqlite:///{file}") | {f"HUIYIN_GATEWAY__{name}": value for name, value in door.items()}
    with program.start("serve", "--port", str(port), folder=tmp_path, env=env) as process:
        assert str(port) in await asyncio.to_thread(process.stdout.readline)
        said = {"id": "1", "from": "13800138000", "text": LAMP}
        async with ClientSession() as session:
            await session.post(f"http://127.0.0.1:{port}/sms/gateway/{door['SECRET']}/up", json=said)
        await host.asked.wait()
        took = await gone(process)

    with closing(sqlite3.connect(file)) as kept:
        left = kept.execute("SELECT state, error FROM outbox").fetchall()

    assert took < GONE_WITHIN
    assert left == [("dead", "OutcomeUnknown stopped")]


@pytest.mark.servers
async def test_postgres_hangs(root: Path, tmp_path: Path, database: str) -> None:
    """Whom it heard cannot be noted, nor a connection closed in order; it goes all the same."""
    folder, port = database.partition("host=")[2], free_port()
    async with (
        wire(lambda: asyncio.open_unix_connection(f"{folder}/.s.PGSQL.5432")) as held,
        ClientSession() as session,
    ):
        env = settings(root, f"postgresql://postgres@127.0.0.1:{held.port}/stopping")
        with program.start("serve", "--port", str(port), folder=tmp_path, env=env) as process:
            assert str(port) in await asyncio.to_thread(process.stdout.readline)
            citizen = Citizen(session, "o-stopping")
            push = citizen.writes(LAMP)
            async with session.post(f"http://127.0.0.1:{port}/wechat", params=push.query, data=push.body) as answer:
                assert answer.status == 200
            async with held.held():
                took = await gone(process)

    assert took < GONE_WITHIN
