"""Sweeping when much is open, when several sweep, and when one is killed."""

import asyncio
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from casebook_world import ZONE, migrated_url, postgres_database, sqlite_database
from sqlalchemy import Connection, func, select, text, update
from watchtower import ALL, MONDAY, Watchtower, at, watchtower

from adapters.casebook.schema import cases, digest_items, notices, timeline, warnings, watches
from adapters.casebook.sweeping import SqlSweeper
from adapters.casebook.verifying import verify
from adapters.sql import Database
from bench.open_cases import load, open_cases
from bot.demo.clock import HandClock, SeededChance
from dialogs.facts.moment import HOUR, Moment

UNITS = ("lights", "parks", "centre")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.servers)])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    if request.param == "sqlite":
        async with sqlite_database(tmp_path) as database:
            yield database
        return
    with migrated_url(request.getfixturevalue("server"), "sweeping") as url:
        async with postgres_database(url) as database:
            yield database


async def filled(database: Database, clock: HandClock, chance: SeededChance, count: int, late: int) -> Watchtower:
    """A town with so many open cases, some late for a year; each of these is warned about today as on every day."""
    tower = watchtower(database, clock, chance)
    now = at(MONDAY)
    await tower.bind(ALL)
    rows = open_cases(count, now, ZONE, UNITS, late=late)
    await load(database, rows, lambda row: now if row["reply_by"] < now else Moment(now + HOUR), lambda _: None)
    return tower


@pytest.mark.slow
async def test_not_behind_what_is_late_anyway(database: Database, clock: HandClock, chance: SeededChance) -> None:
    """Of 50,000 open cases, 500 late for a year, one that becomes due last of all is warned of in a minute's work."""
    tower = await filled(database, clock, chance, 50_000, 500)
    fresh = await tower.read(select(cases.c.number).order_by(cases.c.reply_by.desc()).limit(1))
    due = update(watches).where(watches.c.case == fresh[0].number).values(at=at(MONDAY))
    await database.write(lambda c: c.execute(due).rowcount)
    began = time.process_time()
    while not await tower.read(select(warnings.c.case).where(warnings.c.case == fresh[0].number)):
        assert await tower.sweeper.round()
    took = time.process_time() - began
    while await tower.sweeper.round():
        pass
    given = await tower.rows(warnings)

    assert took < 60
    assert len(given) == len({row.case for row in given}) == 501


async def test_several_at_once(database: Database, clock: HandClock, chance: SeededChance) -> None:
    """Four sweepers at once give each warning once, put each line into a list once, and send each list once."""
    tower = await filled(database, clock, chance, 60, 60)
    sweepers = [SqlSweeper(database, tower.world.office, clock) for _ in range(4)]
    await asyncio.gather(*(_until_done(each, tower) for each in sweepers))
    given = await tower.rows(warnings)
    lines = await tower.rows(digest_items)
    clock.set(at("2026-03-03 08:30"))
    await asyncio.gather(*(_until_done(each, tower) for each in sweepers))
    lists = await tower.rows(notices, notices.c.step == "daily-list")
    counted = await tower.read(select(cases.c.number, cases.c.warnings))

    assert len(given) == len({row.case for row in given}) == 60
    assert len(lines) == len({(row.officer, row.case) for row in lines})
    assert len(lists) == len({row.officer for row in lists}) == len(ALL)
    assert {row.warnings for row in counted} == {2}


async def _until_done(sweeper: SqlSweeper, tower: Watchtower) -> None:
    """Sweep until nothing is due, whoever does it."""
    while await sweeper.round() or await _due(tower):
        pass


async def _due(tower: Watchtower) -> bool:
    now = tower.world.clock.now()
    waiting = select(watches.c.case).where(watches.c.at <= now).limit(1)
    listed = select(digest_items.c.officer).where(digest_items.c.not_before <= now).limit(1)
    return bool(await tower.read(waiting) or await tower.read(listed))


async def test_found_by_index(town, clock: HandClock, chance: SeededChance) -> None:
    """What is due is found by the index over it, and by nothing else."""

    def plan(connection: Connection) -> str:
        asked = 'EXPLAIN QUERY PLAN SELECT "case" FROM watches WHERE at <= 5 ORDER BY at LIMIT 20'
        return " ".join(str(row) for row in connection.execute(text(asked)))

    assert "ix_watches_at" in await town.database.read(plan)


KILLED = """
import asyncio, sys
sys.path[:0] = sys.argv[2:]
from pathlib import Path
from casebook_world import ANNA, sqlite_database
from watchtower import MONDAY, at, watchtower
from bot.demo.clock import HandClock, SeededChance

async def main():
    async with sqlite_database(Path(sys.argv[1])) as database:
        tower = watchtower(database, HandClock(at(MONDAY)), SeededChance(1))
        print("sweeping", flush=True)
        while await tower.sweeper.round():
            print("round", flush=True)

asyncio.run(main())
"""


async def test_killed_while_it_sweeps(tmp_path: Path, clock: HandClock, chance: SeededChance) -> None:
    """A sweeper that is killed loses nothing and repeats nothing: the next one does the rest."""
    async with sqlite_database(tmp_path) as database:
        await filled(database, clock, chance, 400, 400)
    here = Path(__file__).parent
    paths = [str(here), str(here.parents[2])]
    command = [sys.executable, "-c", KILLED, str(tmp_path), *paths]
    process = await asyncio.create_subprocess_exec(*command, stdout=subprocess.PIPE, cwd=here.parents[3])
    assert process.stdout is not None
    for _ in range(4):
        await process.stdout.readline()
    process.kill()
    await process.wait()
    async with sqlite_database(tmp_path) as database:
        tower = watchtower(database, clock, chance)
        before = len(await tower.rows(warnings))
        while await tower.sweeper.round():
            pass
        given = await tower.rows(warnings)
        entries = await tower.read(select(func.count()).select_from(timeline))
        verdict = await database.read(lambda c: verify(c, tower.world.office.keyring, given[0].case))

    assert 0 < before < 400
    assert len(given) == len({row.case for row in given}) == entries[0][0] == 400
    assert verdict.intact
