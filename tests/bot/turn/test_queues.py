"""Messages of one person that come at once are answered one after the other."""

import asyncio
from pathlib import Path

from turn_world import LAMP, opened

from bot.queues import Queues
from dialogs.facts.messages import Address

BURST = 24
ONE, OTHER = Address("wechat", "one"), Address("wechat", "other")


async def test_a_burst_of_one_person_is_answered_whole(tmp_path: Path) -> None:
    """Messages at once take as many turns, not as many times as many, and none is sent away."""
    async with opened(tmp_path) as world:
        core = world.core()
        await core.take(world.message("menu"))
        answers = await asyncio.gather(*(core.take(world.message(f"{LAMP}{n}")) for n in range(BURST)))

        assert len(answers) == BURST
        assert world.noticed.count("raced") < BURST * BURST / 4  # some, where a turn takes a tenth of a second


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
    async with asyncio.timeout(4), queues.turn_of(ONE):
        pass


async def test_who_is_called_and_gone_holds_up_nobody() -> None:
    """A turn that is broken off while it is called makes room for the next."""
    queues, told = Queues(5.0), []

    async def turn(name: str) -> None:
        async with queues.turn_of(ONE):
            told.append(name)

    async with queues.turn_of(ONE):
        gone, next_one = asyncio.create_task(turn("gone")), asyncio.create_task(turn("next"))
        await asyncio.sleep(0)
    gone.cancel()
    async with asyncio.timeout(4):
        await asyncio.gather(gone, next_one, return_exceptions=True)

    assert told == ["next"]


async def test_who_waited_too_long_leaves_the_queue_to_the_others() -> None:
    """A turn that went ahead by itself calls nobody when it is over."""
    queues = Queues(0.02)
    async with queues.turn_of(ONE):
        async with queues.turn_of(ONE):
            pass
        waiting = asyncio.create_task(_through(queues))
        await asyncio.sleep(0)
        assert not waiting.done()
    await waiting
    async with asyncio.timeout(0.01), queues.turn_of(ONE):
        pass


async def _through(queues: Queues) -> None:
    async with queues.turn_of(ONE):
        pass
