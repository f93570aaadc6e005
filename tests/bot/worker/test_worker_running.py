"""A worker's own life: how it is woken, seen to stand still, stopped, and taken over from."""

import asyncio

import pytest
from worker_fakes import MemoryOutbox, Mouth, Workers, outgoing, until

from bot.demo.clock import HandClock
from bot.worker.outbound import LOOKS_WITHIN, StandsStill
from dialogs.facts.moment import MINUTE, SECOND


async def test_a_wake_is_heard_at_once(make: Workers, outbox: MemoryOutbox, mouth: Mouth, clock: HandClock) -> None:
    """A worker at rest does not wait for its next look when it is woken, and takes the further parts at once."""
    worker = make(idle=60.0)
    running = asyncio.create_task(worker.run())
    await until(lambda: outbox.claims == 1)
    await outbox.put((outgoing("a/1"), outgoing("a/2"), outgoing("a/3")), now=clock.now())
    worker.wake()
    await until(lambda: mouth.said == ["a/1", "a/2", "a/3"])
    worker.stop()
    await running


async def test_without_a_wake_it_looks_by_itself(
    make: Workers, outbox: MemoryOutbox, mouth: Mouth, clock: HandClock
) -> None:
    """What another process put is found, even after moments when the outbox was down."""
    outbox.claims_down = 3
    worker = make()
    running = asyncio.create_task(worker.run())
    await outbox.put((outgoing("a"),), now=clock.now())
    await until(lambda: mouth.said == ["a"])
    worker.stop()
    await running


async def test_stopping_finishes_what_is_in_flight(
    make: Workers, outbox: MemoryOutbox, mouth: Mouth, clock: HandClock
) -> None:
    """Sends in flight are finished and noted, those before the turnstile are given back, none is lost."""
    mouth.gate = asyncio.Event()
    await outbox.put(tuple(outgoing(f"m{n}", f"+86{n}") for n in range(5)), now=clock.now())
    worker = make(per_voice=2)
    running = asyncio.create_task(worker.run())
    await until(lambda: mouth.at_once == 2)
    worker.stop()
    mouth.gate.set()
    await running

    assert sorted(outbox.states().values()) == ["sent", "sent", "waiting", "waiting", "waiting"]
    assert [row.lease for row in outbox.rows.values()] == [""] * 5


async def test_stopping_has_an_end(make: Workers, outbox: MemoryOutbox, mouth: Mouth, clock: HandClock) -> None:
    """A voice that hangs for ever does not keep the program from ending: nobody knows what came of its row.

    What had not left yet is given back.
    """
    mouth.gate = asyncio.Event()
    await outbox.put((outgoing("a"), outgoing("b", "+86999")), now=clock.now())
    worker = make(grace=0.02, per_voice=1)
    running = asyncio.create_task(worker.run())
    await until(lambda: mouth.at_once == 1)
    worker.stop()
    async with asyncio.timeout(60):
        await running

    assert outbox.states() == {"a": "dead", "b": "waiting"}
    assert outbox.rows["a"].outcomes[-1].error == "OutcomeUnknown stopped"
    assert not outbox.rows["b"].lease


async def test_it_says_when_it_stands_still(
    make: Workers, outbox: MemoryOutbox, mouth: Mouth, clock: HandClock
) -> None:
    """A worker whose looks are answered moves; one whose outbox has not answered for long does not."""
    worker = make()
    await worker.moves()
    running = asyncio.create_task(worker.run())
    await until(lambda: outbox.claims > 1)
    await worker.moves()
    outbox.claims_down = 10**6
    worker._looked_at = asyncio.get_running_loop().time() - LOOKS_WITHIN - 1
    await asyncio.sleep(0.05)
    with pytest.raises(StandsStill):
        await worker.moves()
    outbox.claims_down = 0
    await until(lambda: worker._looked_at > asyncio.get_running_loop().time() - LOOKS_WITHIN)
    await worker.moves()
    worker.stop()
    await running


async def test_a_row_held_too_long_is_given_back(
    make: Workers, outbox: MemoryOutbox, mouth: Mouth, clock: HandClock
) -> None:
    """Who waited at the turnstile until the lease may be over is not sent by this worker."""
    mouth.gate = asyncio.Event()
    await outbox.put((outgoing("a", "+861"), outgoing("b", "+862")), now=clock.now())
    worker = make(per_voice=1)
    running = asyncio.create_task(worker.run())
    await until(lambda: mouth.at_once == 1)
    clock.advance(90 * SECOND)
    worker.stop()
    mouth.gate.set()
    await running

    assert (mouth.said, outbox.states()) == (["a"], {"a": "sent", "b": "waiting"})


async def test_a_killed_workers_rows_are_taken_over(
    make: Workers, outbox: MemoryOutbox, mouth: Mouth, clock: HandClock
) -> None:
    """What a worker claimed and never settled goes out once its lease is over."""
    await outbox.put((outgoing("a"),), now=clock.now())
    await outbox.claim(now=clock.now(), limit=9)
    worker = make()
    await worker.drain()
    before = list(mouth.said)
    clock.advance(2 * MINUTE)
    await worker.drain()

    assert (before, mouth.said) == ([], ["a"])
