"""PostgreSQL crashes under citizens who file: each has one case in the end, and hears its number."""

import asyncio
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import asyncpg
import program
import pytest
from citizen import A_MINUTE, APP, APP_SECRET, DELIVERIES, FILE, NUMBER
from city_settings import Town, cases_in
from insistent import HOLD, Insistent
from postgres_server import PostgresServer, postgres, postgres_database_url
from processes import Web

from bot.clock import SystemClock
from bot.demo.hosts import on_loopback
from bot.demo.wechat_host import WechatHost

pytestmark = pytest.mark.servers
WRITERS, STROKES = 12, 2
DOWN = 2.0  # seconds


@pytest.fixture(scope="module")
def frail() -> Iterator[PostgresServer]:
    """A PostgreSQL of these tests alone."""
    with postgres() as server:
        yield server


@dataclass
class City:
    """Two processes that answer, one that sends, and WeChat's host."""

    database: str
    webs: tuple[Web, Web]
    host: WechatHost
    town: Town

    def citizen(self, number: int) -> Insistent:
        """Somebody whose deliveries reach both processes in turn."""
        openid = f"o-strokes-{number:02}"
        webs = self.webs[:: -1 if number % 2 else 1]
        return Insistent(openid, self.town.citizen(openid), webs, self.host)


@pytest.fixture
async def city(town: Town, frail: PostgresServer) -> AsyncIterator[City]:
    host = WechatHost(APP, APP_SECRET, SystemClock())
    async with on_loopback(host.app()) as port:
        with postgres_database_url(frail.url, "faults") as database:
            env = town.settings(database) | {"HUIYIN_WECHAT__API_BASE": f"http://127.0.0.1:{port}"}
            webs = (await town.web(env), await town.web(env))
            with program.start("work", folder=town.folder, env=env) as worker:
                assert await asyncio.to_thread(worker.stdout.readline) == "Working.\n"
                yield City(database, webs, host, town)


async def test_many_file_under_strokes(city: City, frail: PostgresServer) -> None:
    """Whatever each is answered, doing as told gives a number to all of them, and no case is filed twice."""
    citizens = [city.citizen(number) for number in range(WRITERS)]
    await asyncio.gather(*(each.citizen.at_the_card(city.webs[0]) for each in citizens))

    under_way = [asyncio.create_task(each.number()) for each in citizens]
    for stroke in range(STROKES):
        await asyncio.sleep(0.02 * (stroke + 1))
        await asyncio.to_thread(frail.stop, signal.SIGQUIT)
        await asyncio.to_thread(frail.start)
    numbers = await asyncio.gather(*under_way)

    assert len(set(numbers)) == WRITERS
    assert await cases_in(city.database) == WRITERS


@asynccontextmanager
async def cases_locked(database: str) -> AsyncIterator[None]:
    """Let nobody file until the server is gone."""
    connection = await asyncpg.connect(database)
    await connection.execute("BEGIN; LOCK TABLE cases IN SHARE MODE")
    try:
        yield
    finally:
        connection.terminate()


async def test_a_promise_outlives_a_crash(city: City, frail: PostgresServer) -> None:
    """Who was told to hold on, before PostgreSQL was gone for seconds, is sent the number, and has one case."""
    somebody = city.citizen(0)
    await somebody.citizen.at_the_card(city.webs[0])
    push = somebody.citizen.writes(FILE)
    city.host.did(somebody.openid)
    async with cases_locked(city.database):
        deliveries = [somebody.citizen.once(push, city.webs[0], within=A_MINUTE) for _ in range(DELIVERIES)]
        first, others = await asyncio.wait(map(asyncio.create_task, deliveries), return_when=asyncio.FIRST_COMPLETED)
        assert all(HOLD in (each.result() or "") for each in first)
        await asyncio.to_thread(frail.stop, signal.SIGQUIT)
    await asyncio.sleep(DOWN)
    await asyncio.to_thread(frail.start)
    await asyncio.gather(*others)

    assert NUMBER.search(await somebody.sent_after(0))
    assert await cases_in(city.database) == 1
