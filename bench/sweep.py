"""What a sweep costs: with ten thousand, a hundred thousand and a million open cases, and as many due each time."""

import argparse
import asyncio
import logging
import statistics
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog
from rich.progress import Progress
from sqlalchemy import bindparam, select, update

from adapters.casebook import Office, SqlSweeper
from adapters.casebook.migrations import migrate
from adapters.casebook.schema import watches
from adapters.sealing import Keyring
from adapters.sql import Database, PostgresDatabase, SqliteDatabase, Writer
from bench.open_cases import load, open_cases
from bot.city import load_city
from bot.clock import SystemChance
from bot.demo.clock import HandClock
from dialogs.facts.moment import DAY, SECOND, Moment

DUE = 500
"""Watches that fall due at once."""
ROUNDS = 5
AIM = 2.0
"""How many times what it costs with ten thousand open cases a due one may cost with any number."""


@asynccontextmanager
async def database(url: str) -> AsyncIterator[Database]:
    """Open an empty database: at ``url``, else a SQLite file that is gone afterwards."""
    if url:
        there = PostgresDatabase(url)
        await migrate(there)
        yield there
        await there.close()
        return
    with tempfile.TemporaryDirectory() as folder:
        writer = Writer(Path(folder) / "huiyin.db")
        here = SqliteDatabase(writer)
        await migrate(here)
        yield here
        await here.close()
        await writer.close()


async def filled(kept: Database, count: int, now: Moment, zone: ZoneInfo, units: tuple[str, ...]) -> None:
    with Progress() as bar:
        task = bar.add_task(f"{count:>9,} open cases", total=count)
        rows = open_cases(count, now, zone, units, late=count // 100)
        await load(kept, rows, lambda _: Moment(now + 30 * DAY), lambda more: bar.advance(task, more))


async def swept(kept: Database, sweeper: SqlSweeper, now: Moment, skip: int) -> float:
    """Let so many fall due, and give the milliseconds that each took."""
    await _fall_due(kept, now, skip)
    began, rounds = time.perf_counter(), 0
    while await sweeper.round():
        rounds += 1
    assert rounds
    return (time.perf_counter() - began) / DUE * 1e3


async def _fall_due(kept: Database, now: Moment, skip: int) -> None:
    found = select(watches.c.case).order_by(watches.c.case).offset(skip * DUE).limit(DUE)
    numbers = await kept.read(lambda connection: list(connection.scalars(found)))
    due = update(watches).where(watches.c.case == bindparam("number")).values(at=now)
    rows = [{"number": number} for number in numbers]
    await kept.write(lambda connection: connection.execute(due, rows).rowcount)


async def idle(sweeper: SqlSweeper) -> float:
    """Give the microseconds of a look when nothing is due."""
    times = []
    for _ in range(200):
        began = time.perf_counter()
        assert not await sweeper.round()
        times.append((time.perf_counter() - began) * 1e6)
    return statistics.median(times)


async def measured(url: str, count: int) -> float:
    city = load_city(Path("city/demo"))
    zone = ZoneInfo(city.zone)
    now = Moment(int(time.time()) * SECOND)
    office = Office(Keyring(("a made-up secret of some length",)), lambda: city, SystemChance(), zone, lambda *_: "")
    async with database(url) as kept:
        sweeper = SqlSweeper(kept, office, HandClock(now))
        await filled(kept, max(count, DUE * ROUNDS), now, zone, tuple(unit.code for unit in city.units))
        while await sweeper.round():  # the day's draw
            pass
        costs = [await swept(kept, sweeper, now, skip) for skip in range(ROUNDS)]
        resting = await idle(sweeper)
    cost = statistics.median(costs)
    print(f"{count:>9,} open: {cost:5.2f} ms a due case, {1e3 / cost:4.0f}/s; {resting:4.0f} µs where nothing is due")
    return cost


async def main(sizes: list[int], url: str) -> int:
    costs = [await measured(url, size) for size in sizes]
    ratio = max(costs) / costs[0]
    print(f"dearest beside the first: {ratio:.2f}; aim: at most {AIM}")
    return int(ratio > AIM)


if __name__ == "__main__":
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--postgres", default="", metavar="URL", help="an empty database; without it a SQLite file")
    given = parser.parse_args()
    raise SystemExit(asyncio.run(main(given.sizes, given.postgres)))
