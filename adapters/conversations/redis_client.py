"""Clients of redis-py by the URL that an operator wrote: one Redis, one behind Sentinels, a Cluster."""

from typing import Any, Final

from redis.asyncio import Redis, RedisCluster
from redis.asyncio.retry import Retry
from redis.asyncio.sentinel import Sentinel
from redis.backoff import NoBackoff

from adapters.conversations.redis_urls import SENTINEL, Watched, watched

CLUSTER: Final = "redis+cluster://"
ANSWERS_WITHIN: Final = 2.0  # seconds, for connecting and one more try as well
MOST_FLYING: Final = 4  # pipelines under way; what is asked meanwhile waits and goes together
# One try more, for a connection that a restarted server has closed. What was kept already is not kept twice.
OPTIONS: Final[dict[str, Any]] = {
    "socket_timeout": None,  # one timeout for the pipeline; one for each reply costs as much as the reply
    "socket_connect_timeout": ANSWERS_WITHIN,
    "retry": Retry(NoBackoff(), 1),
    "protocol": 2,
}


def client_of(url: str) -> Any:
    """Make a client that connects when it is first used, and again when it has to.

    ``redis://``, ``rediss://``, ``redis+cluster://`` (``?ssl=true`` for TLS), or
    ``redis+sentinel://user:password@one:26379,two:26379/master`` (``?db=0&ssl=true&sentinel_password=…``).
    """
    if url.startswith(CLUSTER):
        return RedisCluster.from_url(f"redis://{url.removeprefix(CLUSTER)}", **OPTIONS)
    if url.startswith(SENTINEL):
        return _behind_sentinels(watched(url))
    return Redis.from_url(url, max_connections=MOST_FLYING * 4, **OPTIONS)


def _behind_sentinels(where: Watched) -> Any:
    entry = {"socket_timeout": ANSWERS_WITHIN, "socket_connect_timeout": ANSWERS_WITHIN} | where.entry
    sentinel = Sentinel(where.sentinels, sentinel_kwargs=entry)  # type: ignore[no-untyped-call]
    return sentinel.master_for(where.name, max_connections=MOST_FLYING * 4, **OPTIONS, **where.master)


async def close(client: Any) -> None:
    """Close it, and what asks its Sentinels, which redis-py leaves open."""
    await client.aclose()
    pool = getattr(client, "connection_pool", None)
    for asking in getattr(getattr(pool, "sentinel_manager", None), "sentinels", ()):
        await asking.aclose()
