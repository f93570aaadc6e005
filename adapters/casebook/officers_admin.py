"""Inviting and unbinding officers, for who may: the command line, and the API's admin, desk and units."""

from typing import Final

from sqlalchemy import Connection

from adapters.casebook import officers_binding, officers_leaving
from adapters.casebook.occasion import Occasion, Office
from adapters.sql import Database
from dialogs.facts.messages import Address
from dialogs.facts.moment import Clock
from dialogs.facts.officers import Invite

API: Final = "api"


class SqlOfficerAdmin:
    def __init__(self, database: Database, office: Office, clock: Clock) -> None:
        self._database = database
        self._office = office
        self._clock = clock

    async def invite(self, unit: str, *, head: bool, name: str, by: str) -> Invite:
        """Make a code; ``by`` names the token it was asked for with. The city has to know the unit."""
        return await self._database.write(
            lambda connection: officers_binding.issue(self._at(connection, by), unit, head=head, name=name, by=by)
        )

    async def unbind(self, id: str, *, by: str) -> bool:
        """Unbind at once, and hand on what they signed for; False where there is no such officer."""
        unit = await self._database.write(lambda connection: _unbind(self._at(connection, by), id))
        if unit is None:
            return False
        await self.hand_on(id, unit, by=by)
        return True

    async def hand_on(self, id: str, unit: str, *, by: str) -> None:
        """Hand on the cases of who has left; what a crash left undone is done by the next call."""
        while await self._database.write(
            lambda connection: officers_leaving.hand_on(self._at(connection, by), id, unit)
        ):
            continue

    def _at(self, connection: Connection, by: str) -> Occasion:
        return Occasion(connection, self._office, Address(API, by), self._clock.now())


def _unbind(occasion: Occasion, id: str) -> str | None:
    row = officers_leaving.departed(occasion, id)
    if row is None:
        return None
    officers_leaving.leave(occasion, row)
    unit: str = row["unit"]
    return unit
