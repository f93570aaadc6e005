"""What is kept to know an act or a code again: once nothing can come again, it goes."""

from typing import Final, final

from sqlalchemy import Connection, delete, select, tuple_

from adapters.casebook.binding import forget_codes
from adapters.casebook.officers_binding import forget_names, forget_tries
from adapters.casebook.schema import code_tries, dones
from adapters.sql import Database
from dialogs.facts.moment import Moment

BATCH: Final = 500  # rows


@final
class SqlRepeats:
    """Both are about citizens, and what came of an act may hold a query code."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def forget(self, before: Moment) -> int:
        """Drop a bounded batch of what is older than a moment; how many rows went."""
        return await self._database.write(lambda connection: _acts(connection, before) + _tries(connection, before))

    async def forget_codes(self, now: Moment) -> int:
        """Drop what was given out and is over, though nobody ever asks for another code; how many rows it was about."""
        over = forget_codes, forget_names, forget_tries
        return await self._database.write(lambda connection: sum(forget(connection, now) for forget in over))


def _acts(connection: Connection, before: Moment) -> int:
    key = dones.c.citizen, dones.c.key
    old = select(*key).where(dones.c.at < before).order_by(dones.c.at).limit(BATCH)
    return connection.execute(delete(dones).where(tuple_(*key).in_(old))).rowcount


def _tries(connection: Connection, before: Moment) -> int:
    """Look at those that were noted first: they are the oldest, and need no index by their time."""
    first = select(code_tries.c.position, code_tries.c.at).order_by(code_tries.c.position).limit(BATCH).subquery()
    old = select(first.c.position).where(first.c.at < before)
    return connection.execute(delete(code_tries).where(code_tries.c.position.in_(old))).rowcount
