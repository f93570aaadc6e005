"""What both databases write alike."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import BigInteger, ColumnElement, Connection, Dialect, Table, TypeDecorator
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.compiler import compiles

from adapters.sql.statement import Statement
from dialogs.facts.moment import Moment


class MomentType(TypeDecorator[Moment]):
    """A ``Moment``: microseconds UTC. Refuses floats and datetimes, which SQLite would take in silence."""

    impl = BigInteger
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Moment | None], int | None]:  # noqa: ARG002
        """Check a value by one call, where ``process_bind_param`` would take two; what is read needs none."""
        return _whole

    def result_processor(self, dialect: Dialect, coltype: object) -> None:
        """Leave the number as both databases give it: it is the moment."""


def _whole(value: Moment | None) -> int | None:
    if value is not None and type(value) is not int:
        raise TypeError(f"a moment is an int, not {type(value).__name__}")
    return value


class NumberOf(ColumnElement[int]):
    """The number of the row that was written just before, under a name: see ``Statement.write``."""

    inherit_cache = False
    type = BigInteger()

    def __init__(self, name: str, column: str) -> None:
        self.name = name
        self.column = column


@compiles(NumberOf, "sqlite")
def _of_last_row(*_: object, **__: object) -> str:
    return "last_insert_rowid()"


@compiles(NumberOf, "postgresql")
def _of_part(number: NumberOf, *_: object, **__: object) -> str:
    return f"(SELECT {number.column} FROM {number.name})"  # noqa: S608 - our own names


def upsert(
    connection: Connection,
    table: Table,
    row: Mapping[str, Any],
    *,
    keys: Sequence[str],
    update: Sequence[str] | None = None,
) -> int:
    """Insert ``row``; where one with these ``keys`` stands, set its ``update`` columns (all others of ``row`` if None).

    With ``update=()`` the row that stands is left alone. How many rows were written: 1, or 0 where it was left alone.
    """
    return _upsert(connection, table, row, keys, update).run(connection, row)


def upsert_later(
    connection: Connection,
    table: Table,
    row: Mapping[str, Any],
    *,
    keys: Sequence[str],
    update: Sequence[str] | None = None,
) -> None:
    """Do as ``upsert`` does, by the time that anything is asked which hangs on it: how many rows is not told."""
    _upsert(connection, table, row, keys, update).write(connection, row)


def _upsert(
    connection: Connection, table: Table, row: Mapping[str, Any], keys: Sequence[str], update: Sequence[str] | None
) -> Statement:
    changed = [name for name in row if name not in keys] if update is None else update
    return _upserting(connection.dialect.name, table, tuple(keys), tuple(changed))


@lru_cache(maxsize=256)
def _upserting(dialect: str, table: Table, keys: tuple[str, ...], changed: tuple[str, ...]) -> Statement:
    """Build it once for all rows: building costs several times what running it does."""
    insert = inserting(dialect, table)
    if not changed:
        return Statement(insert.on_conflict_do_nothing(index_elements=keys))
    set_ = {name: insert.excluded[name] for name in changed}
    return Statement(insert.on_conflict_do_update(index_elements=keys, set_=set_))


def inserting(dialect: str, table: Table) -> sqlite.Insert:
    """Give an insert that may say what happens where a row stands already; both databases' read alike."""
    return sqlite.insert(table) if dialect == "sqlite" else cast("sqlite.Insert", postgresql.insert(table))
