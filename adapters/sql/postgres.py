"""SQLAlchemy Core over asyncpg."""

from collections.abc import Callable
from typing import Any, Final, TypeVar, final

from asyncpg import PostgresError
from sqlalchemy import Connection, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from adapters.sql.pooling import way_of
from dialogs.facts.errors import Unkept

T = TypeVar("T")

# An unnamed statement lives as long as the transaction that prepares it, and a pooler keeps that on one connection.
NOTHING_PREPARED: Final = {
    "statement_cache_size": 0,
    "prepared_statement_cache_size": 0,
    "prepared_statement_name_func": lambda: "",
}
# An act of a case's life is a score of statements, and there are more kinds of acts than the driver's 100 would hold.
PREPARED: Final = {"prepared_statement_cache_size": 500}
TRIES: Final = 3  # of a transaction that met another one
OURS: Final = "huiyin"  # by which PostgreSQL names our connections
CONNECTING: Final = 5.0  # seconds, also for a free connection of the pool
AS_OURS: Final = {"timeout": CONNECTING, "server_settings": {"application_name": OURS}}
ANSWERS_WITHIN: Final = 30.0  # seconds; a report over a year takes some of them, nothing else one
MET_ANOTHER: Final = frozenset({"40001", "40P01"})  # serialization failure, deadlock
# Classes of https://www.postgresql.org/docs/current/errcodes-appendix.html: connection, authorization, resources,
# not ready or stopped by an operator, system error; no such database; a standby, which only reads.
STORE_FAULTS: Final = ("08", "28", "53", "55", "57", "58", "3D", "25006", *MET_ANOTHER)


@final
class PostgresDatabase:
    """A ``Database`` over PostgreSQL."""

    def __init__(self, url: str, *, connections: int = 10, within: float | None = ANSWERS_WITHIN) -> None:
        """``url`` as users write it: ``postgresql://user@host/db``, ``?statement_cache_size=0`` for a PgBouncer.

        ``within``: seconds for one statement; a later one is stopped at the server too. None: as long as it takes.
        """
        way = way_of(url)
        driven = make_url(way.url).set(drivername="postgresql+asyncpg")
        self.engine: AsyncEngine = create_async_engine(
            driven,
            pool_size=connections,
            pool_timeout=CONNECTING,
            pool_pre_ping=True,
            hide_parameters=True,
            connect_args=AS_OURS | (NOTHING_PREPARED if way.pooled else PREPARED) | {"command_timeout": within},
        )
        self._reading = self.engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    async def write(self, fn: Callable[[Connection], T]) -> T:
        for _ in range(TRIES - 1):
            try:
                return await _run(self.engine, fn)
            except Unkept as error:
                if error.detail not in MET_ANOTHER:
                    raise
        return await _run(self.engine, fn)

    async def read(self, fn: Callable[[Connection], T]) -> T:
        return await _run(self._reading, fn)

    async def close(self) -> None:
        await self.engine.dispose()


async def _run(engine: AsyncEngine, fn: Callable[[Connection], T]) -> T:
    """Run one transaction; what the store cannot do now is ``Unkept``."""
    try:
        async with engine.begin() as connection:
            return await connection.run_sync(fn)
    except (OSError, PoolTimeout) as error:
        raise Unkept(type(error).__name__) from error
    except (DBAPIError, PostgresError) as error:
        state = _state(error)
        if state.startswith(STORE_FAULTS) or getattr(error, "connection_invalidated", False):
            raise Unkept(state) from error
        raise


def _state(error: Exception) -> str:
    """Give the five-character SQLSTATE of an error, the driver's or SQLAlchemy's, or nothing."""
    state: Any = getattr(getattr(error, "orig", error), "sqlstate", None)
    return state or ""
