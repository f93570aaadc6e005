"""Inviting, listing and unbinding officers: for admin and desk, and for a unit its own and those below it."""

from typing import Final

from sqlalchemy import Connection, RowMapping

from adapters.casebook import officers_binding, officers_leaving
from adapters.casebook.acts.undone import Undone
from adapters.casebook.occasion import Occasion, Office
from adapters.casebook.officers import SqlOfficers
from adapters.casebook.rules.authority import is_above
from adapters.sql import Database
from dialogs.facts.messages import Address
from dialogs.facts.moment import Clock
from dialogs.facts.officers import Invite, Officer
from dialogs.facts.records import Bearer, Role
from dialogs.facts.staff import Unfit, Why

API: Final = "api"


class SqlOfficerAdmin:
    def __init__(self, database: Database, office: Office, clock: Clock) -> None:
        self._database = database
        self._office = office
        self._clock = clock
        self._known = SqlOfficers(database, office.keyring)

    async def invite(self, unit: str, *, head: bool, name: str, by: Bearer) -> Invite | Unfit:
        """Make a code that binds whoever sends it first."""
        if self._office.city().unit(unit) is None:
            return Unfit(Why.BODY, None, (("unit", "unknown"),))
        if not self._may(by, unit):
            return Unfit(Why.FORBIDDEN)
        return await self._database.write(
            lambda connection: officers_binding.issue(self._at(connection, by), unit, head=head, name=name)
        )

    async def listed(self, by: Bearer, *, unit: str = "", left: bool = False) -> tuple[Officer, ...]:
        """Give those whom the reader may see: who is bound, or with ``left`` also who was."""
        units = [each.code for each in self._office.city().units if self._may_see(by, each.code)]
        found = await self._known.listed([code for code in units if unit in {"", code}])
        return tuple(each for each in found if left or each.unbound_at is None)

    async def unbind(self, id: str, *, by: Bearer) -> Officer | Unfit:
        """Unbind at once, and hand on what they signed for. ``Unfit`` where there is no such officer for them."""
        try:
            before = await self._database.write(lambda connection: self._unbind(self._at(connection, by), id, by))
        except Undone:
            await self._finish(id, by)
            return Unfit(Why.UNKNOWN)
        await self.hand_on(id, before["unit"])
        return next(each for each in await self._known.listed([before["unit"]]) if each.id == id)

    async def _finish(self, id: str, by: Bearer) -> None:
        """Hand on what a crash has left with somebody who is unbound already."""
        gone = [each for each in await self._known.listed() if each.id == id and self._may(by, each.unit)]
        for each in gone:
            await self.hand_on(id, each.unit)

    async def hand_on(self, id: str, unit: str) -> None:
        """Hand on the cases of who has left."""
        while await self._database.write(
            lambda connection: officers_leaving.hand_on(self._occasion(connection, id), id, unit)
        ):
            continue

    def _unbind(self, occasion: Occasion, id: str, by: Bearer) -> RowMapping:
        row = officers_leaving.departing(occasion, id)
        if row is None or not self._may(by, row["unit"]):
            raise Undone(Unfit(Why.UNKNOWN))
        officers_leaving.leave(occasion, row)
        return row

    def _may(self, by: Bearer, unit: str) -> bool:
        return by.role in {Role.ADMIN, Role.PLATFORM} or (by.role is Role.UNIT and self._is_theirs(by, unit))

    def _may_see(self, by: Bearer, unit: str) -> bool:
        return by.role is Role.AUDITOR or self._may(by, unit)

    def _is_theirs(self, by: Bearer, unit: str) -> bool:
        return bool(by.unit) and (unit == by.unit or is_above(self._office.city(), by.unit, unit))

    def _at(self, connection: Connection, by: Bearer) -> Occasion:
        return self._occasion(connection, by.token)

    def _occasion(self, connection: Connection, who: str) -> Occasion:
        return Occasion(connection, self._office, Address(API, who), self._clock.now())
