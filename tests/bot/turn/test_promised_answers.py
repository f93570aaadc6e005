"""Who was told to hold on hears what came of it, though no store takes anything for a while."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from turn_world import NUMBER, World, opened, said

from bot.turn import Core
from dialogs.facts.errors import Unkept
from dialogs.facts.messages import Inbound

HOLD, AGAIN, FILE = "请稍等", "请再发一次", "1"


@asynccontextmanager
async def told_to_hold_on(folder: Path) -> AsyncIterator[tuple[World, Core, Inbound]]:
    """Somebody files, and their last delivery was answered before the turn came to the stores."""
    async with opened(folder, wechat={"answer_within": 0.03}) as world:
        core, message = world.core(), world.message(FILE)
        await world.drafted(core)
        world.weather.gate = asyncio.Event()
        earlier = [asyncio.create_task(core.take(message)) for _ in range(2)]
        await asyncio.sleep(0)
        assert HOLD in said(await core.take(message))
        yield world, core, message
        await asyncio.gather(*earlier, return_exceptions=True)


async def told(world: World, message: Inbound) -> str:
    """What leaves by the outbox in the end."""
    key = f"wechat:{message.id}:0"
    async with asyncio.timeout(60):
        while key not in world.box.rows:  # noqa: ASYNC110
            await asyncio.sleep(0.005)
    return world.box.rows[key]


async def goes_on(world: World) -> None:
    """Let the turn go on, and meet what the weather is now."""
    assert world.weather.gate
    world.weather.gate.set()
    await asyncio.sleep(0.02)


async def test_stores_that_come_back_soon_file(tmp_path: Path) -> None:
    """The turn is taken again until conversation, casebook and outbox are there: one case, and its number is sent."""
    async with told_to_hold_on(tmp_path) as (world, _, message):
        world.weather.down = world.weather.outbox_down = True
        await goes_on(world)
        world.weather.down, world.weather.acts_down = False, 1
        await asyncio.sleep(0.02)
        world.weather.outbox_down = False

        assert NUMBER.search(await told(world, message))
        assert (await world.cases(), world.book.done.count("file")) == (1, 1)


async def test_what_was_kept_is_told_however_late_the_outbox_comes_back(tmp_path: Path) -> None:
    """Where the case stands and nothing could be put for long, its number is put when that can be done."""
    async with told_to_hold_on(tmp_path) as (world, _, message):
        world.weather.outbox_down = True
        await goes_on(world)
        await asyncio.sleep(0.2)
        assert await world.cases() == 1
        world.weather.outbox_down = False

        assert NUMBER.search(await told(world, message))
        assert await world.cases() == 1


async def test_stores_that_come_back_late_ask_to_send_it_again(tmp_path: Path) -> None:
    """By then the answer could be one to another question: nothing is filed, and the message sent again files once."""
    async with told_to_hold_on(tmp_path) as (world, core, message):
        world.weather.down = world.weather.outbox_down = True
        await goes_on(world)
        await asyncio.sleep(0.2)
        world.weather.down = world.weather.outbox_down = False

        assert AGAIN in await told(world, message)
        assert await world.cases() == 0
        assert NUMBER.search(said(await core.take(world.message(FILE))))
        assert await world.cases() == 1


async def test_nothing_is_retried_where_nothing_was_promised(tmp_path: Path) -> None:
    """A delivery that will come again is told so at once."""
    async with opened(tmp_path) as world:
        core = world.core()
        await world.drafted(core)
        world.weather.down = True
        with pytest.raises(Unkept):
            await core.take(world.message(FILE))
        world.weather.down = False
        await asyncio.sleep(0.05)

        assert await world.cases() == 0


async def test_a_process_that_leaves_lets_it_land(tmp_path: Path) -> None:
    """Told to stop, it stays for the turn whose answer was promised, and for no other one."""
    async with told_to_hold_on(tmp_path) as (world, core, message):
        leaving = asyncio.create_task(core.landing.run())
        await asyncio.sleep(0.02)
        assert not leaving.done()
        core.landing.stop()
        await asyncio.sleep(0.02)
        assert not leaving.done()
        await goes_on(world)
        await leaving

        assert NUMBER.search(await told(world, message))
    async with opened(tmp_path / "other") as world:
        core = world.core()
        world.weather.gate = asyncio.Event()
        waiting = asyncio.create_task(core.take(world.message("查询")))
        await asyncio.sleep(0)
        core.landing.stop()
        await core.landing.run()
        assert not waiting.done()
        world.weather.gate.set()
        await waiting
