"""Which keys sealed what is stored; the first and the last row of each kind are looked at."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Column, Connection, select

from adapters.casebook.schema import citizens, reporters, words
from adapters.sealing import Keyring, fingerprint_of
from adapters.sql import Database

LOOKED_AT: Final[tuple[Column[Any], ...]] = (citizens.c.address, reporters.c.code, words.c.sealed)
"""Columns that are filled when a case is filed."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Fingerprints of the keys that sealed what is stored; ``here``: those that are configured."""

    here: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()


async def keys_of(database: Database, keyring: Keyring) -> Keys:
    """Find the keys; there are none where nothing was filed yet."""
    found = await database.read(lambda connection: frozenset(map(fingerprint_of, _some(connection))))
    here = frozenset(filter(keyring.knows, found))
    return Keys(here, found - here)


def _some(connection: Connection) -> Iterator[bytes]:
    for column in LOOKED_AT:
        key = tuple(column.table.primary_key.columns)
        for order in (key, tuple(part.desc() for part in key)):
            sealed = connection.scalar(select(column).where(column.is_not(None)).order_by(*order).limit(1))
            if sealed is not None:
                yield sealed
