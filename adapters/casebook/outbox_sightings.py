"""When people were last heard: noted many at once, some seconds after the fact."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from adapters.casebook.outbox import RECIPIENT
from adapters.casebook.schema import pushes, sightings
from adapters.sealing import Keyring
from adapters.sql import Database
from dialogs.facts.delivery import Sighting
from dialogs.facts.moment import Moment

TOGETHER: Final = 500
"""Rows of one transaction, noted or dropped."""


class SqlSightings:
    """``Sightings`` in the casebook's database."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    async def note(self, seen: Sequence[Sighting], *, now: Moment) -> None:
        rows = [self._row(each, now) for each in seen]
        for start in range(0, len(rows), TOGETHER):
            await self._database.write(partial(_note, rows=rows[start : start + TOGETHER]))

    async def forget(self, before: Moment) -> int:
        """Drop a bounded batch of what is too old to count; how many went."""
        return await self._database.write(lambda connection: _forget(connection, before))

    def _row(self, seen: Sighting, now: Moment) -> dict[str, Any]:
        return {
            "recipient": self._keyring.index(RECIPIENT, seen.address.whole),
            "account": seen.account,
            "message_at": seen.message_at or None,
            "click_at": seen.click_at or None,
            "busy_until": seen.busy_until or None,
            "at": now,
        }


def _note(connection: Connection, rows: list[dict[str, Any]]) -> None:
    new = (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(sightings)
    kept = {name: func.coalesce(new.excluded[name], sightings.c[name]) for name in ("message_at", "click_at")}
    seen = {name: new.excluded[name] for name in ("account", "busy_until", "at")}
    connection.execute(new.on_conflict_do_update(index_elements=["recipient"], set_=kept | seen), rows)


def _forget(connection: Connection, before: Moment) -> int:
    """Look at those that were noted first: they are the oldest, and need no index by their time."""
    first = select(pushes.c.position, pushes.c.at).order_by(pushes.c.position).limit(TOGETHER).subquery()
    old = select(first.c.position).where(first.c.at < before)
    return connection.execute(delete(pushes).where(pushes.c.position.in_(old))).rowcount
