"""Redis, the network and the disk fail under a citizen who files: nothing confirmed is lost or doubled."""

import asyncio
import resource
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing

import pytest
from citizen import CARD, FILE, LAMP, NUMBER, OTHERS
from city_settings import Town, cases_in
from redis.asyncio import Redis
from redis_server import RedisServer
from wire import wire

pytestmark = pytest.mark.servers
STALLED = 10.0  # seconds


async def test_redis_comes_back_with_its_data(town: Town, database: str, redis: RedisServer) -> None:
    """While it is down nothing is answered; the next delivery files, from the draft that was kept."""
    web = await town.web(town.settings(database, redis.url))
    citizen = town.citizen("o-redis-back")
    await citizen.at_the_card(web)
    redis.stop()
    push = citizen.writes(FILE)

    assert await citizen.once(push, web) is None
    redis.start()

    assert NUMBER.search(await citizen.delivered(push, [web]))
    assert await cases_in(database) == 1


async def test_redis_comes_back_empty(town: Town, database: str, redis: RedisServer) -> None:
    """The case stays; the message that filed it, delivered again, files no second one; equal words are asked about."""
    web = await town.web(town.settings(database, redis.url))
    citizen = town.citizen("o-redis-gone")
    await citizen.at_the_card(web)
    push = citizen.writes(FILE)
    number = NUMBER.findall(await citizen.delivered(push, [web]))[0]
    redis.ask("FLUSHALL")

    await citizen.delivered(push, [web])
    assert await cases_in(database) == 1
    assert number in await citizen.said(LAMP, web)
    await citizen.said("1", web)
    assert await cases_in(database) == 1
    assert number in await citizen.said("查询", web)


async def test_redis_loses_everything_while_a_card_is_checked(town: Town, database: str, redis: RedisServer) -> None:
    """A "1" to a card that is gone files nothing; the draft is told again and is one case."""
    web = await town.web(town.settings(database, redis.url))
    citizen = town.citizen("o-redis-draft")
    await citizen.at_the_card(web)
    redis.ask("FLUSHALL")

    assert not NUMBER.search(await citizen.said(FILE, web))
    assert await cases_in(database) == 0
    await citizen.at_the_card(web)
    assert NUMBER.search(await citizen.said(FILE, web))
    assert await cases_in(database) == 1


async def test_redis_loses_its_last_second_while_a_card_is_checked(
    town: Town, database: str, redis: RedisServer
) -> None:
    """The answer that led to the card is asked for again, and what is then written answers that, and files nothing."""
    web = await town.web(town.settings(database, redis.url))
    citizen = town.citizen("o-redis-second")
    asked = await citizen.said(LAMP, web)
    if OTHERS in asked:
        asked = await citizen.said(OTHERS, web)
    async with client_of(redis.url) as client:
        kept = {key: await client.dump(key) for key in await client.keys()}
        assert CARD in await citizen.said("1", web)
        await client.flushall()
        for key, content in kept.items():
            await client.restore(key, 0, content)

    assert CARD not in asked
    assert CARD in await citizen.said("1", web)
    assert await cases_in(database) == 0
    assert NUMBER.search(await citizen.said(FILE, web))
    assert await cases_in(database) == 1


@asynccontextmanager
async def client_of(url: str) -> AsyncIterator[Redis]:
    client = Redis.from_url(url)
    try:
        yield client
    finally:
        await client.aclose()


@pytest.mark.parametrize("stalled", ["redis", "postgres"])
async def test_the_network_stands_still(town: Town, database: str, redis: RedisServer, stalled: str) -> None:
    """For ten seconds nothing comes through: a delivery is given up or refused in time, a later one files once."""
    folder = database.partition("host=")[2]
    socket = f"{folder}/.s.PGSQL.5432"
    async with (
        wire(lambda: asyncio.open_unix_connection(socket)) as to_postgres,
        wire(lambda: asyncio.open_connection("127.0.0.1", redis.port)) as to_redis,
    ):
        by_wire = f"postgresql://postgres@127.0.0.1:{to_postgres.port}/faults"
        web = await town.web(town.settings(by_wire, f"redis://127.0.0.1:{to_redis.port}/0"))
        citizen = town.citizen(f"o-stalled-{stalled}")
        await citizen.at_the_card(web)
        push = citizen.writes(FILE)

        async with (to_redis if stalled == "redis" else to_postgres).held():
            asked = asyncio.create_task(citizen.once(push, web))
            await asyncio.sleep(STALLED)
            assert await asked is None
        said = await citizen.delivered(push, [web])

        assert NUMBER.search(said), said
        assert await cases_in(database) == 1
        await web.end()


async def test_the_disk_is_full(town: Town) -> None:
    """A message that cannot be kept is answered 503; when there is room again the next delivery files."""
    file = town.folder / "huiyin.db"
    web = await town.web(town.settings(f"sqlite:///{file}"))
    citizen = town.citizen("o-disk-full")
    await citizen.at_the_card(web)
    push = citizen.writes(FILE)
    soft, hard = resource.prlimit(web.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(web.pid, resource.RLIMIT_FSIZE, (file.with_name("huiyin.db-wal").stat().st_size, hard))

    assert await citizen.once(push, web) is None
    assert web.alive
    resource.prlimit(web.pid, resource.RLIMIT_FSIZE, (soft, hard))

    assert NUMBER.search(await citizen.delivered(push, [web]))
    with closing(sqlite3.connect(file)) as opened:
        assert opened.execute("SELECT count(*) FROM cases").fetchone() == (1,)
