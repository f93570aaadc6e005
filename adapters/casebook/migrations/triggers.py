"""Append-only, kept by the database itself: entries are never changed, replaced or deleted."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import Connection, inspect

APPEND_ONLY: Final = {
    "timeline": 'position = NEW.position OR ("case" = NEW."case" AND seq = NEW.seq)',
    "audits": "position = NEW.position",
}
"""The tables, and by what a new row would take the place of another one."""


def create(connection: Connection) -> None:
    """Make them anew for the tables that are there: a former revision lacks some."""
    statements = _sqlite if connection.dialect.name == "sqlite" else _postgresql
    there = set(inspect(connection).get_table_names())
    for table, same in APPEND_ONLY.items():
        for statement in statements(table, same) if table in there else ():
            connection.exec_driver_sql(statement)


def _sqlite(table: str, same: str) -> Iterator[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    # REPLACE deletes without firing the triggers of DELETE (unless recursive_triggers is on): inserts are watched too.
    replaces = f"BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608 - our own names
    for name, when in (
        ("keeps_entries", f"BEFORE UPDATE ON {table}"),
        ("loses_nothing", f"BEFORE DELETE ON {table}"),
        ("replaces_nothing", replaces),
    ):
        yield f"DROP TRIGGER IF EXISTS {table}_{name}"
        yield f"CREATE TRIGGER {table}_{name} {when} {refuse}"


def _postgresql(table: str, same: str) -> Iterator[str]:  # noqa: ARG001 - PostgreSQL has no REPLACE
    yield f"""CREATE OR REPLACE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{table} is append-only'; END $$"""
    for name, when in (
        ("keeps_entries", f"BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW"),
        ("loses_nothing", f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT"),
    ):
        yield f"DROP TRIGGER IF EXISTS {table}_{name} ON {table}"
        yield f"CREATE TRIGGER {table}_{name} {when} EXECUTE FUNCTION {table}_append_only()"
