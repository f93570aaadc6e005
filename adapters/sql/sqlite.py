"""SQLAlchemy Core over the writer's connection, and reading beside it."""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar, final

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool, StaticPool

from adapters.sql.connecting import connect_reading, empty_log
from adapters.sql.faults import as_told
from adapters.sql.writer import BUSY_TIMEOUT, Writer

T = TypeVar("T")

READERS: Final = 2
LOOKERS: Final = 2
"""Kept apart for look-ups of conversations, which end soon: a list of a hundred thousand cases takes its time."""


@final
class SqliteDatabase:
    """A ``Database`` over one SQLite file. It does not own the writer: close the writer after it."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._writing: Connection | None = None
        self._readers = _reading_engine(writer)
        self._reading = ThreadPoolExecutor(READERS, thread_name_prefix="reader")
        self._looking = ThreadPoolExecutor(LOOKERS, thread_name_prefix="looker")

    async def write(self, fn: Callable[[Connection], T]) -> T:
        return await self._writer.run(lambda raw: self._within(raw, fn))

    async def read(self, fn: Callable[[Connection], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._reading, self._view, fn)

    async def look(self, fn: Callable[[Connection], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._looking, self._view, fn)

    async def wipe(self) -> None:
        """Write the log into the file and empty it; while somebody reads an older view it waits for the next time."""
        await asyncio.to_thread(empty_log, self._writer.path, busy_timeout=BUSY_TIMEOUT)

    async def close(self) -> None:
        """Let readings end; functions that wait at the writer are the writer's to finish."""
        for threads in (self._reading, self._looking):
            await asyncio.to_thread(threads.shutdown)
        self._readers.dispose()

    def _within(self, raw: sqlite3.Connection, fn: Callable[[Connection], T]) -> T:
        """Run on the writer's thread, where a transaction and a savepoint stand already."""
        connection = self._writing = self._writing or _writing_engine(raw).connect()
        with connection.begin():
            return fn(connection)

    def _view(self, fn: Callable[[Connection], T]) -> T:
        try:
            with self._readers.connect() as connection:
                connection.exec_driver_sql("BEGIN")
                return fn(connection)
        except DBAPIError as error:
            raise as_told(error) from error


def _writing_engine(raw: sqlite3.Connection) -> Engine:
    return create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool, hide_parameters=True)


def _reading_engine(writer: Writer) -> Engine:
    return create_engine(
        "sqlite://",
        creator=lambda: connect_reading(writer.path, busy_timeout=BUSY_TIMEOUT),
        poolclass=QueuePool,
        pool_size=READERS + LOOKERS,
        hide_parameters=True,
    )
