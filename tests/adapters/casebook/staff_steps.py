"""Taking a case through its steps as staff do, for tests of the casebook."""

from dataclasses import replace
from typing import Any

from casebook_world import CITY, World, filing, texts
from sqlalchemy import select

from adapters.casebook.acts.performing import SqlStaff
from adapters.casebook.records import record_of
from dialogs.city import Dispatch, Level, Unit
from dialogs.facts.messages import Address
from dialogs.facts.records import Bearer, CaseRecord, Role
from dialogs.facts.staff import CHECKS, StaffAct, Unfit, Unseen

DESK = Bearer("desk-token", Role.PLATFORM)
LIGHTS = Bearer("lights-token", Role.UNIT, "lights")
PARKS = Bearer("parks-token", Role.UNIT, "parks")
TOWN = Bearer("town-token", Role.UNIT, "town")
ANSWER = "The lamp was mended on Monday evening and is bright again."
LAMPS = replace(
    CITY,
    units=(
        Unit("town", texts("Town"), Level.CITY),
        Unit("lights", texts("Lights"), Level.CITY, "town"),
        Unit("parks", texts("Parks"), Level.CITY, "town"),
    ),
    dispatch=(Dispatch(categories=("lamp",), unit="lights"),),
)
"""The small city with a tree of units and a rule that sends lamps to the lights."""


class Offices:
    """Staff of a world: ``do`` demands that an act is done and answered with the case as it is; ``tried`` why not.

    ``unseen`` demands that it is done by who is not shown the case.
    """

    def __init__(self, town: World) -> None:
        self.town = town
        self.staff = SqlStaff(town.database, town.office, town.clock)

    async def do(self, step: str, number: str, by: Bearer = LIGHTS, **body: Any) -> CaseRecord:
        done = await self.staff.act(StaffAct(step, number, by, **body))
        assert isinstance(done, CaseRecord), done
        assert done == await self.read(number)
        return done

    async def read(self, number: str) -> CaseRecord | None:
        keyring = self.town.office.keyring
        return await self.town.database.read(lambda connection: record_of(connection, keyring, number))

    async def tried(self, step: str, number: str, by: Bearer = LIGHTS, **body: Any) -> Unfit:
        done = await self.staff.act(StaffAct(step, number, by, **body))
        assert isinstance(done, Unfit), done
        return done

    async def unseen(self, step: str, number: str, by: Bearer = LIGHTS, **body: Any) -> None:
        assert await self.staff.act(StaffAct(step, number, by, **body)) == Unseen()

    async def filed(self, who: Address, **changes: Any) -> str:
        result: Any = await self.town.do(who, filing(**changes))
        return str(result.number)

    async def accepted(self, who: Address, **changes: Any) -> str:
        number = await self.filed(who, **changes)
        await self.do("accept", number, DESK)
        return number

    async def resolved(self, number: str, text: str = ANSWER) -> CaseRecord:
        return await self.do("resolve", number, text=text, outcome="solved", checks=CHECKS, confirm=True)

    async def rows(self, table: Any, number: str) -> list[Any]:
        wanted = select(table).where(table.c.case == number)
        return list(await self.town.database.read(lambda c: c.execute(wanted).mappings().all()))
