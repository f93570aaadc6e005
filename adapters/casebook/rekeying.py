"""Sealing again by the first secret what an older one sealed, and finding it again by it: a batch per transaction."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Column, Connection, RowMapping, Table, select, tuple_, update

from adapters.casebook import seals
from adapters.casebook.blocks import IDENTITY as BLOCKED
from adapters.casebook.officers import IDENTITY
from adapters.casebook.outbox import RECIPIENT
from adapters.casebook.reporting import code_text
from adapters.casebook.schema import blocks, citizens, metadata, officers, outbox, phone_codes, reporters
from adapters.sealing import Keyring
from adapters.sql import Database
from dialogs.facts.errors import UnreadableSeal

BATCH: Final = 100
Reindexing = Callable[[Keyring, RowMapping, str], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Renewed:
    """``unreadable``: sealed by a secret that is gone, and left as they are."""

    renewed: int = 0
    unreadable: int = 0

    def __add__(self, other: "Renewed") -> "Renewed":
        return Renewed(self.renewed + other.renewed, self.unreadable + other.unreadable)


async def rekey(database: Database, keyring: Keyring, *, batch: int = BATCH) -> Renewed:
    """Go through every sealed column; a day later, when no words are compared with older ones, those secrets can go."""
    total = Renewed()
    for column in sealed_columns():
        after: tuple[Any, ...] | None = ()
        while after is not None:
            after, renewed = await database.write(
                lambda connection, column=column, after=after: _batch(connection, keyring, column, after, batch)  # type: ignore[misc]
            )
            total += renewed
    return total


def sealed_columns() -> tuple[Column[Any], ...]:
    return tuple(column for table in metadata.sorted_tables for column in table.columns if column.info.get("sealed"))


def _batch(
    connection: Connection, keyring: Keyring, column: Column[Any], after: tuple[Any, ...], limit: int
) -> tuple[tuple[Any, ...] | None, Renewed]:
    """Renew the rows after a key; the last key, or ``None`` at the end."""
    table = column.table
    key = tuple(table.primary_key.columns)
    found = select(table).order_by(*key).limit(limit).with_for_update()
    rows = connection.execute(found.where(tuple_(*key) > after) if after else found).mappings().all()
    total = Renewed()
    for row in rows:
        total += _renew(connection, keyring, column, row)
    return (tuple(rows[-1][part.name] for part in key) if rows else None), total


def _renew(connection: Connection, keyring: Keyring, column: Column[Any], row: RowMapping) -> Renewed:
    sealed = row[column.name]
    if sealed is None or keyring.is_current(sealed):
        return Renewed()
    bound = tuple(row[part.name] for part in seals.bound_by(column))
    try:
        plain = seals.open_sealed(keyring, column, sealed, *bound)
    except UnreadableSeal:
        return Renewed(unreadable=1)
    values = {column.name: seals.seal(keyring, column, plain, *bound), **_reindexed(keyring, column, row, plain)}
    connection.execute(update(column.table).where(*_same(column.table, row)).values(values))
    return Renewed(renewed=1)


def _same(table: Table, row: RowMapping) -> list[Any]:
    return [part == row[part.name] for part in table.primary_key.columns]


def _reindexed(keyring: Keyring, column: Column[Any], row: RowMapping, plain: str) -> Mapping[str, Any]:
    return REINDEXED[column](keyring, row, plain) if column in REINDEXED else {}


def _person(keyring: Keyring, row: RowMapping, plain: str) -> Mapping[str, Any]:
    return {"person": keyring.index(seals.PERSON, f"{row['channel']}:{plain}")}


def _phone(keyring: Keyring, _row: RowMapping, plain: str) -> Mapping[str, Any]:
    return {"phone": keyring.index(seals.PERSON, f"sms:{plain}")}


def _recipient(keyring: Keyring, row: RowMapping, plain: str) -> Mapping[str, Any]:
    return {"recipient": keyring.index(RECIPIENT, f"{row['channel']}:{plain}")}


def _code(keyring: Keyring, row: RowMapping, plain: str) -> Mapping[str, Any]:
    return {"code_index": keyring.index(seals.CODE, code_text(row["case"], plain))}


def _officer(keyring: Keyring, row: RowMapping, plain: str) -> Mapping[str, Any]:
    return {"identity": keyring.index(IDENTITY, f"{row['channel']}:{plain}")}


def _blocked(keyring: Keyring, row: RowMapping, plain: str) -> Mapping[str, Any]:
    return {"identity": keyring.index(BLOCKED, f"{row['channel']}:{plain}")}


REINDEXED: Final[Mapping[Column[Any], Reindexing]] = {
    citizens.c.address: _person,
    phone_codes.c.address: _phone,
    officers.c.address: _officer,
    blocks.c.address: _blocked,
    outbox.c.address: _recipient,
    reporters.c.code: _code,
}
