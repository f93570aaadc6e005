"""The worker that sweeps."""

import asyncio

from bot.worker.sweeping import Sweeping


class Sweeper:
    """Has so many batches, and fails at those that are named."""

    def __init__(self, batches: int, failing: frozenset[int] = frozenset()) -> None:
        self.left = batches
        self.rounds = 0
        self._failing = failing
        self.looked = asyncio.Event()

    async def round(self) -> bool:
        self.rounds += 1
        self.looked.set()
        if self.rounds in self._failing:
            raise OSError("the store is down")
        self.left = max(0, self.left - 1)
        return self.left > 0


async def swept(sweeper: Sweeper, rounds: int) -> None:
    sweeping = Sweeping(sweeper, idle=0.001)
    task = asyncio.create_task(sweeping.run())
    async with asyncio.timeout(60):
        while sweeper.rounds < rounds:
            sweeper.looked.clear()
            await sweeper.looked.wait()
    sweeping.stop()
    await task


async def test_works_while_there_is_work() -> None:
    """Batches follow one another without a rest."""
    sweeper = Sweeper(40)
    await swept(sweeper, 40)

    assert sweeper.left == 0


async def test_a_store_that_is_down() -> None:
    """What goes wrong in a round is tried again in a later one."""
    sweeper = Sweeper(3, frozenset({1, 2}))
    await swept(sweeper, 6)

    assert sweeper.left == 0


async def test_woken() -> None:
    """Woken, it looks at once, however long it would rest."""
    sweeper = Sweeper(0)
    sweeping = Sweeping(sweeper, idle=3600)
    task = asyncio.create_task(sweeping.run())
    async with asyncio.timeout(60):
        await sweeper.looked.wait()
        sweeper.looked.clear()
        sweeping.wake()
        await sweeper.looked.wait()
    sweeping.stop()
    await task

    assert sweeper.rounds == 2
