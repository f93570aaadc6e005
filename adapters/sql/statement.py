"""Statements that the acts of a case's life run thousands of times: written once, and run by the driver itself.

SQLAlchemy's own way from a statement to its rows costs several times what the database does for it. The language is the
same, and so are the transaction, the errors and the rows.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias, TypeVar, final

import asyncpg
from sqlalchemy import Connection
from sqlalchemy.util import await_only

from adapters.sql.faults import named
from adapters.sql.forms import Form, Written

T = TypeVar("T")
Row: TypeAlias = Mapping[Any, Any]
"""One row by the names of its columns, whoever read it."""
SEVERAL: Final = 2
NOTHING: Final[Mapping[str, Any]] = {}
OF_DRIVERS: Final = (sqlite3.Error, asyncpg.PostgresError, asyncpg.InterfaceError)


@final
class Statement:
    """A statement for both databases, compiled when it is first run on one, for the parameters that it is given."""

    __slots__ = ("_forms", "_written")

    def __init__(self, written: Written) -> None:
        self._written = written
        self._forms: dict[tuple[str, ...], Form] = {}

    def all(self, connection: Connection, given: Mapping[str, Any] = NOTHING) -> list[Row]:
        """Give the rows."""
        form = self._form(connection, given)
        return [form.row(found) for found in _fetched(connection, form, given)]

    def first(self, connection: Connection, given: Mapping[str, Any] = NOTHING) -> Row | None:
        """Give the first row, or none."""
        form = self._form(connection, given)
        found = _fetched(connection, form, given)
        return form.row(found[0]) if found else None

    def value(self, connection: Connection, given: Mapping[str, Any] = NOTHING) -> Any:
        """Give the first value of the first row; nothing where there is none."""
        form = self._form(connection, given)
        found = _fetched(connection, form, given)
        return form.leaving(found[0])[0] if found else None

    def values(self, connection: Connection, given: Mapping[str, Any] = NOTHING) -> list[Any]:
        """Give the first value of each row."""
        form = self._form(connection, given)
        return [form.leaving(found)[0] for found in _fetched(connection, form, given)]

    def run(self, connection: Connection, given: Mapping[str, Any] = NOTHING) -> int:
        """Write; how many rows were written."""
        form = self._form(connection, given)
        driver, values = _driver(connection), form.entering(given)
        try:
            if isinstance(driver, sqlite3.Connection):
                return driver.execute(form.sql, values).rowcount
            return int(await_only(driver.execute(form.sql, *values)).rpartition(" ")[2])
        except OF_DRIVERS as error:
            raise named(error, form.sql) from error

    def run_each(self, connection: Connection, given: Sequence[Mapping[str, Any]]) -> None:
        """Write each of several rows of the same columns."""
        if len(given) == 1:
            self.run(connection, given[0])
        if len(given) < SEVERAL:
            return
        form = self._form(connection, given[0])
        driver, values = _driver(connection), [form.entering(each) for each in given]
        try:
            if isinstance(driver, sqlite3.Connection):
                driver.executemany(form.sql, values)
            else:
                await_only(driver.executemany(form.sql, values))
        except OF_DRIVERS as error:
            raise named(error, form.sql) from error

    def _form(self, connection: Connection, given: Mapping[str, Any]) -> Form:
        # What is written follows from what is given; what is read does not.
        keys = tuple(given) if self._written.is_dml else ()
        known = (connection.dialect.name, *keys)
        form = self._forms.get(known)
        if form is None:
            form = self._forms[known] = Form(self._written, connection.dialect, keys or None)
        return form


def _fetched(connection: Connection, form: Form, given: Mapping[str, Any]) -> Sequence[Iterable[Any]]:
    driver, values = _driver(connection), form.entering(given)
    try:
        if isinstance(driver, sqlite3.Connection):
            return driver.execute(form.sql, values).fetchall()
        found: Sequence[Iterable[Any]] = await_only(driver.fetch(form.sql, *values))
    except OF_DRIVERS as error:
        raise named(error, form.sql) from error
    else:
        return found


def _driver(connection: Connection) -> Any:
    return connection.connection.driver_connection
