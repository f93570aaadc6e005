"""A web process that dies at any step of the turn that files: exactly one case, and the citizen has its number."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from random import randrange

import pytest
from citizen import FILE, NUMBER
from city_settings import Town, cases_in
from redis_server import RedisServer

pytestmark = pytest.mark.servers
STRIDE = 7  # steps between two deaths, without --full
FIRST = 1 + randrange(STRIDE)  # other ones in each run: so many runs prove all of them


def deaths(steps: int, *, all_of_them: bool) -> Iterator[int]:
    """At which steps to die: all that a turn makes and two more, or a few spread over them and the last ones."""
    if all_of_them:
        yield from range(1, steps + 3)
        return
    yield from (1, steps - 1, steps)
    yield from range(FIRST, steps + 3, STRIDE)


@pytest.mark.parametrize("with_redis", [True, False], ids=["redis", "postgres alone"])
async def test_of_several(town: Town, database: str, redis: RedisServer, *, with_redis: bool) -> None:
    """The next delivery reaches another process, which ends what was begun or begins it."""
    env = town.settings(database, redis.url if with_redis else "")
    steady = await town.web(env)

    async def files(name: str, dies_at: int) -> int | None:
        citizen = town.citizen(name)
        await citizen.at_the_card(steady)
        doomed = await town.web(env, dies_at=dies_at)
        await doomed.arm()
        said = await citizen.said(FILE, doomed, steady)
        assert NUMBER.search(said), f"died at {dies_at}: {said}"
        assert NUMBER.findall(await citizen.said("查询", steady))
        made = await doomed.steps()
        await doomed.end()
        return made

    steps = await files("o-nobody-dies", 0)
    assert steps
    chosen = sorted(set(deaths(steps, all_of_them=town.full)))
    made = [await files(f"o-dies-at-{at:04}", at) for at in chosen]

    assert made[0] is None
    assert await cases_in(database) == len(chosen) + 1


async def test_on_one_machine(town: Town) -> None:
    """The process is started again on its file, and the next delivery finds there what was kept."""
    file = town.folder / "huiyin.db"
    env = town.settings(f"sqlite:///{file}")

    async def files(name: str, dies_at: int) -> int | None:
        citizen = town.citizen(name)
        doomed = await town.web(env, dies_at=dies_at)
        await citizen.at_the_card(doomed)
        await doomed.arm()
        push = citizen.writes(FILE)
        said = await citizen.once(push, doomed)
        made = await doomed.steps()
        await doomed.end()
        again = await town.web(env)
        later = await citizen.delivered(push, [again])
        assert said in {None, later}
        assert NUMBER.search(later), f"died at {dies_at}: {later}"
        await again.end()
        return made

    steps = await files("o-nobody-dies", 0)
    assert steps
    chosen = sorted(set(deaths(steps, all_of_them=town.full)))
    made = [await files(f"o-dies-at-{at:04}", at) for at in chosen]

    assert made[0] is None
    with closing(sqlite3.connect(file)) as opened:
        assert opened.execute("SELECT count(*) FROM cases").fetchone() == (len(chosen) + 1,)
