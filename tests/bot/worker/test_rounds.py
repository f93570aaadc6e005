"""Rounds while a store is down: the work goes on being tried, and the log stays readable."""

import asyncio
from collections.abc import Iterable

from structlog.testing import capture_logs

from adapters.sql.bell import PostgresBell
from bot.worker.rounds import Rounds
from dialogs.facts.errors import Unkept

DOWN, FULL = "PostgreSQL, ConnectionRefusedError", "PostgreSQL, 53100: the disk is full"


async def told(troubles: Iterable[str]) -> list[tuple[str, str]]:
    """Go round once for each trouble, where there is one, and give the lines of the log."""
    rounds, left = Rounds(0.0), list(troubles)

    async def work() -> bool:
        trouble = left.pop(0)
        if not left:
            rounds.stop()
        if trouble:
            raise Unkept(trouble)
        return False

    with capture_logs() as lines:
        await rounds.run(work)
    return [(line["log_level"], line["reason"]) for line in lines]


async def test_a_store_that_stays_down_is_told_once() -> None:
    """Four rounds a second would fill a disk by the morning; the reason stands in the one line."""
    assert await told([DOWN] * 50) == [("warning", DOWN)]


async def test_another_trouble_and_the_next_outage_are_told() -> None:
    """What changes is news, and so is what comes again after it was well."""
    assert await told([DOWN, DOWN, FULL, "", FULL, FULL]) == [("warning", each) for each in (DOWN, FULL, FULL)]


async def test_a_bell_that_is_not_heard_is_told_once() -> None:
    """As long as nobody listens at the other end."""
    bell = PostgresBell("postgresql://nobody@127.0.0.1:1/none", lambda: None, again_after=0.01)

    with capture_logs() as lines:
        ringing = asyncio.create_task(bell.run())
        await asyncio.sleep(0.5)
        bell.stop()
        await ringing

    assert [(line["event"], line["error"]) for line in lines] == [("bell", "ConnectionRefusedError")]
