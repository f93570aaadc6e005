"""The desk's list: what citizens left there, oldest first."""

from typing import Any

from sqlalchemy import Connection, RowMapping, Select, select, tuple_, update

from adapters.casebook import seals
from adapters.casebook.schema import citizens, desk_items
from adapters.sealing import Keyring
from adapters.sql import Database
from dialogs.facts.moment import Clock, Moment
from dialogs.facts.records import Bearer, DeskFilter, DeskItem, DeskPage
from dialogs.reading import mask


class SqlDesk:
    """The desk's list, for who works there."""

    def __init__(self, database: Database, keyring: Keyring, clock: Clock) -> None:
        self._database = database
        self._keyring = keyring
        self._clock = clock

    async def items(self, wanted: DeskFilter) -> DeskPage:
        now = self._clock.now()
        return await self._database.read(lambda connection: _items(connection, self._keyring, wanted, now))

    async def done(self, id: str, by: Bearer) -> DeskItem | None:
        """Mark it done, once; ``None`` where the desk has no such item."""
        now = self._clock.now()
        return await self._database.write(lambda connection: _done(connection, self._keyring, id, by, now))


def listed(wanted: DeskFilter, now: Moment) -> Select[Any]:
    """Ask for a page, and whether there is another one."""
    shown = desk_items.c.shown_at
    found = _with_channel().where(shown <= now).order_by(shown, desk_items.c.id).limit(wanted.limit + 1)
    if wanted.kind:
        found = found.where(desk_items.c.kind == wanted.kind)
    if wanted.cursor:
        at, _, last = wanted.cursor.partition("-")
        found = found.where(tuple_(shown, desk_items.c.id) > (int(at), last))
    return found.where(desk_items.c.done_at.is_not(None) if wanted.done else desk_items.c.done_at.is_(None))


def _items(connection: Connection, keyring: Keyring, wanted: DeskFilter, now: Moment) -> DeskPage:
    rows = connection.execute(listed(wanted, now)).mappings().all()
    page = rows[: wanted.limit]
    after = f"{page[-1]['shown_at']}-{page[-1]['id']}" if len(rows) > wanted.limit else ""
    return DeskPage(tuple(_item(keyring, row) for row in page), after)


def _done(connection: Connection, keyring: Keyring, id: str, by: Bearer, now: Moment) -> DeskItem | None:
    mark = update(desk_items).where(desk_items.c.id == id, desk_items.c.shown_at <= now)
    connection.execute(mark.where(desk_items.c.done_at.is_(None)).values(done_at=now, done_by=by.token))
    found = _with_channel().where(desk_items.c.id == id, desk_items.c.shown_at <= now)
    row = connection.execute(found).mappings().first()
    return _item(keyring, row) if row else None


def _with_channel() -> Select[Any]:
    """Join from the outside, though each item has a citizen: so no database thinks of beginning with all citizens."""
    theirs = citizens.c.id == desk_items.c.citizen
    return select(desk_items, citizens.c.channel).join(citizens, theirs, isouter=True)


def _item(keyring: Keyring, row: RowMapping) -> DeskItem:
    sealed = row["words"]
    said = seals.open_sealed(keyring, desk_items.c.words, sealed, row["id"]) if sealed else ""
    return DeskItem(
        row["id"], row["kind"], row["at"], row["channel"], mask(said), row["danger"], row["done_at"], row["done_by"]
    )
