"""Statements that the acts of a case's life run thousands of times: written once, and run by the driver itself.

SQLAlchemy's own way from a statement to its rows costs several times what the database does for it. The language is the
same, and so are the transaction, the errors and the rows.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias, final

from sqlalchemy import Connection
from sqlalchemy.util import await_only

from adapters.sql.faults import OF_DRIVERS, named
from adapters.sql.forms import Form, Sql, Written, lists_in, rooms
from adapters.sql.together import waiting_on

Row: TypeAlias = Mapping[Any, Any]
"""One row by the names of its columns, whoever read it."""
NOTHING: Final[Mapping[str, Any]] = {}


@final
class Statement:
    """A statement for both databases, compiled when it is first run on one, for the parameters that it is given.

    A list of values (``bindparam(…, expanding=True)``) may be given with each run, in any order and more than once.
    """

    __slots__ = ("_forms", "_lists", "_written")

    def __init__(self, written: Written) -> None:
        self._written = written
        self._lists = lists_in(written)
        self._forms: dict[tuple[object, ...], Form] = {}

    def all(self, connection: Connection, given: Mapping[str, Any] = NOTHING) -> list[Row]:
        """Give the rows."""
        form = self._form(connection, given)
        return [form.row(found) for found in _fetched(connection, form, given)]

    def tuples(self, connection: Connection, given: Mapping[str, Any] = NOTHING) -> list[Sequence[Any]]:
        """Give the rows as they stand in the statement, without names."""
        form = self._form(connection, given)
        return [form.leaving(found) for found in _fetched(connection, form, given)]

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
        """Write now; how many rows were written."""
        form = self._form(connection, given)
        driver, values = _driver(connection), form.entering(given)
        if isinstance(driver, sqlite3.Connection):
            return _executed(driver, form.sql, values).rowcount
        text, values = _with_what_waits(connection, form.one, values)
        try:
            return int(await_only(driver.execute(text, *values)).rpartition(" ")[2])
        except OF_DRIVERS as error:
            raise named(error, text) from error

    def write(
        self, connection: Connection, given: Mapping[str, Any] = NOTHING, *, name: str = "", group: object = None
    ) -> None:
        """Write by the time that anything is asked which hangs on it; see ``Together.add`` for name and group."""
        waiting = waiting_on(connection)
        if waiting is None:
            self.run(connection, given)
            return
        form = self._form(connection, given)
        waiting.add(form.one, form.entering(given), name, group)

    def write_each(self, connection: Connection, given: Sequence[Mapping[str, Any]], *, group: object = None) -> None:
        """Write each of several rows of the same columns, as ``write`` does."""
        form = self._form(connection, given[0]) if given else None
        if form is None:
            return
        driver, waiting = _driver(connection), waiting_on(connection)
        values = [form.entering(each) for each in given]
        if isinstance(driver, sqlite3.Connection):
            _executed(driver, form.sql, values, many=True)
        elif waiting and form.many:
            waiting.add(form.many, [*zip(*values, strict=True)], group=group)
        elif group is not None:
            for each in given:
                self.write(connection, each, group=group)
        else:
            _in_one_go(connection, form, values)

    def _form(self, connection: Connection, given: Mapping[str, Any]) -> Form:
        # What is written follows from what is given; what is read does not.
        keys = tuple(given) if self._written.is_dml else ()
        places = rooms(self._lists, given) if self._lists else NOTHING
        known = (connection.dialect.name, keys, *places.values())
        form = self._forms.get(known)
        if form is None:
            form = self._forms[known] = Form(self._written, connection.dialect, keys or None, places)
        return form


def _fetched(connection: Connection, form: Form, given: Mapping[str, Any]) -> Sequence[Iterable[Any]]:
    driver, values = _driver(connection), form.entering(given)
    if isinstance(driver, sqlite3.Connection):
        return _executed(driver, form.sql, values).fetchall()
    text, values = _with_what_waits(connection, form.one, values)
    try:
        found: Sequence[Iterable[Any]] = await_only(driver.fetch(text, *values))
    except OF_DRIVERS as error:
        raise named(error, text) from error
    else:
        return found


def _executed(driver: sqlite3.Connection, sql: str, values: Sequence[Any], *, many: bool = False) -> sqlite3.Cursor:
    try:
        return driver.executemany(sql, values) if many else driver.execute(sql, values)
    except OF_DRIVERS as error:
        raise named(error, sql) from error


def _in_one_go(connection: Connection, form: Form, values: Sequence[Sequence[Any]]) -> None:
    """Run a statement many times on PostgreSQL, by one way there and back, after all that waits."""
    if waiting := waiting_on(connection):
        waiting.flush()
    try:
        await_only(_driver(connection).executemany(form.sql, values))
    except OF_DRIVERS as error:
        raise named(error, form.sql) from error


def _with_what_waits(connection: Connection, sql: Sql, values: Sequence[Any]) -> tuple[str, Sequence[Any]]:
    waiting = waiting_on(connection)
    return waiting.with_(sql, values) if waiting else (sql.text, values)


def _driver(connection: Connection) -> Any:
    return connection.connection.driver_connection
