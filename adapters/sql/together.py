"""Writes that go to PostgreSQL together: by the time that anything is asked which they could change, and with it.

A way to the server and back costs either side more than most statements do. What is written is one statement then, each
part of it a ``WITH``. All parts see the tables as they were before, so what touches a table that waits to be written
goes after it; keys are checked when all is written.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple, final

from sqlalchemy import Connection
from sqlalchemy.util import await_only

from adapters.sql.faults import OF_DRIVERS, named
from adapters.sql.forms import Sql

PLACE: Final = re.compile(r"\$(\d+)")
KNOWN_AS: Final = "together"
"""Among what a connection of the pool is known by."""


NOBODY: Final = object()
"""The group of what is in none."""


class Part(NamedTuple):
    sql: Sql
    name: str
    """By which other parts read what it returns; empty where none does."""


@final
class Together:
    """What one transaction has yet to write."""

    __slots__ = ("_driver", "_parts", "_touched", "_values")

    def __init__(self, driver: Any) -> None:
        self._driver = driver
        self._parts: list[Part] = []
        self._values: list[Any] = []
        self._touched: dict[str, object] = {}

    def add(self, sql: Sql, values: Sequence[Any], name: str = "", group: object = None) -> None:
        """Let a write wait. Those of one ``group`` write rows of their own, in any order: they go together.

        What it returns may be read under its ``name`` by others of its group.
        """
        if any(self._touched.get(table, group) is not group for table in sql.tables):
            self.flush()
        self._parts.append(Part(sql, name))
        self._values.extend(values)
        self._touched[sql.writes] = NOBODY if group is None else group

    def with_(self, sql: Sql, values: Sequence[Any]) -> tuple[str, Sequence[Any]]:
        """Give what is run for a statement whose outcome is waited for: itself, and before it all that waits."""
        if not self._touched.keys().isdisjoint(sql.tables):
            self.flush()
        if not self._parts:
            return sql.text, values
        parts, known = (*self._parts, Part(sql, "")), (*self._values, *values)
        self.forget()
        return joined(parts), known

    def flush(self) -> None:
        """Write what waits."""
        if not self._parts:
            return
        text, values = joined(tuple(self._parts)), self._values
        self.forget()
        try:
            await_only(self._driver.execute(text, *values))
        except OF_DRIVERS as error:
            raise named(error, text) from error

    def forget(self) -> None:
        self._parts, self._values, self._touched = [], [], {}


def waiting_on(connection: Connection) -> Together | None:
    """Give what waits on a connection; none where each write goes at once."""
    return None if connection.dialect.name == "sqlite" else connection.connection.info.get(KNOWN_AS)


@lru_cache(maxsize=1024)
def joined(parts: tuple[Part, ...]) -> str:
    """Make one statement; the places of values go on from part to part."""
    written, before = [], 0
    for part in parts:
        written.append(_moved(part.sql.text, before))
        before += part.sql.places
    *first, last = written
    names = (part.name or f"part_{place}" for place, part in enumerate(parts))
    beside = ", ".join(f"{name} AS ({text})" for name, text in zip(names, first, strict=False))
    return f"WITH {beside} {last}" if first else last


def _moved(text: str, by: int) -> str:
    return PLACE.sub(lambda place: f"${int(place[1]) + by}", text)
