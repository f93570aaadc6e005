"""A town with a tree of units, officers bound to them, and a sweeper."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from casebook_world import ANNA, CITY, ZONE, World, filing, texts, world
from sqlalchemy import Select, insert, select

from adapters.casebook.acts.performing import SqlStaff
from adapters.casebook.schema import notices, officers
from adapters.casebook.sweeping import SqlSweeper
from adapters.sql import Database
from bot.demo.clock import HandClock, SeededChance
from dialogs.city import Dispatch, Level, Unit
from dialogs.facts.messages import Address
from dialogs.facts.moment import Moment, moment_of
from dialogs.facts.records import Bearer, CaseRecord, Role
from dialogs.facts.staff import StaffAct

UNITS = (
    Unit("desk", texts("Desk"), Level.CITY),
    Unit("centre", texts("Centre"), Level.DISTRICT, parent="desk"),
    Unit("lights", texts("Lights"), Level.STREET, parent="centre"),
    Unit("parks", texts("Parks"), Level.CITY, parent="desk"),
)
TOWN = replace(CITY, units=UNITS, dispatch=(Dispatch(categories=("lamp", "gas"), unit="lights"),))
DESK = Bearer("desk-token", Role.PLATFORM)
LIGHTS = Bearer("lights-token", Role.UNIT, "lights")
ALL = {"li": "lights", "lights-head": "lights", "centre-head": "centre", "desk-head": "desk"}
MONDAY = "2026-03-02 10:00"


def at(text: str) -> Moment:
    return moment_of(datetime.fromisoformat(text).replace(tzinfo=ZONE))


@dataclass
class Watchtower:
    """The town, its staff, and a sweeper that looks when it is told to."""

    world: World
    staff: SqlStaff
    sweeper: SqlSweeper

    async def bind(self, bound: dict[str, str]) -> None:
        now = self.world.clock.now()
        rows = [
            {"id": who, "unit": unit, "head": who.endswith("head"), "channel": "sms", "bound_at": now}
            for who, unit in bound.items()
        ]
        await self.world.database.write(lambda c: c.execute(insert(officers), rows).rowcount)

    async def file(self, who: Address = ANNA, **changes: object) -> str:
        return (await self.world.do(who, filing(**changes))).number

    async def act(self, step: str, number: str, by: Bearer = LIGHTS, **body: object) -> CaseRecord:
        done = await self.staff.act(StaffAct(step, number, by, **body))
        assert isinstance(done, CaseRecord), done
        return done

    async def assigned(self, who: Address = ANNA, **changes: object) -> str:
        number = await self.file(who, **changes)
        await self.act("accept", number, DESK)
        await self.act("sign", number, officer="li")
        return number

    async def until(self, text: str) -> None:
        """Turn the clock and sweep until nothing is due."""
        self.world.clock.set(at(text))
        while await self.sweeper.round():
            pass

    async def rows(self, table: Any, *conditions: Any) -> Sequence[Any]:
        return await self.read(select(table).where(*conditions).order_by(table.c.position))

    async def read(self, found: Select[Any]) -> Sequence[Any]:
        return await self.world.database.read(lambda c: c.execute(found).all())

    async def told(self) -> list[tuple[str, str]]:
        """Give whom supervision's notices went to so far, with their steps."""
        ours = notices.c.step.in_(("warn", "daily-list", "supervise"))
        return [(row.officer, row.step) for row in await self.rows(notices, notices.c.audience == "officer", ours)]


def watchtower(database: Database, clock: HandClock, chance: SeededChance, **changes: object) -> Watchtower:
    clock.set(at(MONDAY))
    town = world(database, clock, chance, **{"city": lambda: TOWN, **changes})
    return Watchtower(town, SqlStaff(database, town.office, clock), SqlSweeper(database, town.office, clock))
