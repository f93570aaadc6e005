"""A worker of one process hears at once what another one puts into PostgreSQL."""

import asyncio
import signal
import statistics
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager

import pytest
from casebook_world import postgres_database
from postgres_server import PostgresServer, postgres, postgres_database_url
from sqlalchemy import text
from worker_fakes import Mouth, outgoing, until

from adapters.casebook import SqlOutbox
from adapters.casebook.outbox_looking import SqlPostbag
from adapters.sealing import Keyring
from adapters.sql import PostgresDatabase
from adapters.sql.bell import PostgresBell, hears
from bot.clock import SystemChance, SystemClock
from bot.worker import Pace, Worker

RING = Keyring(("a made-up secret of some length",))
CLOCK = SystemClock()
NEVER = 3600.0  # seconds between two looks: what is sent before was heard of
WHO_LISTENS = "FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()"
LISTENING = f"SELECT count(*) {WHO_LISTENS}"
STRUCK = f"SELECT pg_terminate_backend(pid) {WHO_LISTENS}"

pytestmark = pytest.mark.servers


def outbox_in(database: PostgresDatabase) -> SqlOutbox:
    return SqlOutbox(database, RING, SystemChance())


@asynccontextmanager
async def listening(url: str, mouth: Mouth) -> AsyncIterator[None]:
    """A worker with its bell, on connections of its own."""
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(postgres_database(url))
        worker = Worker(outbox_in(database), {"sms": mouth}, CLOCK, SystemChance(), Pace(idle=NEVER))
        bell = PostgresBell(url, worker.wake, again_after=0.05)
        running = [asyncio.create_task(worker.run()), asyncio.create_task(bell.run())]
        try:
            yield
        finally:
            worker.stop()
            bell.stop()
            await asyncio.gather(*running)


async def heard(database: PostgresDatabase) -> None:
    """Wait until somebody listens."""
    async with asyncio.timeout(60):
        while not await database.read(lambda c: c.scalar(text(LISTENING))):  # noqa: ASYNC110  a server's state
            await asyncio.sleep(0.01)


async def put(database: PostgresDatabase, mouth: Mouth, *keys: str) -> float:
    """Put messages as another process does, and wait until they are said; how many seconds that took."""
    began = time.perf_counter()
    await outbox_in(database).put(tuple(outgoing(key, f"+86138{key}") for key in keys), now=CLOCK.now())
    await until(lambda: set(keys) <= set(mouth.said))
    return time.perf_counter() - began


async def test_heard_at_once(server: str) -> None:
    """What another process has put is sent without a look at the clock, within some tens of milliseconds."""
    mouth = Mouth()
    with postgres_database_url(server, "bell") as url:
        async with postgres_database(url) as other, listening(url, mouth):
            await heard(other)
            took = [await put(other, mouth, f"m{number}") for number in range(9)]

    print(f"\n{statistics.median(took) * 1000:.0f} ms from put to said")  # noqa: T201
    assert min(took) < 0.2  # the others had to wait for a busy machine, and none for a look


async def test_what_is_sent_again_rings(server: str) -> None:
    """What an operator lets wait once more leaves at once too."""
    mouth = Mouth()
    with postgres_database_url(server, "bell_again") as url:
        async with postgres_database(url) as other, listening(url, mouth):
            await heard(other)
            await put(other, mouth, "m1")
            await other.write(lambda c: c.execute(text("UPDATE outbox SET state = 'dead', lease = ''")) and None)
            bag = SqlPostbag(other, CLOCK)
            replayed = await bag.replay(("r1",))
            await until(lambda: mouth.said == ["m1", "m1"])

    assert replayed == 1


async def test_a_lost_connection_is_made_anew(server: str) -> None:
    """Whose connection was cut listens again, and hears first of what was put meanwhile."""
    mouth = Mouth()
    with postgres_database_url(server, "bell_cut") as url:
        async with postgres_database(url) as other, listening(url, mouth):
            await heard(other)
            cut = await other.write(lambda c: c.execute(text(STRUCK)).rowcount)
            await put(other, mouth, "m1")
            await heard(other)
            await put(other, mouth, "m2")

    assert cut == 1
    assert mouth.said == ["m1", "m2"]


@pytest.fixture
def own_server() -> Iterator[PostgresServer]:
    with postgres() as started:
        yield started


async def test_a_server_that_was_away(own_server: PostgresServer) -> None:
    """A server that was stopped and started is heard again."""
    mouth = Mouth()
    async with postgres_database(own_server.url) as other, listening(own_server.url, mouth):
        await heard(other)
        own_server.stop(signal.SIGINT)
        await asyncio.sleep(0.2)
        own_server.start()
        await heard(other)
        await put(other, mouth, "m1")

    assert mouth.said == ["m1"]


async def test_behind_a_pooler_nobody_listens(server: str) -> None:
    """PgBouncer in transaction mode hands the connection on: there the worker looks by itself."""
    assert hears(server)
    assert not hears(f"{server}&statement_cache_size=0")
