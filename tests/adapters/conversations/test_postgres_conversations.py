"""What is PostgreSQL's own: what rests there, and what happens when it is restarted, late or asked by many."""

import asyncio
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
import pytest
from postgres_server import _as_user, binaries, postgres_database_url, postgres_server

from adapters.conversations.postgres import PostgresConversations
from adapters.conversations.postgres_deliveries import PostgresDeliveries
from adapters.conversations.postgres_link import PostgresLink
from adapters.sealing import Keyring
from dialogs.facts.errors import Unkept
from dialogs.facts.messages import Address, Answer
from dialogs.facts.moment import Moment
from dialogs.facts.ports import Loaded

WHO = Address("sms", "+8613800138000")
NOW = Moment(1_772_416_800_000_001)
OLD, NEW = "an old made-up secret", "a new made-up secret"
WORDS = "路灯坏了三天"
ANSWER = Answer((WORDS,), NOW)
pytestmark = pytest.mark.servers


@pytest.fixture
def url(server: str) -> Iterator[str]:
    with postgres_database_url(server, "conversations") as url:
        yield url


@pytest.fixture
async def link(url: str) -> AsyncIterator[PostgresLink]:
    link = PostgresLink(url, within=1.0)
    yield link
    await link.close()


@pytest.fixture
async def store(link: PostgresLink) -> PostgresConversations:
    store = PostgresConversations(link, Keyring((OLD,)))
    await store.prepare()
    return store


async def recovered(store: PostgresConversations, within: float = 10.0) -> Loaded:
    """Load until it succeeds."""
    give_up = time.monotonic() + within
    while True:
        try:
            return await store.load(WHO, "m1")
        except Unkept:
            assert time.monotonic() < give_up
            await asyncio.sleep(0.05)


async def test_nobody_is_named(store: PostgresConversations, link: PostgresLink) -> None:
    """Neither a number nor a word nor the id of a message can be read in the tables."""
    await store.commit(WHO, 0, WORDS.encode(), now=NOW, message="m1", answer=ANSWER)

    rows = [*await link.rows("SELECT * FROM conversation"), *await link.rows("SELECT * FROM answered")]
    held = b" ".join(value if isinstance(value, bytes) else str(value).encode() for row in rows for value in row)
    assert len(rows) == 2
    assert not any(plain.encode() in held for plain in (WHO.id, "13800138000", "m1", WORDS))


async def test_ten_processes_make_the_tables_once(url: str) -> None:
    """Ten that start together on an empty database all find the tables made."""
    links = [PostgresLink(url, connections=1) for _ in range(10)]
    ring = Keyring((OLD,))

    await asyncio.gather(*(PostgresConversations(link, ring).prepare() for link in links))
    await asyncio.gather(*(PostgresDeliveries(link, ring).prepare() for link in links))

    assert await PostgresConversations(links[9], ring).load(WHO, "m1") == Loaded(0, b"")
    await asyncio.gather(*(link.close() for link in links))


async def test_what_is_late_is_not_waited_for(store: PostgresConversations, url: str) -> None:
    """A turn that meets a lock is unkept in time, and nothing of it is kept; afterwards all goes on."""
    await store.commit(WHO, 0, b"1", now=NOW)
    other = await asyncpg.connect(url)
    async with other.transaction():
        await other.execute("LOCK TABLE conversation IN EXCLUSIVE MODE")
        with pytest.raises(Unkept):
            await store.commit(WHO, 1, b"2", now=NOW, message="m1", answer=ANSWER)
    await other.close()

    assert await store.load(WHO, "m1") == Loaded(1, b"1")
    assert await store.commit(WHO, 1, b"2", now=NOW, message="m1", answer=ANSWER)


async def test_lost_connections_are_replaced(store: PostgresConversations, url: str) -> None:
    """Connections that an operator ends are opened again."""
    await store.commit(WHO, 0, b"1", now=NOW, message="m1", answer=ANSWER)
    other = await asyncpg.connect(url)
    await other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
    await other.close()

    assert await recovered(store) == Loaded(1, b"1", ANSWER)


async def test_a_crash_loses_no_turn_that_was_kept() -> None:
    """The server is stopped at once in the middle of commits and started again: what was answered stands, once."""
    with postgres_server() as url:
        link = PostgresLink(url)
        store = PostgresConversations(link, Keyring((OLD,)))
        await store.prepare()
        kept, going = [0], True

        async def speak() -> None:
            while going:
                try:
                    loaded = await store.load(WHO, "m1")
                    kept[0] = loaded.revision
                    kept[0] += await store.commit(WHO, loaded.revision, b"%d" % loaded.revision, now=NOW)
                except Unkept:
                    await asyncio.sleep(0.05)

        speaking = asyncio.create_task(speak())
        await asyncio.sleep(0.3)
        before = kept[0]
        await asyncio.to_thread(_restart, Path(url.partition("host=")[2]))
        try:
            loaded = await recovered(store)
            assert loaded.revision >= before > 0
            await asyncio.sleep(0.3)
            going = False
            await speaking
            stands = await store.load(WHO, "m1")
            assert stands == Loaded(kept[0], b"%d" % (kept[0] - 1))
            assert stands.revision > loaded.revision
        finally:
            await link.close()
            _control(Path(url.partition("host=")[2]), "stop")


def _restart(place: Path) -> None:
    _control(place, "restart")


def _control(place: Path, what: str) -> None:
    command = [*_as_user(), str(binaries() / "pg_ctl"), "-D", str(place / "data"), "-m", "immediate", "-w", what]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=30)


async def test_who_cannot_connect_is_told() -> None:
    """Without a server the store says that it cannot keep anything, and names neither user nor host."""
    link = PostgresLink("postgresql://secretname@127.0.0.1:1/huiyin")
    with pytest.raises(Unkept) as raised:
        await PostgresConversations(link, Keyring((OLD,))).prepare()

    assert "secretname" not in str(raised.value)
    await link.close()


async def test_rekeying_seals_by_the_first_secret(store: PostgresConversations, link: PostgresLink) -> None:
    """After it, who has the new secret alone finds the conversation; a second run finds nothing to do."""
    await store.commit(WHO, 0, b"1", now=NOW, message="m1", answer=ANSWER)
    both = PostgresConversations(link, Keyring((NEW, OLD)))

    assert await both.rekey() == 1
    assert await both.rekey() == 0
    assert await both.load(WHO, "m1") == Loaded(1, b"1", ANSWER)
    assert await PostgresConversations(link, Keyring((NEW,))).load(WHO, "m1") == Loaded(1, b"1")
    assert await store.load(WHO, "m1") == Loaded(0, b"")


async def test_deliveries_are_counted_over_processes(url: str, link: PostgresLink) -> None:
    """Two processes count one message together and others apart; what is not repeated any more is dropped."""
    other = PostgresLink(url)
    one, two = PostgresDeliveries(link, Keyring((OLD,))), PostgresDeliveries(other, Keyring((OLD,)))
    await asyncio.gather(one.prepare(), two.prepare())

    assert [await one.count("wechat", "m1"), await two.count("wechat", "m1"), await one.count("sms", "m1")] == [1, 2, 1]
    assert await two.forget() == 0
    await link.touched("UPDATE delivery SET until = now() - interval '1 second'")
    assert await two.count("wechat", "m1") == 1
    assert await two.forget() == 1
    await other.close()
