"""Two halves of what a citizen says reach two processes a millisecond apart."""

import asyncio

import pytest
from city_settings import Town
from redis_server import RedisServer

pytestmark = pytest.mark.servers
CARD = "请核对"


@pytest.mark.parametrize("with_redis", [True, False], ids=["redis", "postgres alone"])
async def test_both_are_heard(town: Town, database: str, redis: RedisServer, *, with_redis: bool) -> None:
    """Ten times: each half is answered, and the card holds both, whichever came first."""
    env = town.settings(database, redis.url if with_redis else "")
    webs = [await town.web(env), await town.web(env)]
    for number in range(10):
        citizen = town.citizen(f"o-in-two-{number:02}")
        first, second = citizen.writes("花桥路12号门口路灯坏了三天"), citizen.writes("旁边的井盖也松了很危险")
        under_way = asyncio.create_task(citizen.delivered(first, [webs[0]]))
        await asyncio.sleep(0.001)
        answers = [await citizen.delivered(second, [webs[1]]), await under_way]

        assert all(answers), answers
        last = await citizen.said("1", webs[0])
        assert CARD in last, (answers, last)
        assert "路灯" in last and "井盖" in last, last  # noqa: PT018
