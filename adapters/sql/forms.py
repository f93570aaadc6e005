"""A statement in the form that a driver takes: its SQL, and what goes in and comes out in which order."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeAlias, final

from sqlalchemy import Delete, Dialect, Insert, Select, Table, Update
from sqlalchemy.sql import visitors

Written: TypeAlias = Select[Any] | Insert | Update | Delete
Turn: TypeAlias = Callable[[Any], Any]
Turned: TypeAlias = tuple[tuple[int, Turn], ...]
"""At which places values are turned, and how: a truth into a number and back."""
LISTS: Final = "POSTCOMPILE"
"""Where SQLAlchemy writes a list of values only when it has them."""
FLOAT: Final = 701
"""PostgreSQL's number for the type of ours with a point: its dialect asks which of them one is."""
ROW: Final = re.compile(r"VALUES \((\$\d+::[A-Z ]+(?:, \$\d+::[A-Z ]+)*)\)$")
"""The end of an insert of nothing but what it is given."""


class Sql(NamedTuple):
    """A statement as PostgreSQL has it: how many values it takes, which tables it touches, and which one it writes."""

    text: str
    places: int
    tables: frozenset[str]
    writes: str


@final
class Form:
    """What compiling a statement for one database came to."""

    __slots__ = ("_entering", "_fixed", "_leaving", "_names", "_order", "many", "one", "sql")

    def __init__(self, written: Written, dialect: Dialect, keys: Sequence[str] | None) -> None:
        compiled = written.compile(dialect=dialect, column_keys=keys)
        self.sql = str(compiled)
        if LISTS in self.sql:
            raise TypeError(f"a list of values is written out, or run by SQLAlchemy: {self.sql}")
        self._order = tuple(map(str, compiled.positiontup or ()))
        tables = frozenset(each.name for each in visitors.iterate(written) if isinstance(each, Table))
        writes = "" if isinstance(written, Select) else str(written.table)
        self.one = Sql(self.sql, len(self._order), tables, writes)
        many = ROW.sub(_of_columns, self.sql)
        self.many = self.one._replace(text=many) if many != self.sql else None
        """The same for many rows, each value a list of those of its column."""
        self._fixed = {name: bind.effective_value for name, bind in compiled.binds.items() if not bind.required}
        types = (compiled.binds[name].type.dialect_impl(dialect) for name in self._order)
        self._entering = _turned(each.bind_processor(dialect) for each in types)
        columns = written.exported_columns
        self._names = tuple(map(str, columns.keys()))
        found = (each.type.dialect_impl(dialect) for each in columns)
        self._leaving = _turned(each.result_processor(dialect, FLOAT) for each in found)

    def entering(self, given: Mapping[str, Any]) -> Sequence[Any]:
        """Give the values in the order in which the SQL has them."""
        known = {**self._fixed, **given} if self._fixed else given
        values = [known[name] for name in self._order]
        for place, turn in self._entering:
            values[place] = turn(values[place])
        return values

    def leaving(self, found: Iterable[Any]) -> Sequence[Any]:
        """Give the values of a row as Python has them."""
        values = list(found)
        for place, turn in self._leaving:
            values[place] = turn(values[place])
        return values

    def row(self, found: Iterable[Any]) -> dict[str, Any]:
        """Give a row by the names of its columns."""
        return dict(zip(self._names, self.leaving(found), strict=True))


def _of_columns(row: re.Match[str]) -> str:
    columns = (f"{value}[]" for value in row[1].split(", "))
    return f"SELECT * FROM unnest({', '.join(columns)})"  # noqa: S608 - of our own statement


def _turned(turns: Iterable[Turn | None]) -> Turned:
    return tuple((place, turn) for place, turn in enumerate(turns) if turn is not None)
