"""Who handles cases by message: who is bound for a unit, who is its head, and where each can be reached."""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection, RowMapping, bindparam, func, select

from adapters.casebook import seals
from adapters.casebook.occasion import Occasion
from adapters.casebook.people import REASSIGNED, SILENCE
from adapters.casebook.schema.officers import officers
from adapters.sealing import Keyring
from adapters.sql import Database
from dialogs.facts.errors import UnreadableSeal
from dialogs.facts.messages import Address
from dialogs.facts.moment import Moment
from dialogs.facts.officers import Officer

IDENTITY: Final = "officer"
"""The index by which an officer is found: another one than a citizen's, so that rows do not tell who is both."""
BOUND: Final = officers.c.unbound_at.is_(None)
HEARD_AT: Final = func.coalesce(officers.c.heard_at, officers.c.bound_at)

AT: Final = select(officers).where(BOUND, officers.c.identity.in_(bindparam("keys", expanding=True)))


class SqlOfficers:
    """The officers as who invites, lists and reaches them sees them."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    async def bound(self, unit: str = "") -> tuple[Officer, ...]:
        """Give those who are bound, of one unit or all."""
        return await self._database.read(lambda connection: bound_for(connection, self._keyring, unit))

    async def listed(self, units: Iterable[str] | None = None) -> tuple[Officer, ...]:
        """Give all there ever were, of these units or all; those who left have neither name nor address."""
        found = select(officers).order_by(officers.c.unit, officers.c.bound_at, officers.c.id)
        wanted = found if units is None else found.where(officers.c.unit.in_(tuple(units)))
        rows = await self._database.read(lambda connection: connection.execute(wanted).mappings().all())
        return tuple(officer_of(self._keyring, row) for row in rows)

    async def address(self, id: str) -> Address | None:
        return await self._database.read(lambda connection: address_of(connection, self._keyring, id))


def bound_for(connection: Connection, keyring: Keyring, unit: str = "") -> tuple[Officer, ...]:
    """Give who is bound for a unit, heads first; without one, everybody."""
    found = select(officers).where(BOUND)
    wanted = found.where(officers.c.unit == unit) if unit else found
    ordered = wanted.order_by(officers.c.unit, officers.c.head.desc(), officers.c.bound_at, officers.c.id)
    return tuple(officer_of(keyring, row) for row in connection.execute(ordered).mappings())


def ids_bound_for(connection: Connection, unit: str, *, head: bool | None = None) -> tuple[str, ...]:
    """Give the ids alone, heads first: of all who are bound for a unit, of its heads, or of the others."""
    found = select(officers.c.id).where(BOUND, officers.c.unit == unit)
    wanted = found if head is None else found.where(officers.c.head == head)
    return tuple(connection.scalars(wanted.order_by(officers.c.head.desc(), officers.c.bound_at, officers.c.id)))


def address_of(connection: Connection, keyring: Keyring, id: str) -> Address | None:
    """Say where an officer can be reached; ``None`` for who has left or was sealed by a key that is gone."""
    row = connection.execute(select(officers).where(BOUND, officers.c.id == id)).mappings().first()
    if row is None or row["address"] is None:
        return None
    try:
        return Address(row["channel"], seals.open_sealed(keyring, officers.c.address, row["address"], id))
    except UnreadableSeal:
        return None


def officer_at(occasion: Occasion) -> RowMapping | None:
    """Give the row of the officer who writes; None where nobody is bound there, or was silent for too long."""
    row = row_at(occasion)
    return None if row is None or is_silent(row, occasion.now) else row


def row_at(occasion: Occasion) -> RowMapping | None:
    """Give the row of who was bound where somebody writes from, whoever that may be by now."""
    keys = occasion.office.keyring.indices(IDENTITY, occasion.who.whole)
    return occasion.connection.execute(AT, {"keys": keys}).mappings().first()


def is_silent(row: RowMapping, now: Moment) -> bool:
    """Say whether the number may have a new owner: nobody was heard from it for half a year."""
    return row["channel"] in REASSIGNED and now - (row["heard_at"] or row["bound_at"]) > SILENCE


def officer_of(keyring: Keyring, row: RowMapping) -> Officer:
    return Officer(
        row["id"],
        row["unit"],
        row["head"],
        row["channel"],
        Moment(row["bound_at"]),
        row["language"],
        _name(keyring, row),
        row["unbound_at"],
        has_pin=row["pin"] is not None,
    )


def _name(keyring: Keyring, row: RowMapping) -> str:
    try:
        return seals.open_sealed(keyring, officers.c.name, row["name"], row["id"]) if row["name"] else ""
    except UnreadableSeal:
        return ""
