"""How many cases a second live a whole life: file, accept, assign, sign, reply, resolve, rate.

``python -m bench.lifecycles [--cases 1000000] [--postgres URL] [--seconds 10]``

Each life is seven acts of the casebook, each a transaction of its own that is on the disk before the next begins; many
lives go on at once, as officers work. It is measured empty and, with ``--cases``, beside so many cases of past
years (``city_years.py``), on SQLite, and on PostgreSQL where an address of an empty database is given. Beside the rate
stands the processor time of a life in this process, which another load on the machine disturbs less.
"""

import argparse
import asyncio
import contextlib
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path
from statistics import median
from typing import NamedTuple
from zoneinfo import ZoneInfo

import uvloop
from rich.console import Console
from rich.table import Table
from sqlalchemy import select

from adapters.casebook import EmbeddedCasebook, Office, SqlStaff
from adapters.casebook.migrations import migrate
from adapters.casebook.questions import RATING
from adapters.casebook.schema import open_questions
from adapters.sealing import Keyring
from adapters.sql import Database, PostgresDatabase, SqliteDatabase, Writer
from bench import city_years
from bot.city import load_city
from bot.clock import SystemChance, SystemClock
from dialogs.facts.acts import AnswerQuestion, DoKey, File, Filed
from dialogs.facts.cases import Draft, Place
from dialogs.facts.messages import Address
from dialogs.facts.records import Bearer, CaseRecord, Role
from dialogs.facts.staff import CHECKS, StaffAct

AT_ONCE, AT_ONCE_ON_POSTGRES = 32, 10
"""Lives: one writer takes many together; PostgreSQL as many as its pool has connections."""
ROUNDS = 5
AIM_EMPTY, AIM_LOADED = 100, 60  # lives a second, on two cores
DESK, UNIT = Bearer("desk", Role.PLATFORM), Bearer("unit", Role.UNIT, "huaqiao-office")


class Pace(NamedTuple):
    rate: float  # lives a second
    worked: float  # ms of this process's processor time for one life


class Lives:
    """Lives cases in a database, and counts those that were lived."""

    def __init__(self, database: Database, at_once: int = AT_ONCE) -> None:
        city, clock, chance = load_city(Path("city/demo")), SystemClock(), SystemChance()
        office = Office(Keyring(("a made-up secret",)), lambda: city, chance, ZoneInfo(city.zone), lambda *_: "")
        self._casebook = EmbeddedCasebook(database, office, clock)
        self._staff = SqlStaff(database, office, clock)
        self._database = database
        self._at_once = at_once
        self.lived = 0
        self.begun = 0

    async def during(self, seconds: float) -> Pace:
        """Live for some time."""
        began, worked, before = time.monotonic(), time.process_time(), self.lived
        await asyncio.gather(*(self._on_and_on(began + seconds) for _ in range(self._at_once)))
        lived = self.lived - before
        return Pace(lived / (time.monotonic() - began), 1000 * (time.process_time() - worked) / lived)

    async def _on_and_on(self, ends: float) -> None:
        while time.monotonic() < ends:
            self.begun += 1
            await self._life(self.begun)
            self.lived += 1

    async def _life(self, life: int) -> None:
        who = Address("sms", f"+86139{time.time_ns() % 10**8:08}{life}")
        place = Place("花桥路12号", district="jiangtan", street="huaqiao")
        draft = Draft(f"花桥路{life}号门口的路灯坏了三天了", place, "street-light")
        filed = await self._casebook.perform(who, DoKey(f"life-{life}", "file"), File(draft))
        assert isinstance(filed, Filed)
        case = await self._act("accept", filed.number, DESK)
        if case.unit != UNIT.unit:
            await self._act("assign", filed.number, DESK, unit=UNIT.unit)
        await self._act("sign", filed.number, UNIT, officer="li")
        await self._act("reply", filed.number, UNIT, text="维修人员已经出发。")
        answer = {
            "text": f"路灯已于今天上午修好，换了第{life}号灯泡和整段电线。",
            "outcome": "solved",
            "checks": CHECKS,
        }
        await self._act("resolve", filed.number, UNIT, **answer)
        question = await self._asked(filed.number)
        await self._casebook.perform(who, DoKey(f"life-{life}", "rate"), AnswerQuestion(question, "satisfied"))

    async def _asked(self, number: str) -> str:
        """Find the question; telling it to the citizen is another bench's."""
        wanted = select(open_questions.c.id).where(open_questions.c.case == number, open_questions.c.kind == RATING)
        return await self._database.read(lambda connection: connection.execute(wanted).scalar_one())

    async def _act(self, step: str, number: str, by: Bearer, **body: object) -> CaseRecord:
        done = await self._staff.act(StaffAct(step, number, by, **body))  # type: ignore[arg-type]
        assert isinstance(done, CaseRecord), done
        return done


@contextlib.asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    if url.startswith("postgresql://"):
        served = PostgresDatabase(url)
        await migrate(served)
        yield served
        await served.close()
        return
    writer = Writer(Path(url.removeprefix("sqlite:///")))
    file = SqliteDatabase(writer)
    await migrate(file)
    yield file
    await file.close()
    await writer.close()


async def measured(url: str, seconds: float) -> list[Pace]:
    async with opened(url) as database:
        lives = Lives(database, AT_ONCE_ON_POSTGRES if url.startswith("postgresql://") else AT_ONCE)
        await lives.during(1)  # statements are built, pages are in mind
        return [await lives.during(seconds / ROUNDS) for _ in range(ROUNDS)]


async def prepared(url: str) -> None:
    async with opened(url):
        pass


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--cases", type=int, default=0, help="how many cases of past years are there already")
    options.add_argument("--postgres", default="", help="postgresql://… of an empty database")
    options.add_argument("--seconds", type=float, default=10, help="how long each is measured")

    given = options.parse_args()
    shown = Table("database", "cases before", "lives a second", "rounds", "aim", "ms of processor a life")
    short = False
    with tempfile.TemporaryDirectory() as folder:
        file = f"sqlite:///{Path(folder) / 'lives.db'}"
        for name, url in (("SQLite", file), ("PostgreSQL", given.postgres)):
            for cases, aim in ((0, AIM_EMPTY), (given.cases, AIM_LOADED)) if url else ():
                if aim == AIM_LOADED and not cases:
                    continue
                if cases:
                    uvloop.run(prepared(url))
                    city_years.load(url, cases, city_years.MORNING)
                paces = uvloop.run(measured(url, given.seconds))
                rate, worked = median(pace.rate for pace in paces), median(pace.worked for pace in paces)
                short |= rate < aim
                rounds = " ".join(f"{pace.rate:.0f}" for pace in paces)
                shown.add_row(name, f"{cases:,}", f"{rate:.0f}", rounds, f"≥ {aim}", f"{worked:.0f}")
    Console().print(shown)
    sys.exit(int(short))


if __name__ == "__main__":
    main()
