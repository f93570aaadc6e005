"""Search by the text index beside LIKE, and figures: ``python -m bench.searching [--cases N]``.

Milliseconds of processor, the best of three, for the first page of what holds the words; over made-up cases
(``city_years.py``) in a SQLite file.
"""

import argparse
import asyncio
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table
from sqlalchemy import Connection, Select, select

from adapters.casebook import index
from adapters.casebook.figures import SqlFigures
from adapters.casebook.schema import cases
from adapters.sql import Database
from bench import city_years
from bench.lifecycles import opened, prepared
from bot.city import load_city
from bot.clock import SystemClock
from dialogs.facts.figures import Period, Wanted
from dialogs.facts.moment import DAY, Moment, moment_of
from dialogs.facts.records import Bearer, Role

PAGE = 51
QUERIES = ("花桥", "坏了", "下水道", "路灯 不方便", "花桥街道120号门口的井盖", "从没有人说过的话")
"""Words of most cases, of some, of two, of none."""


def by_index(connection: Connection, query: str) -> Select[Any]:
    return index.held(connection, select(cases.c.number), query)


def by_like(_connection: Connection, query: str) -> Select[Any]:
    said = [cases.c.description.icontains(word, autoescape=True) for word in query.split()]
    return select(cases.c.number).where(*said).order_by(cases.c.number.desc())


async def timed(database: Database, fn: Callable[[Connection], Any]) -> tuple[Any, float]:
    found, tries = None, []
    for _ in range(3):
        began = time.process_time()
        found = await database.read(fn)
        tries.append(time.process_time() - began)
    return found, min(tries) * 1000


async def searched(database: Database, shown: Table) -> None:
    for query in QUERIES:
        row = [query]
        for way in (by_index, by_like):
            found, took = await timed(
                database,
                lambda c, way=way, query=query: c.execute(way(c, query).limit(PAGE)).all(),  # type: ignore[misc]
            )
            row += [f"{took:.1f} ms ({len(found)})"]
        shown.add_row(*row)


async def counted(database: Database, shown: Table) -> None:
    city, reader = load_city(Path("city/demo")), Bearer("bench", Role.AUDITOR)
    figures, end = SqlFigures(database, lambda: city, SystemClock(), ZoneInfo(city.zone)), moment_of(city_years.MORNING)
    for name, days in (("figures of 30 days", 30), ("figures of all", 3650)):
        began = time.process_time()
        period = Period(Moment(end - days * DAY), end)
        total = (await figures.table(Wanted(period), reader)).total
        shown.add_row(f"{name}: {total.cases:,} cases", f"{time.process_time() - began:.2f} s", "")


async def measured(url: str) -> None:
    shown = Table("asked", "by the index (found)", "by LIKE (found)")
    async with opened(url) as database:
        await searched(database, shown)
        await counted(database, shown)
    Console().print(shown)


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--cases", type=int, default=100_000)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'searched.db'}"
        asyncio.run(prepared(url))
        city_years.load(url, given.cases, city_years.MORNING)
        asyncio.run(measured(url))


if __name__ == "__main__":
    main()
