"""SQLAlchemy Core over asyncpg."""

from collections.abc import Callable
from typing import Any, Final, TypeVar, final

from asyncpg import InterfaceError, InternalClientError, PostgresError
from sqlalchemy import Connection, event, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from adapters.sql.pooling import way_of
from adapters.sql.postgres_faults import MET_ANOTHER, STORE_FAULTS, state_of, unkept
from adapters.sql.together import KNOWN_AS, Together, waiting_on
from dialogs.facts.errors import Unkept

T = TypeVar("T")

# An unnamed statement lives as long as the transaction that prepares it, and a pooler keeps that on one connection.
NOTHING_PREPARED: Final = {
    "statement_cache_size": 0,
    "prepared_statement_cache_size": 0,
    "prepared_statement_name_func": lambda: "",
}
# An act of a case's life is a score of statements, and there are more kinds of acts than the driver's 100 would hold.
# What is prepared is prepared for good: a life of a case comes by again, and preparing is two more ways to the server.
PREPARED: Final = {
    "statement_cache_size": 500,
    "max_cached_statement_lifetime": 0,
    "prepared_statement_cache_size": 500,
}
# Rows are looked up by index however few they are: what is prepared while a table is small serves when it is large.
# (What PostgreSQL takes a page out of order to cost is that of a turning disk.) A pooler would refuse the connection.
BY_INDEX: Final = {"random_page_cost": "1.1"}
BEGIN_WRITING: Final = "BEGIN"
BEGIN_READING: Final = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
COMMIT, ROLLBACK = "COMMIT", "ROLLBACK"
LOST: Final = (OSError, PostgresError, InterfaceError, InternalClientError)
TRIES: Final = 3  # of a transaction that met another one
OURS: Final = "huiyin"  # by which PostgreSQL names our connections
CONNECTING: Final = 5.0  # seconds, also for a free connection of the pool
AS_OURS: Final = {"application_name": OURS}
ANSWERS_WITHIN: Final = 30.0  # seconds; a report over a year takes some of them, nothing else one


@final
class PostgresDatabase:
    """A ``Database`` over PostgreSQL."""

    def __init__(self, url: str, *, connections: int = 20, within: float | None = ANSWERS_WITHIN) -> None:
        """``url`` as users write it: ``postgresql://user@host/db``, ``?statement_cache_size=0`` for a PgBouncer.

        ``within``: seconds for one statement; a later one is stopped at the server too. None: as long as it takes.
        """
        way = way_of(url)
        driven = make_url(way.url).set(drivername="postgresql+asyncpg")
        self.engine: AsyncEngine = create_async_engine(
            driven,
            pool_size=connections,
            max_overflow=0,  # one opened for a moment would learn all types and prepare all statements anew
            pool_timeout=CONNECTING,
            isolation_level="AUTOCOMMIT",  # transactions are begun and ended here, on the driver's own connection
            hide_parameters=True,
            connect_args=_arguments(within, pooled=way.pooled),
        )
        self._connections = connections
        event.listen(self.engine.sync_engine, "before_cursor_execute", _write_what_waits)

    async def write(self, fn: Callable[[Connection], T]) -> T:
        def together(connection: Connection) -> T:
            return _written(connection, fn)

        for _ in range(TRIES - 1):
            try:
                return await self._run(BEGIN_WRITING, together)
            except Unkept as error:
                if state_of(error.__cause__) not in MET_ANOTHER:
                    raise
        return await self._run(BEGIN_WRITING, together)

    async def read(self, fn: Callable[[Connection], T]) -> T:
        return await self._run(BEGIN_READING, fn)

    async def look(self, fn: Callable[[Connection], T]) -> T:
        """Read; here each reading has a connection of its own anyway."""
        return await self.read(fn)

    async def wipe(self) -> None:
        """Do nothing: the server's vacuum frees what was deleted, and its log goes with time."""

    async def close(self) -> None:
        await self.engine.dispose()

    async def _run(self, begin: str, fn: Callable[[Connection], T]) -> T:
        """Run one transaction; what the store cannot do now is ``Unkept``."""
        try:
            return await self._transact(begin, fn)
        except (OSError, PoolTimeout, InterfaceError, InternalClientError) as error:
            raise unkept(error) from error
        except (DBAPIError, PostgresError) as error:
            if state_of(error).startswith(STORE_FAULTS) or _is_gone(error):
                raise unkept(error) from error
            raise

    async def _transact(self, begin: str, fn: Callable[[Connection], T]) -> T:
        connection, driver = await self._begin(begin)
        try:
            result = await connection.run_sync(fn)
            await _commit(driver)
        except BaseException:
            await _undo(connection, driver)
            raise
        finally:
            await connection.close()
        return result

    async def _begin(self, begin: str) -> tuple[AsyncConnection, Any]:
        """Begin a transaction; a connection that was lost while it rested gives way to the next one."""
        resting = self._connections
        while True:
            connection = await self.engine.connect()
            driver = _driver(connection)
            try:
                await driver.execute(begin)
            except BaseException:
                lost = driver.is_closed()
                await _drop(connection)
                if not (lost and resting):
                    raise
            else:
                return connection, driver
            resting -= 1


def _arguments(within: float | None, *, pooled: bool) -> dict[str, Any]:
    settings = AS_OURS if pooled else AS_OURS | BY_INDEX
    prepared = NOTHING_PREPARED if pooled else PREPARED
    return {"timeout": CONNECTING, "command_timeout": within, "server_settings": settings, **prepared}


def _written(connection: Connection, fn: Callable[[Connection], T]) -> T:
    """Run a function whose writes may wait, and then write what still does."""
    pooled = connection.connection
    waiting = pooled.info[KNOWN_AS] = Together(pooled.driver_connection)
    try:
        result = fn(connection)
        waiting.flush()
    finally:
        pooled.info.pop(KNOWN_AS, None)
    return result


def _write_what_waits(connection: Connection, *_: object) -> None:
    """SQLAlchemy's own statements do not say here what they touch: all that waits goes before each."""
    if waiting := waiting_on(connection):
        waiting.flush()


def _driver(connection: AsyncConnection) -> Any:
    return connection.sync_connection and connection.sync_connection.connection.driver_connection


async def _commit(driver: Any) -> None:
    if await driver.execute(COMMIT) != COMMIT:  # so PostgreSQL ends what had failed before
        raise Unkept(f"PostgreSQL, {ROLLBACK}")


async def _undo(connection: AsyncConnection, driver: Any) -> None:
    """Undo a transaction; where that cannot be said, the connection goes with it."""
    try:
        await driver.execute(ROLLBACK)
    except BaseException as error:
        await connection.invalidate()
        if not isinstance(error, LOST):
            raise


async def _drop(connection: AsyncConnection) -> None:
    await connection.invalidate()
    await connection.close()


def _is_gone(error: DBAPIError | PostgresError) -> bool:
    """Say whether there was no connection any more, by SQLAlchemy's word or by the driver's own."""
    return getattr(error, "connection_invalidated", False) or isinstance(getattr(error, "orig", None), InterfaceError)
