"""Redis behind Sentinels, in a Cluster that loses a node, and over TLS."""

import asyncio
import contextlib
import time

import pytest
from redis_server import redis_cluster
from redis_watched import redis_in_tls, redis_watched

from adapters.conversations.redis import RedisConversations
from adapters.conversations.redis_link import RedisLink
from adapters.conversations.redis_urls import Watched, watched
from adapters.sealing import Keyring
from dialogs.facts.errors import Unkept
from dialogs.facts.messages import Address
from dialogs.facts.moment import Moment
from dialogs.facts.ports import Loaded

KEYRING = Keyring(("a made-up secret",))
WHO, NOW = Address("sms", "+8613800001234"), Moment(1_763_800_000_000_000)
FAILED_OVER_WITHIN = 15.0  # seconds


async def kept(store: RedisConversations, revision: int, who: Address = WHO) -> None:
    """Commit until it succeeds."""
    give_up = time.monotonic() + FAILED_OVER_WITHIN
    while time.monotonic() < give_up:
        with contextlib.suppress(Unkept):
            assert await store.commit(who, revision, b"words", now=NOW)
            return
        await asyncio.sleep(0.1)
    raise TimeoutError


@pytest.mark.servers
async def test_a_failover_is_followed() -> None:
    """When the master dies and a Sentinel makes the replica master, turns go on there, with what it had."""
    with redis_watched() as watch:
        link = RedisLink(watch.url)
        store = RedisConversations(link, KEYRING)
        await kept(store, 0)
        watch.first.ask("WAIT", "1", "2000")
        watch.first.stop()

        await kept(store, 1)

        assert await store.load(WHO, "") == Loaded(2, b"words")
        assert int(watch.second.ask("DBSIZE")) > 0
        await link.close()


@pytest.mark.servers
async def test_a_cluster_goes_on_without_a_node() -> None:
    """When a node dies, its replica takes its place: everybody's turns go on, and what was kept is there."""
    people = [Address("sms", f"+861380000{number:04}") for number in range(60)]
    with redis_cluster(replicas=1) as nodes:
        link = RedisLink(nodes[1].url.replace("redis://", "redis+cluster://"))
        store = RedisConversations(link, KEYRING)
        await asyncio.gather(*(kept(store, 0, who) for who in people))
        assert all(node.ask("WAIT", "1", "2000") == "1" for node in nodes[:3])
        assert int(nodes[0].ask("DBSIZE")) > 0
        nodes[0].stop()

        await asyncio.gather(*(kept(store, 1, who) for who in people))

        assert {(await store.load(who, "")).revision for who in people} == {2}
        await link.close()


@pytest.mark.servers
async def test_tls_is_spoken_where_the_url_says_so() -> None:
    """A conversation is kept over TLS, and the certificate is looked at."""
    with redis_in_tls() as url:
        link = RedisLink(url)
        await kept(RedisConversations(link, KEYRING), 0)
        await link.close()
        stranger = RedisLink(url.partition("?")[0])
        with pytest.raises(Unkept):
            await RedisConversations(stranger, KEYRING).load(WHO, "")
        await stranger.close()
        await asyncio.sleep(0.1)  # a TLS connection takes a moment to be gone


def test_a_url_names_sentinels_and_master() -> None:
    """With what is needed to enter either; a port may be left out."""
    url = "redis+sentinel://ann:p%40ss@one:5000,two/city?db=3&ssl=true&sentinel_password=s"

    assert watched(url) == Watched(
        (("one", 5000), ("two", 26379)),
        "city",
        {"username": "ann", "password": "p@ss", "db": 3, "ssl": True},
        {"password": "s", "ssl": True},
    )
    assert "p@ss" not in repr(watched(url))


@pytest.mark.parametrize("url", ["redis+sentinel://one:26379", "redis+sentinel:///city"])
def test_a_url_without_master_or_sentinels_is_a_mistake(url: str) -> None:
    """It says what it should look like."""
    with pytest.raises(ValueError, match="name-of-the-master"):
        watched(url)
