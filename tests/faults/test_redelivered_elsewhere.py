"""The message that files comes again, at two processes at once, while the first delivery is still under way."""

import asyncio

import pytest
from citizen import FILE, NUMBER
from city_settings import Town, cases_in
from redis_server import RedisServer

pytestmark = pytest.mark.servers
DELIVERIES, CITIZENS = 20, 5
APART = 0.002  # seconds between two deliveries: all of them begin before the first can have ended


@pytest.mark.parametrize("with_redis", [True, False], ids=["redis", "postgres alone"])
async def test_all_are_answered_alike(town: Town, database: str, redis: RedisServer, *, with_redis: bool) -> None:
    """Twenty deliveries over two processes, all at once or a moment apart: one case, and its number in every answer."""
    env = town.settings(database, redis.url if with_redis else "")
    webs = [await town.web(env), await town.web(env)]

    for number in range(CITIZENS):
        citizen = town.citizen(f"o-again-{number:02}-{with_redis}")
        await citizen.at_the_card(webs[0])
        push = citizen.writes(FILE)

        async def late(nth: int, citizen=citizen, push=push, apart=APART * (number % 2)) -> str | None:
            await asyncio.sleep(apart * nth)
            return await citizen.once(push, webs[nth % 2])

        said = await asyncio.gather(*(late(nth) for nth in range(DELIVERIES)))

        assert len(set(said)) == 1, said
        assert said[0]
        assert NUMBER.search(said[0]), said[0]
        assert await cases_in(database) == number + 1
