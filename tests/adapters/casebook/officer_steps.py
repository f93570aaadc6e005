"""Officers of a small town, for tests of the casebook."""

from dataclasses import dataclass

from casebook_world import ANNA, LAMP, World, filing
from sqlalchemy import select

from adapters.casebook import SqlReporters, SqlStaff
from adapters.casebook.officers import SqlOfficers
from adapters.casebook.officers_acts import Handling
from adapters.casebook.officers_admin import SqlOfficerAdmin
from adapters.casebook.officers_book import OfficeCasebook
from dialogs.facts.acts import Act, DoKey
from dialogs.facts.cases import Contact
from dialogs.facts.messages import Address
from dialogs.facts.officers import (
    Bind,
    Invite,
)
from dialogs.facts.records import Bearer, Role
from dialogs.facts.staff import StaffAct

CLERK, HEAD = Address("wechat", "o-clerk-0001"), Address("wechat", "o-head-0001")
PHONE = Address("sms", "+8613900000099")
DESK = Bearer("t1", Role.ADMIN)
DONE = "The lamp was mended on Monday evening by the night crew."
PIN = "405862"


@dataclass
class Office:
    """A town whose lamps have officers."""

    town: World
    casebook: OfficeCasebook
    admin: SqlOfficerAdmin
    staff: SqlStaff
    runs: int = 0

    async def invited(self, unit: str = "lights", *, head: bool = False) -> Invite:
        return await self.admin.invite(unit, head=head, name="Clerk Li", by=DESK)

    async def do(self, who: Address, act: Act) -> object:
        self.runs += 1
        return await self.casebook.perform(who, DoKey(f"office-{self.runs}", act.key), act)

    async def bound(self, who: Address, unit: str = "lights", *, head: bool = False) -> str:
        """Bind, and give the officer's id."""
        await self.do(who, Bind((await self.invited(unit, head=head)).code))
        return (await SqlOfficers(self.town.database, self.town.office.keyring).bound(unit))[-1 if not head else 0].id

    async def case(self, what: str = LAMP, **contact: object) -> str:
        """File a case and have it assigned to the lamps."""
        filed = await self.town.do(ANNA, filing(what, contact=Contact(**contact)))  # type: ignore[arg-type]
        await self.staff.act(StaffAct("accept", filed.number, DESK))
        await self.staff.act(StaffAct("assign", filed.number, DESK, unit="lights"))
        return filed.number

    async def rows(self, *what: object) -> list[object]:
        return await self.town.database.read(lambda c: list(c.execute(select(*what)).mappings()))


def office_in(town: World) -> Office:
    staff = SqlStaff(town.database, town.office, town.clock)
    reporters = SqlReporters(town.database, town.office, town.clock)
    handling = Handling(staff, reporters, town.database, town.office, town.clock)
    casebook = OfficeCasebook(town.casebook, handling, town.database, town.office, town.clock)
    return Office(town, casebook, SqlOfficerAdmin(town.database, town.office, town.clock), staff)
