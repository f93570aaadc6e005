"""What the database sees to itself: entries are never changed, replaced or deleted, and what is put rings a bell."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import Connection, inspect, text

from adapters.sql.bell import CHANNEL

APPEND_ONLY: Final = {
    "timeline": 'position = NEW.position OR ("case" = NEW."case" AND seq = NEW.seq)',
    "audits": "position = NEW.position",
}
"""The tables, and by what a new row would take the place of another one."""
RINGING: Final = ("outbox", "notices")
"""The tables of what waits to be sent."""


def create(connection: Connection) -> None:
    """Make them anew for the tables that are there: a former revision lacks some."""
    statements = _sqlite if connection.dialect.name == "sqlite" else _postgresql
    there = set(inspect(connection).get_table_names())
    for table, same in APPEND_ONLY.items():
        for statement in statements(table, same) if table in there else ():
            connection.exec_driver_sql(statement)
    if connection.dialect.name == "postgresql":
        _hang_bells(connection, there)


def _hang_bells(connection: Connection, there: set[str]) -> None:
    """Make those that are missing; one that hangs is left alone, for making it anew would wait for who is writing."""
    hanging = set(connection.scalars(text("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")))
    for table in RINGING:
        if table in there and f"{table}_rings" not in hanging:
            for statement in _bells(table):
                connection.exec_driver_sql(statement)


def _bells(table: str) -> Iterator[str]:
    """Notify at the end of a transaction that put something, or that lets something over wait again."""
    yield f"""CREATE OR REPLACE FUNCTION {CHANNEL}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN PERFORM pg_notify('{CHANNEL}', ''); RETURN NULL; END $$"""
    again = "WHEN (NEW.state = 'waiting' AND OLD.state <> 'waiting')"
    for name, when in (
        ("rings", f"AFTER INSERT ON {table} FOR EACH STATEMENT"),
        ("rings_again", f"AFTER UPDATE OF state ON {table} FOR EACH ROW {again}"),
    ):
        yield f"CREATE TRIGGER {table}_{name} {when} EXECUTE FUNCTION {CHANNEL}()"


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
