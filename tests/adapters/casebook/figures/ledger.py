"""Cases laid into a casebook as they would stand there, and what its figures say of them."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from casebook_world import CITY, ZONE, World, texts
from sqlalchemy import insert

from adapters.casebook.figures import SqlFigures
from adapters.casebook.schema import cases, tallies
from dialogs.city import Level, Unit
from dialogs.facts.cases import CaseKind, Status
from dialogs.facts.figures import Analysis, Day, Period
from dialogs.facts.moment import Moment, moment_of

TOWN = replace(
    CITY,
    units=(
        Unit("desk", texts("Desk"), Level.CITY),
        Unit("centre", texts("Centre"), Level.DISTRICT, "desk"),
        Unit("lights", texts("Lights"), Level.STREET, "centre"),
        Unit("parks", texts("Parks"), Level.CITY, "desk"),
    ),
)
PLAIN = {"status": Status.ASSIGNED, "kind": CaseKind.REPORT, "category": "lamp", "unit": "lights", "head": b""}


def at(text: str) -> Moment:
    return moment_of(datetime.fromisoformat(text).replace(tzinfo=ZONE))


def span(first: str, after: str) -> Period:
    return Period(at(first), at(after))


@dataclass
class Ledger:
    world: World
    written: int = 0

    async def lay(self, submitted: str, times: int = 1, **values: Any) -> list[str]:
        """Lay so many equal cases, and give their numbers."""
        rows = [
            PLAIN | {"number": f"{self.written + index + 1:012}", "submitted_at": at(submitted)} | values
            for index in range(times)
        ]
        self.written += times
        await self.world.database.write(lambda c: c.execute(insert(cases), rows).rowcount)
        return [row["number"] for row in rows]

    async def tally(self, number: str, what: str, times: int, unit: str = "lights") -> None:
        row = {"case": number, "what": what, "unit": unit, "times": times}
        await self.world.database.write(lambda c: c.execute(insert(tallies), [row]).rowcount)

    @property
    def figures(self) -> SqlFigures:
        return SqlFigures(self.world.database, lambda: TOWN, self.world.clock, ZONE)

    async def day(self, now: str, period: Period, unit: str = "") -> Day:
        self.world.clock.set(at(now))
        return await self.figures.day(period, unit)

    async def analysis(self, period: Period, *before: Period, unit: str = "") -> Analysis:
        first, second, third = before
        return await self.figures.analysis(period, (first, second, third), unit)
