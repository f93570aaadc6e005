"""Messages of one person that come at once are answered one after the other."""

import asyncio
import time
from pathlib import Path

from turn_world import LAMP, opened

from bot.queues import Queues
from dialogs.facts.messages import Address

ONE, OTHER = Address("wechat", "one"), Address("wechat", "other")


async def test_a_burst_of_one_person_is_answered_whole(tmp_path: Path) -> None:
    """Eighty messages at once take eighty turns, not eighty times eighty, and none is sent away."""
    async with opened(tmp_path) as world:
        core = world.core()
        await core.take(world.message("menu"))
        began = time.process_time()
        answers = await asyncio.gather(*(core.take(world.message(f"{LAMP}{n}")) for n in range(80)))

        assert len(answers) == 80
        assert time.process_time() - began < 4


async def test_the_same_person_waits_and_another_does_not() -> None:
    """A turn that takes long holds up its own person alone."""
    queues, told = Queues(5.0), []
    gate = asyncio.Event()

    async def turn(who: Address, name: str, *, slow: bool = False) -> None:
        async with queues.turn_of(who):
            if slow:
                await gate.wait()
            told.append(name)

    tasks = [asyncio.create_task(turn(ONE, "first", slow=True)), asyncio.create_task(turn(ONE, "second"))]
    await turn(OTHER, "other")
    assert told == ["other"]
    gate.set()
    await asyncio.gather(*tasks)

    assert told == ["other", "first", "second"]


async def test_nobody_waits_for_ever() -> None:
    """Behind a turn that hangs the next goes ahead."""
    queues = Queues(0.01)
    async with queues.turn_of(ONE), queues.turn_of(ONE):
        pass
    async with asyncio.timeout(1), queues.turn_of(ONE):
        pass
