"""Asking SQLite how it would run a statement of the casebook."""

from sqlalchemy import Connection

from adapters.sql import Statement
from adapters.sql.forms import Form, lists_in


def plan(connection: Connection, statement: Statement) -> list[str]:
    """The steps by which SQLite would run it."""
    written = statement._written
    form = Form(written, connection.dialect, None, dict.fromkeys(lists_in(written), 2))
    driver = connection.connection.driver_connection
    assert driver
    return [step for *_, step in driver.execute(f"EXPLAIN QUERY PLAN {form.sql}", [1] * form.one.places)]
