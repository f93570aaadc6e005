"""Photos and voice that came into no case: they go, the file first and what names it last."""

from typing import Final, final

from sqlalchemy import Connection, delete, or_, select, update

from adapters.casebook.media import DROPPED
from adapters.casebook.schema import media
from adapters.sql import Database
from dialogs.facts.moment import Moment
from dialogs.facts.ports import MediaStore

BATCH: Final = 100


@final
class SqlUnused:
    """Drops in three steps: who is killed between them leaves no file that nobody knows of."""

    def __init__(self, database: Database, store: MediaStore) -> None:
        self._database, self._store = database, store

    async def drop(self, before: Moment) -> int:
        """Drop a bounded batch of what came before a moment and belongs to no case; how many went."""
        gone = await self._database.write(lambda connection: _marked(connection, before))
        for each in gone:
            await self._store.remove(each)
        if gone:
            await self._database.write(lambda connection: connection.execute(delete(media).where(media.c.id.in_(gone))))
        return len(gone)


def _marked(connection: Connection, before: Moment) -> tuple[str, ...]:
    """Mark them, so that no case takes them and no worker fetches them, and give them; those marked before too."""
    free = or_(media.c.leased_until.is_(None), media.c.leased_until < before)
    old = select(media.c.id).where(media.c.case == "", media.c.asked_at < before, free)
    ids = tuple(connection.scalars(old.order_by(media.c.asked_at, media.c.id).limit(BATCH)))
    mine = media.c.id.in_(ids) & (media.c.case == "")
    marked = update(media).where(mine).values(state=DROPPED).returning(media.c.id)
    return tuple(connection.scalars(marked)) if ids else ()
