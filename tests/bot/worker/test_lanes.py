"""What is in flight on a channel: never more at once than it bears, and nothing is left behind."""

import asyncio

from worker_fakes import until

from bot.worker.lanes import Lanes


async def test_what_is_added_in_the_moment_a_lane_ends_is_carried() -> None:
    """The lane has nothing more to do, and the loop has not noticed yet: another one takes what comes."""
    carried: list[int] = []

    async def carry(load: int) -> None:
        carried.append(load)

    lanes = Lanes(1, carry)
    lanes.add("sms", 1)
    asyncio.get_running_loop().call_soon(lanes.add, "sms", 2)  # right behind the only step of the first lane
    await until(lambda: 2 in carried)

    assert carried == [1, 2]
