"""Rows as plain values, table by table: what a backup holds, the same from SQLite and from PostgreSQL."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Integer, MetaData, Table, func, insert, select, text

VERSION: Final = "alembic_version"
AT_ONCE: Final = 2000  # rows

Row = Sequence[Any]


def tables_of(connection: Connection) -> tuple[Table, ...]:
    """Give all tables as they stand there, those that others refer to first, without the one of the migrations."""
    found = MetaData()
    found.reflect(connection)
    return tuple(table for table in found.sorted_tables if table.name != VERSION)


def batches(connection: Connection, table: Table) -> Iterator[list[Row]]:
    """Give all rows in bounded batches, in the order of their keys."""
    asked = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=AT_ONCE)
    for rows in connection.execute(asked).partitions():
        yield [tuple(row) for row in rows]


def put(connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Insert a batch; a column that the table has and ``columns`` does not takes its default."""
    if rows:
        connection.execute(insert(table), [dict(zip(columns, row, strict=True)) for row in rows])


def go_on_counting(connection: Connection, table: Table) -> None:
    """Let PostgreSQL draw the next number after those that were put; SQLite does so by itself."""
    if connection.dialect.name != "postgresql":
        return
    for column in table.primary_key.columns:
        drawn = isinstance(column.type, Integer) and connection.scalar(
            select(func.pg_get_serial_sequence(table.name, column.name))
        )
        if drawn:
            last = select(func.max(column)).scalar_subquery()
            connection.execute(select(func.setval(drawn, func.coalesce(last, 1), last.is_not(None))))


def others_there(connection: Connection, name: str) -> int:
    """Count other connections of ours to the same PostgreSQL database; on SQLite a lock tells."""
    if connection.dialect.name != "postgresql":
        return 0
    asked = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = :name"
    return int(connection.scalar(text(f"{asked} AND pid <> pg_backend_pid()"), {"name": name}) or 0)
