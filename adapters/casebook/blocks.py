"""Identities that may not file for now: who they are rests sealed, and is found by a keyed digest alone."""

from collections.abc import Iterator
from typing import Any, Final, final

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    delete,
    func,
    insert,
    not_,
    or_,
    select,
    update,
)

from adapters.casebook import seals
from adapters.casebook.people import REASSIGNED, SILENCE
from adapters.casebook.schema.blocks import blocks
from adapters.casebook.schema.cases import reporters
from adapters.casebook.schema.citizens import citizens
from adapters.sealing import Keyring
from adapters.sql import Database
from dialogs.facts.blocks import Block
from dialogs.facts.errors import UnreadableSeal
from dialogs.facts.messages import Address
from dialogs.facts.moment import DAY, Chance, Clock, Moment

IDENTITY: Final = "block"
"""The index of a blocked identity: another one than a citizen's, so that rows do not tell who is both."""
ID_BYTES: Final = 9
"""Behind a letter: what begins with a dash would be an option on the command line."""


@final
class SqlBlocks:
    """Blocks as who sets and lifts them sees them, and as those who meet citizens ask for them."""

    def __init__(self, database: Database, keyring: Keyring, chance: Chance, clock: Clock) -> None:
        self._database, self._keyring, self._chance, self._clock = database, keyring, chance, clock

    async def add(self, who: Address | str, *, reason: str, by: str, days: int = 0) -> Block | None:
        """Block an address, or who filed a case; without days until it is lifted. None for an unknown case."""
        id, now = f"b-{self._chance.token(ID_BYTES)}", self._clock.now()  # noqa: A001
        until = Moment(now + days * DAY) if days else None

        def write(connection: Connection) -> Block | None:
            address = who if isinstance(who, Address) else filer_of(connection, self._keyring, who)
            if address is None:
                return None
            row = {"id": id, "channel": address.channel, "by": by, "at": now, "until": until}
            row["identity"] = self._keyring.index(IDENTITY, address.whole)
            row["address"] = seals.seal(self._keyring, blocks.c.address, address.id, id)
            row["reason"] = seals.seal(self._keyring, blocks.c.reason, reason, id)
            connection.execute(insert(blocks).values(row))
            return Block(id, address.channel, by, now, until, reason)

        return await self._database.write(write)

    async def listed(self) -> tuple[Block, ...]:
        """Give those that stand, oldest first."""
        wanted = select(blocks).where(_standing(self._clock.now())).order_by(blocks.c.at, blocks.c.id)
        rows = await self._database.read(lambda connection: connection.execute(wanted).mappings().all())
        return tuple(self._block(row) for row in rows)

    async def lift(self, id: str) -> bool:
        """Lift one; False where none of that id stands."""
        now = self._clock.now()
        lifted = update(blocks).where(blocks.c.id == id, _standing(now)).values(lifted_at=now)
        return await self._database.write(lambda connection: connection.execute(lifted).rowcount == 1)

    async def identities(self) -> frozenset[bytes]:
        """Give the digests of all who are blocked now, by each address that is theirs by now."""
        now = self._clock.now()
        return await self._database.read(lambda connection: frozenset(_shut(connection, self._keyring, now)))

    def marks(self, who: Address) -> tuple[bytes, ...]:
        """Give the digests by which somebody may be among them."""
        return self._keyring.indices(IDENTITY, who.whole)

    def _block(self, row: RowMapping) -> Block:
        reason = seals.open_sealed(self._keyring, blocks.c.reason, row["reason"], row["id"])
        return Block(row["id"], row["channel"], row["by"], row["at"], row["until"], reason)


def _shut(connection: Connection, keyring: Keyring, now: Moment) -> Iterator[bytes]:
    """Go from each block to the person, and from there to all they write from: a second phone is no way round."""
    persons: list[bytes] = []
    for row in connection.execute(select(blocks).where(_standing(now))).mappings():
        yield row["identity"]
        if address := _opened(keyring, blocks.c.address, row):
            persons += keyring.indices(seals.PERSON, Address(row["channel"], address).whole)
    for row in connection.execute(_theirs(persons, now)).mappings() if persons else ():
        if address := _opened(keyring, citizens.c.address, row):
            yield keyring.index(IDENTITY, Address(row["channel"], address).whole)


def _theirs(persons: list[bytes], now: Moment) -> Select[tuple[object, ...]]:
    """Ask for the addresses of persons; a number that was silent for too long may be somebody else's."""
    main = func.coalesce(citizens.c.bound_to, citizens.c.id)
    known = select(main).where(citizens.c.person.in_(persons))
    kept = citizens.c.channel.not_in(REASSIGNED) | (citizens.c.last_contact >= now - SILENCE)
    return select(citizens.c.id, citizens.c.channel, citizens.c.address).where(main.in_(known), kept)


def _opened(keyring: Keyring, column: Column[Any], row: RowMapping) -> str:
    try:
        return seals.open_sealed(keyring, column, row["address"], row["id"])
    except UnreadableSeal:
        return ""


def _standing(now: Moment) -> ColumnElement[bool]:
    return blocks.c.lifted_at.is_(None) & or_(blocks.c.until.is_(None), blocks.c.until > now)


def standing_of(connection: Connection, keyring: Keyring, who: Address, now: Moment) -> int:
    """Count the blocks of an address that stand."""
    mine = blocks.c.identity.in_(keyring.indices(IDENTITY, who.whole))
    return connection.scalar(select(func.count()).select_from(blocks).where(mine, _standing(now))) or 0


def drop_ended(connection: Connection, keyring: Keyring, who: Address, now: Moment) -> None:
    """Forget the blocks of an address that are over or were lifted."""
    mine = blocks.c.identity.in_(keyring.indices(IDENTITY, who.whole))
    connection.execute(delete(blocks).where(mine, not_(_standing(now))))


def filer_of(connection: Connection, keyring: Keyring, number: str) -> Address | None:
    """Give the address that a case was filed from."""
    found = (
        select(citizens.c.id, citizens.c.channel, citizens.c.address)
        .join(reporters, reporters.c.citizen == citizens.c.id)
        .where(reporters.c.case == number, reporters.c.role == "filer")
    )
    row = connection.execute(found).mappings().first()
    if row is None or row["address"] is None:
        return None
    return Address(row["channel"], seals.open_sealed(keyring, citizens.c.address, row["address"], row["id"]))
