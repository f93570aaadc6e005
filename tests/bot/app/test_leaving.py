"""Leaving: what there is time for is ended, and nothing hangs longer."""

import asyncio
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.leaving import Leave, running

SOON = 1.2  # seconds; a little more than what is spared for closing


@dataclass
class Runner:
    """Runs until it is stopped, and then does something more."""

    last: Callable[[], object]
    stopped: asyncio.Event = field(default_factory=asyncio.Event)
    done: list[str] = field(default_factory=list)

    async def run(self) -> None:
        await self.stopped.wait()
        try:
            await self.last()  # type: ignore[misc]
            self.done.append("ended")
        except asyncio.CancelledError:
            self.done.append("broken off")
            raise

    def wake(self) -> None:
        pass

    def stop(self) -> None:
        self.stopped.set()


async def forever() -> None:
    await asyncio.Event().wait()


async def a_moment() -> None:
    await asyncio.sleep(0.05)


async def fails() -> None:
    raise RuntimeError


async def test_each_ends_what_it_can_and_the_rest_is_broken_off() -> None:
    """One that hangs and one that fails keep no other from ending, nor the process from going."""
    quick, hung, broken = Runner(a_moment), Runner(forever), Runner(fails)
    began = time.monotonic()
    async with running((quick, hung, broken), Leave(SOON))():
        pass

    assert (quick.done, hung.done) == (["ended"], ["broken off"])
    assert time.monotonic() - began < SOON + 1


async def test_who_has_to_know_hears_when_it_begins() -> None:
    """At once, and once only; from then on the time runs."""
    leave, heard = Leave(10.0), []
    leave.tell(lambda: heard.append("begun"))
    leave.begin()
    first = leave.left()
    await a_moment()
    leave.begin()

    assert heard == ["begun"]
    assert 10.0 >= first > leave.left() > 9.0
    assert leave.left(10.0) == 0.0


async def test_what_hangs_beyond_it_is_given_up() -> None:
    """Even where the event loop itself is blocked; and not where all ended in time, or nobody said to stop."""
    given_up, spared = threading.Event(), threading.Event()
    leave, other = Leave(0.05), Leave(0.05)
    with leave.bounded(given_up.set):
        leave.begin()
        assert given_up.wait(5)
    with other.bounded(spared.set):
        other.begin()
    with Leave(0.05).bounded(spared.set):
        time.sleep(0.1)  # noqa: ASYNC251 - it is meant to block

    assert not spared.is_set()
