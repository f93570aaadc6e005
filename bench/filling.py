"""Lays many rows into a database at once: without its indexes, which are built when all rows are there."""

import asyncio
import contextlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol, TypeAlias

import asyncpg
from sqlalchemy import Index, insert, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex

from adapters.casebook.schema import metadata

Columns: TypeAlias = Sequence[str]
Records: TypeAlias = Sequence[tuple[object, ...]]


class Filler(Protocol):
    """One connection that fills a migrated database which nobody else has open."""

    def put(self, table: str, columns: Columns, records: Records) -> None: ...


@contextlib.contextmanager
def filler(url: str) -> Iterator[Filler]:
    """Open the database, and at the end build its indexes and let it learn what it holds."""
    with filling_sqlite(Path(url.removeprefix("sqlite:///"))) if url.startswith("sqlite:") else _on_postgres(url) as it:
        yield it


class _Sqlite:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put(self, table: str, columns: Columns, records: Records) -> None:
        statement = insert(metadata.tables[table]).values(dict.fromkeys(columns))
        compiled = statement.compile(dialect=sqlite.dialect(paramstyle="qmark"))
        places = [columns.index(name) for name in compiled.positiontup or columns]
        self._connection.executemany(str(compiled), [tuple(record[place] for place in places) for record in records])
        self._connection.commit()


@contextlib.contextmanager
def filling_sqlite(path: Path) -> Iterator[Filler]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -1000000")
        for index in indexes():
            connection.execute(f"DROP INDEX {index.name}")
        yield _Sqlite(connection)
        for index in indexes():
            connection.execute(str(CreateIndex(index).compile(dialect=sqlite.dialect())))
        connection.commit()


class _Postgres:
    def __init__(self, runner: asyncio.Runner, connection: asyncpg.Connection) -> None:
        self._runner, self._connection = runner, connection

    def put(self, table: str, columns: Columns, records: Records) -> None:
        self._runner.run(self._connection.copy_records_to_table(table, records=records, columns=list(columns)))

    def run(self, statement: str) -> None:
        self._runner.run(self._connection.execute(statement, timeout=None))


@contextlib.contextmanager
def _on_postgres(url: str) -> Iterator[Filler]:
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with asyncio.Runner() as runner:
        connection = runner.run(asyncpg.connect(plain))
        filling = _Postgres(runner, connection)
        try:
            # What the rows refer to is known to be there; checking millions of references would take most of the time.
            filling.run("SET session_replication_role = replica")
            for index in indexes():
                filling.run(f"DROP INDEX {index.name}")
            yield filling
            for index in indexes():
                filling.run(str(CreateIndex(index).compile(dialect=postgresql.dialect())))  # type: ignore[no-untyped-call]
            filling.run("VACUUM ANALYZE")
        finally:
            runner.run(connection.close())


def indexes() -> Iterator[Index]:
    """Give the indexes that hold no rule: all but those of keys."""
    for table in metadata.sorted_tables:
        yield from (index for index in sorted(table.indexes, key=lambda index: str(index.name)) if not index.unique)


def in_tables(rows: Mapping[str, list[dict[str, object]]]) -> Iterator[tuple[str, Columns, Records]]:
    """Give rows table by table, so that what is referred to is there first."""
    for name in (table.name for table in metadata.sorted_tables if table.name in rows):
        columns = list(rows[name][0])
        yield name, columns, [tuple(row[column] for column in columns) for row in rows[name]]
