"""What is Redis's own: what rests there, what goes by itself, and what happens when Redis fails."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator

import pytest
from redis_server import RedisServer, redis_cluster, redis_server

from adapters.conversations.kept import MOST_ANSWERS
from adapters.conversations.redis import RedisConversations, RedisDeliveries
from adapters.conversations.redis_link import ANSWERS_WITHIN, RedisLink
from adapters.sealing import Keyring
from dialogs.facts.errors import Unkept
from dialogs.facts.messages import Address, Answer
from dialogs.facts.moment import DAY, Moment
from dialogs.facts.ports import Loaded

WHO = Address("sms", "+8613800138000")
NOW = Moment(1_772_416_800_000_001)
OLD, NEW = "an old made-up secret", "a new made-up secret"
WORDS = "路灯坏了三天"
ANSWER = Answer((WORDS,), NOW)
pytestmark = pytest.mark.servers


@pytest.fixture(scope="module")
def shared() -> Iterator[RedisServer]:
    with redis_server("--maxmemory-policy", "noeviction") as running:
        yield running


@pytest.fixture
def server(shared: RedisServer) -> RedisServer:
    shared.ask("FLUSHALL")
    return shared


@pytest.fixture
async def link(server: RedisServer) -> AsyncIterator[RedisLink]:
    link = RedisLink(server.url)
    yield link
    await link.close()


@pytest.fixture
def store(link: RedisLink) -> RedisConversations:
    return RedisConversations(link, Keyring((OLD,)))


async def spoken(store: RedisConversations, messages: int = 1) -> None:
    for number in range(messages):
        assert await store.commit(WHO, number, WORDS.encode(), now=NOW, message=f"m{number}", answer=ANSWER)


async def recovered(store: RedisConversations, within: float = 5.0) -> Loaded:
    """Load until it succeeds."""
    give_up = time.monotonic() + within
    while True:
        try:
            return await store.load(WHO, "m0")
        except Unkept:
            assert time.monotonic() < give_up
            await asyncio.sleep(0.05)


async def test_nobody_is_named(server: RedisServer, store: RedisConversations) -> None:
    """Neither a number nor a word nor the id of a message can be read in what Redis holds."""
    await spoken(store)

    keys = server.ask("KEYS", "*").split()
    held = " ".join([*keys, *(server.ask("--no-raw", "HGETALL", key) for key in keys)])
    assert len(keys) == 2
    assert not any(plain in held for plain in (WHO.id, "13800138000", "m0", WORDS, "\\xe8\\xb7\\xaf"))


async def test_silence_and_a_day_end_it(server: RedisServer, link: RedisLink) -> None:
    """A conversation expires after the silence that was set, its answers after a day, since the last turn."""
    await spoken(RedisConversations(link, Keyring((OLD,)), silence=30 * DAY))

    lives = {key.split(":")[2]: int(server.ask("PTTL", key)) for key in server.ask("KEYS", "*").split()}
    assert 0 <= 30 * 86_400_000 - lives["c"] < 5000
    assert 0 <= 86_400_000 - lives["a"] < 5000


async def test_a_conversation_outlives_its_answers(server: RedisServer, store: RedisConversations) -> None:
    """Where the answers have expired, the conversation goes on, and a message of then is answered anew."""
    await spoken(store)
    server.ask("DEL", next(key for key in server.ask("KEYS", "*").split() if ":a:" in key))

    assert await store.load(WHO, "m0") == Loaded(1, WORDS.encode())
    assert await store.commit(WHO, 1, b"2", now=NOW, message="m0", answer=ANSWER)
    assert await store.load(WHO, "m0") == Loaded(2, b"2", ANSWER)


async def test_answers_stay_few(server: RedisServer, store: RedisConversations) -> None:
    """Of one who writes without end the oldest answers go, one for each new one; those of yesterday all go."""
    await spoken(store, MOST_ANSWERS + 3)
    answers = next(key for key in server.ask("KEYS", "*").split() if ":a:" in key)

    assert server.ask("HLEN", answers) == str(MOST_ANSWERS + 1)
    assert (await store.load(WHO, "m2")).answer is None
    assert (await store.load(WHO, "m3")).answer == ANSWER

    later = Moment(NOW + DAY + 1)
    assert await store.commit(WHO, MOST_ANSWERS + 3, b"", now=later, message="later", answer=ANSWER)
    assert server.ask("HLEN", answers) == "2"


async def test_it_is_small_at_rest(server: RedisServer, store: RedisConversations) -> None:
    """A conversation with a short state takes less than 1 KB of Redis once its answers have expired."""
    await store.commit(WHO, 0, b"x" * 400, now=NOW, message="m0", answer=ANSWER)
    key = next(key for key in server.ask("KEYS", "*").split() if ":c:" in key)

    assert int(server.ask("MEMORY", "USAGE", key)) < 1024


async def test_one_tick_is_one_pipeline(server: RedisServer, store: RedisConversations) -> None:
    """A hundred look-ups that are asked for together take one trip: one read by the server, not a hundred."""
    await store.load(WHO, "m0")
    before = _reads(server)

    await asyncio.gather(*(store.load(Address("sms", f"+861380000{number:04}"), "m") for number in range(100)))

    assert _reads(server) - before < 20


def _reads(server: RedisServer) -> int:
    line = next(line for line in server.ask("INFO", "stats").splitlines() if line.startswith("total_reads_processed"))
    return int(line.partition(":")[2])


async def test_forgotten_scripts_are_sent_again(server: RedisServer, store: RedisConversations) -> None:
    """A server that lost its scripts (a restart, a failover) is told them again, within the same call."""
    await spoken(store)
    server.ask("SCRIPT", "FLUSH")

    assert await store.commit(WHO, 1, b"2", now=NOW)
    assert (await store.load(WHO, "m0")).revision == 2


async def test_what_is_full_keeps_nothing(server: RedisServer, store: RedisConversations) -> None:
    """A Redis without room refuses the turn as unkept, and what stood still stands."""
    await spoken(store)
    server.ask("CONFIG", "SET", "maxmemory", "1")
    try:
        with pytest.raises(Unkept, match="OutOfMemory"):
            await store.commit(WHO, 1, b"2", now=NOW)
    finally:
        server.ask("CONFIG", "SET", "maxmemory", "0")
    assert (await store.load(WHO, "m0")) == Loaded(1, WORDS.encode(), ANSWER)


async def test_a_replica_keeps_nothing(server: RedisServer, store: RedisConversations) -> None:
    """A server that has become a read-only replica is a store that is down, and its error names nobody."""
    await spoken(store)
    server.ask("REPLICAOF", "127.0.0.1", "1")
    try:
        with pytest.raises(Unkept) as raised:
            await store.commit(WHO, 1, b"2", now=NOW)
    finally:
        server.ask("REPLICAOF", "NO", "ONE")
    assert "huiyin" not in str(raised.value)
    assert (await recovered(store)).revision == 1


async def test_what_stands_still_is_not_waited_for(server: RedisServer, store: RedisConversations) -> None:
    """While Redis answers nothing, all callers hear so in time; when it goes on, so do they, with the right answers."""
    await spoken(store)
    server.stall()
    began = time.monotonic()
    try:
        heard = await asyncio.gather(*(store.load(WHO, f"m{n}") for n in range(9)), return_exceptions=True)
    finally:
        server.go_on()

    assert {type(each) for each in heard} == {Unkept}
    assert time.monotonic() - began < ANSWERS_WITHIN + 1
    assert await recovered(store) == Loaded(1, WORDS.encode(), ANSWER)
    assert await store.load(WHO, "m1") == Loaded(1, WORDS.encode())


async def test_a_restart_with_its_data_loses_nothing() -> None:
    """Killed and started again with an append-only file, it has each turn that was kept."""
    with redis_server("--appendonly", "yes", "--appendfsync", "always") as server:
        link = RedisLink(server.url)
        store = RedisConversations(link, Keyring((OLD,)))
        await spoken(store)
        server.stop()
        with pytest.raises(Unkept):
            await store.load(WHO, "m0")
        server.start()

        assert await recovered(store) == Loaded(1, WORDS.encode(), ANSWER)
        await link.close()


async def test_a_restart_without_its_data_begins_anew() -> None:
    """Killed and started empty, it refuses the turn of before and begins conversations anew."""
    with redis_server() as server:
        link = RedisLink(server.url)
        store = RedisConversations(link, Keyring((OLD,)))
        await spoken(store)
        server.stop()
        server.start()

        assert await recovered(store) == Loaded(0, b"")
        assert not await store.commit(WHO, 1, b"2", now=NOW)
        await spoken(store)
        await link.close()


async def test_rekeying_seals_by_the_first_secret(
    server: RedisServer, link: RedisLink, store: RedisConversations
) -> None:
    """After it, who has the new secret alone finds the conversation; a second run finds nothing to do."""
    await spoken(store)
    both = RedisConversations(link, Keyring((NEW, OLD)))

    assert await both.rekey() == 1
    assert await both.rekey() == 0
    assert await both.load(WHO, "m0") == Loaded(1, WORDS.encode(), ANSWER)
    assert await RedisConversations(link, Keyring((NEW,))).load(WHO, "m0") == Loaded(1, WORDS.encode())
    assert await store.load(WHO, "m0") == Loaded(0, b"")


async def test_a_cluster_is_rekeyed_and_forgets() -> None:
    """On all nodes of a cluster."""
    with redis_cluster() as nodes:
        link = RedisLink(nodes[1].url.replace("redis://", "redis+cluster://"))
        people = [Address("sms", f"+861380000{number:04}") for number in range(60)]
        store = RedisConversations(link, Keyring((OLD,)))
        await asyncio.gather(*(store.commit(who, 0, b"x", now=NOW) for who in people))
        both = RedisConversations(link, Keyring((NEW, OLD)))

        assert all(int(node.ask("DBSIZE")) > 0 for node in nodes)
        assert await both.rekey() == 60
        assert await both.forget(before=Moment(NOW + 1)) == 60
        assert all(node.ask("DBSIZE") == "0" for node in nodes)
        await link.close()


async def test_deliveries_are_counted_over_processes(server: RedisServer, link: RedisLink) -> None:
    """Two processes count one message together and others apart; the count goes after a minute, and names nothing."""
    other = RedisLink(server.url)
    one, two = RedisDeliveries(link, Keyring((OLD,))), RedisDeliveries(other, Keyring((OLD,)))

    assert [await one.count("wechat", "m0"), await two.count("wechat", "m0"), await one.count("sms", "m0")] == [1, 2, 1]
    assert await two.count("wechat", "m0") == 3
    keys = server.ask("KEYS", "*").split()
    assert all(0 < int(server.ask("PTTL", key)) <= 60_000 and "m0" not in key for key in keys)
    await other.close()


async def test_what_is_asked_in_one_tick_travels_together(
    server: RedisServer, link: RedisLink, store: RedisConversations
) -> None:
    """Forty look-ups and forty counts of deliveries are one read of the server's, not eighty."""
    deliveries = RedisDeliveries(link, Keyring((OLD,)))
    await asyncio.gather(store.load(WHO, "m"), deliveries.count("sms", "m"))  # the scripts are known from here on
    before = reads(server)

    asked = (each for n in range(40) for each in (store.load(WHO, f"m{n}"), deliveries.count("sms", f"m{n}")))
    await asyncio.gather(*asked)

    assert reads(server) - before - 1 <= 2  # one is the question itself; a long pipeline may come in two pieces


def reads(server: RedisServer) -> int:
    lines = server.ask("INFO", "stats").splitlines()
    return next(int(line.partition(":")[2]) for line in lines if line.startswith("total_reads_processed"))
