"""What is kept to know an act or a wrong code again: once nothing can come again, it goes."""

from typing import Final, final

from sqlalchemy import Connection, delete, select, tuple_

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


def _acts(connection: Connection, before: Moment) -> int:
    key = dones.c.citizen, dones.c.key
    old = select(*key).where(dones.c.at < before).order_by(dones.c.at).limit(BATCH)
    return connection.execute(delete(dones).where(tuple_(*key).in_(old))).rowcount


def _tries(connection: Connection, before: Moment) -> int:
    """Look at those that were noted first: they are the oldest, and need no index by their time."""
    first = select(code_tries.c.position, code_tries.c.at).order_by(code_tries.c.position).limit(BATCH).subquery()
    old = select(first.c.position).where(first.c.at < before)
    return connection.execute(delete(code_tries).where(code_tries.c.position.in_(old))).rowcount
