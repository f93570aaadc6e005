"""What a citizen who has filed leaves in Redis."""

import pytest
from citizen import FILE, NUMBER
from city_settings import Town
from redis_server import RedisServer

pytestmark = pytest.mark.servers
AT_REST = 1024  # bytes


async def test_a_conversation_at_rest_is_small(town: Town, database: str, redis: RedisServer) -> None:
    """Once the case is filed its journal is dropped: what stays of the conversation is under 1 KB by Redis's count."""
    redis.ask("FLUSHALL")
    web = await town.web(town.settings(database, redis.url))
    citizen = town.citizen("o-at-rest")
    await citizen.at_the_card(web)
    key = next(key for key in redis.ask("KEYS", "huiyin:*").split() if ":c:" in key)
    busy = int(redis.ask("MEMORY", "USAGE", key))

    assert NUMBER.search(await citizen.said(FILE, web))

    resting = int(redis.ask("MEMORY", "USAGE", key))
    assert resting < min(busy, AT_REST)
