"""What was held is told with an answer, and is held no more only once that answer is kept."""

from pathlib import Path

import pytest
from turn_world import World, opened, said

from bot.turn import Core
from dialogs.facts.errors import Unkept

NEWS = "已派电工到现场查看"


async def with_news_held(world: World, core: Core) -> None:
    """Somebody who filed a case and opted out, and news of it since."""
    await world.drafted(core)
    world.on.office.note(said(await core.take(world.message("1"))))
    await core.take(world.message("退订"))
    await world.on.office.do("-- accept")
    await world.on.office.do(f"-- reply {NEWS}")
    await world.on.sent()


async def test_an_answer_that_was_not_kept_tells_nothing(tmp_path: Path) -> None:
    """Where the turn could not be kept the news is still held: the redelivery tells it, and the next message not."""
    async with opened(tmp_path) as world:
        core = world.core()
        await with_news_held(world, core)
        world.weather.commits_down = 1
        message = world.message("查询")
        with pytest.raises(Unkept):
            await core.take(message)
        told = said(await core.take(message))

        assert told.count(NEWS) == 1
        assert said(await core.take(message)) == told
        assert NEWS not in said(await core.take(world.message("查询")))


async def test_a_killed_turn_tells_it_again(tmp_path: Path) -> None:
    """Where the answer was kept and not that it told the news, it stands, and the next one tells the news again."""
    async with opened(tmp_path) as world:
        core = world.core()
        await with_news_held(world, core)
        world.weather.acts_down = 1
        first = said(await core.take(world.message("查询")))
        again = said(await core.take(world.message("查询")))

        assert [answer.count(NEWS) for answer in (first, again)] == [1, 1]
        assert NEWS not in said(await core.take(world.message("查询")))
