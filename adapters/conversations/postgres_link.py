"""The way to PostgreSQL for the path of every message: raw asyncpg, a pool of its own."""

from collections.abc import Awaitable, Callable
from typing import Any, Final, TypeVar, final

import asyncpg

from adapters.sql.pooling import way_of
from adapters.sql.postgres import OURS
from adapters.sql.postgres_faults import STORE_FAULTS, unkept

T = TypeVar("T")

CONNECTING: Final = 5.0  # seconds, also for a free connection of the pool
ANSWERS_WITHIN: Final = 5.0  # seconds for a statement; the server is told to stop a later one
PREPARED: Final = 100  # statements that a connection remembers
PREPARING: Final = 0x687569  # of pg_advisory_xact_lock: who makes the tables
PREPARING_WITHIN: Final = 60.0  # seconds: the others wait for the first


@final
class PostgresLink:
    """A pool of connections. Raises ``Unkept`` when PostgreSQL is down, late, full or reads only.

    A connection that a restart has closed is replaced when it is next asked for.
    """

    def __init__(self, url: str, *, connections: int = 10, within: float = ANSWERS_WITHIN) -> None:
        """``url`` says ``?statement_cache_size=0`` where it leads to a PgBouncer in transaction mode."""
        way = way_of(url)
        self._pooled = way.pooled
        self._pool = asyncpg.create_pool(
            way.url,
            min_size=0,
            max_size=connections,
            timeout=CONNECTING,
            command_timeout=within,
            statement_cache_size=0 if way.pooled else PREPARED,
            reset=_as_it_is,
            server_settings={"application_name": OURS},
        )

    async def prepare(self, *statements: str) -> None:
        """Run statements that make what is missing; of processes that start together, one after the other."""
        await self._pool

        async def make(connection: Any) -> None:
            async with connection.transaction():
                await connection.execute(f"SELECT pg_advisory_xact_lock({PREPARING})", timeout=PREPARING_WITHIN)
                for statement in statements:
                    await connection.execute(statement)

        await self.ask(make)

    async def row(self, statement: str, *values: Any) -> Any:
        return await self.ask(lambda connection: connection.fetchrow(statement, *values))

    async def rows(self, statement: str, *values: Any) -> Any:
        return await self.ask(lambda connection: connection.fetch(statement, *values))

    async def touched(self, statement: str, *values: Any, within: float | None = None) -> int:
        """Run a statement that changes rows; how many it were."""
        done: str = await self.ask(lambda connection: connection.execute(statement, *values, timeout=within))
        return int(done.rpartition(" ")[2])

    async def ask(self, ask: Callable[[Any], Awaitable[T]]) -> T:
        try:
            async with self._pool.acquire(timeout=CONNECTING) as connection:
                if not self._pooled:
                    return await ask(connection)
                async with connection.transaction():  # which a pooler keeps on one connection of its own
                    return await ask(connection)
        except (OSError, TimeoutError, asyncpg.InterfaceError, asyncpg.InternalClientError) as error:
            raise unkept(error) from error
        except asyncpg.PostgresError as error:
            if (error.sqlstate or "").startswith(STORE_FAULTS):
                raise unkept(error) from error
            raise

    async def close(self) -> None:
        await self._pool.close()


async def _as_it_is(_connection: Any) -> None:
    """Give a connection back without a round trip: nobody leaves anything behind in it."""
