from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from casebook_world import ANNA, ZONE, World, filing, sqlite_database, world
from sqlalchemy import text

from bot.daily_hashes import DailyHashes
from bot.demo.clock import HandClock, SeededChance
from dialogs.facts.moment import DAY, HOUR


@pytest.fixture
async def town(tmp_path: Path, clock: HandClock, chance: SeededChance) -> AsyncIterator[World]:
    async with sqlite_database(tmp_path) as database:
        yield world(database, clock, chance)


@pytest.fixture
def hashes(town: World, tmp_path: Path) -> DailyHashes:
    return DailyHashes(town.database, tmp_path / "outside" / "daily-hashes.txt", ZONE)


async def days(town: World, hashes: DailyHashes, count: int) -> None:
    """File two cases on each of some days, and let each day be hashed when it is over."""
    for _ in range(count):
        await town.do(ANNA, filing())
        town.clock.advance(HOUR)
        await town.do(ANNA, filing("A tree fell over the path"))
        assert await hashes.write(town.clock.now()) == 0
        town.clock.advance(DAY)
        assert await hashes.write(town.clock.now()) == 1
        assert await hashes.write(town.clock.now()) == 0


async def test_a_line_a_day(town: World, hashes: DailyHashes, tmp_path: Path) -> None:
    """Each day that is over becomes one line, once, which names the day and how many entries it had."""
    await days(town, hashes, 3)
    lines = (tmp_path / "outside" / "daily-hashes.txt").read_text().splitlines()

    assert [line.split()[:3] for line in lines] == [
        ["2026-03-02", "2", "2"],
        ["2026-03-03", "4", "2"],
        ["2026-03-04", "6", "2"],
    ]
    assert await hashes.broken() == ""


async def test_a_rewritten_book(town: World, hashes: DailyHashes) -> None:
    """Who rewrites an entry, its digest and all, behind the triggers' back is found by the day it was of."""
    await days(town, hashes, 3)

    def forge(connection) -> None:
        connection.execute(text("DROP TRIGGER timeline_keeps_entries"))
        connection.execute(text("UPDATE timeline SET digest = :forged WHERE position = 3"), {"forged": bytes(32)})

    await town.database.write(forge)

    assert await hashes.broken() == "2026-03-03"


async def test_quiet_days(town: World, hashes: DailyHashes) -> None:
    """A day on which nothing happened has no line, and the next one follows on."""
    await days(town, hashes, 1)
    town.clock.advance(5 * DAY)

    assert await hashes.write(town.clock.now()) == 0
    await days(town, hashes, 1)
    assert await hashes.broken() == ""


async def test_an_unreadable_line(town: World, hashes: DailyHashes, tmp_path: Path) -> None:
    """A file that somebody scribbled into is not gone on with, and said to be broken there."""
    await days(town, hashes, 1)
    with (tmp_path / "outside" / "daily-hashes.txt").open("a") as file:
        file.write("scribble\n")
    town.clock.advance(DAY)
    await town.do(ANNA, filing())
    town.clock.advance(2 * DAY)

    assert await hashes.write(town.clock.now()) == 0
    assert await hashes.broken() == "scribble"
