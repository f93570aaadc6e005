"""A statement in the form that a driver takes: its SQL, and what goes in and comes out in which order."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeAlias, final

from sqlalchemy import BindParameter, Boolean, Delete, Dialect, Insert, LargeBinary, Select, Table, Update
from sqlalchemy.sql import visitors
from sqlalchemy.types import TypeEngine

Written: TypeAlias = Select[Any] | Insert | Update | Delete
Turn: TypeAlias = Callable[[Any], Any]
Turned: TypeAlias = tuple[tuple[int, Turn], ...]
"""At which places values are turned, and how: a truth into a number and back."""
Places: TypeAlias = tuple[tuple[str, int], ...]
"""The names of values in their order, each with how many places it has as a list, or 0 where it is none."""
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

    __slots__ = ("_entering", "_fixed", "_leaving", "_lists", "_names", "_places", "many", "one", "sql")

    def __init__(
        self, written: Written, dialect: Dialect, keys: Sequence[str] | None, rooms: Mapping[str, int]
    ) -> None:
        """``rooms``: how many values each list that is given has room for."""
        compiled = written.compile(dialect=dialect, column_keys=keys)
        required = {name for name, bind in compiled.binds.items() if bind.required}
        self._fixed = {name: bind.effective_value for name, bind in compiled.binds.items() if name not in required}
        fixed = [name for name, bind in compiled.binds.items() if bind.expanding and name not in required]
        lists = {**{name: len(self._fixed[name] or ()) for name in fixed}, **rooms}
        expanded = compiled.construct_expanded_state({name: [None] * lists.get(name, 1) for name in required})
        self.sql = expanded.statement
        of_list = {each: name for name, those in expanded.parameter_expansion.items() for each in those}
        order = [of_list.get(each, each) for each in map(str, expanded.positiontup or ())]
        self._places, self._lists = _places(order, lists), bool(lists)
        tables = frozenset(each.name for each in visitors.iterate(written) if isinstance(each, Table))
        writes = "" if isinstance(written, Select) else str(written.table)
        self.one = Sql(self.sql, len(order), tables, writes)
        many = ROW.sub(_of_columns, self.sql)
        self.many = self.one._replace(text=many) if many != self.sql else None
        """The same for many rows, each value a list of those of its column."""
        types = (compiled.binds[name].type.dialect_impl(dialect) for name in order)
        self._entering = _turned(_bound(each, dialect) for each in types)
        columns = written.exported_columns
        self._names = tuple(map(str, columns.keys()))
        found = (each.type.dialect_impl(dialect) for each in columns)
        self._leaving = _turned(each.result_processor(dialect, FLOAT) for each in found)

    def entering(self, given: Mapping[str, Any]) -> Sequence[Any]:
        """Give the values in the order in which the SQL has them."""
        known = {**self._fixed, **given} if self._fixed else given
        values = self._spread(known) if self._lists else [known[name] for name, _ in self._places]
        for place, turn in self._entering:
            values[place] = turn(values[place])
        return values

    def _spread(self, known: Mapping[str, Any]) -> list[Any]:
        values: list[Any] = []
        for name, room in self._places:
            if room:
                values += _filled(known[name], room)
            else:
                values.append(known[name])
        return values

    def leaving(self, found: Iterable[Any]) -> Sequence[Any]:
        """Give the values of a row as Python has them."""
        if not self._leaving and type(found) is tuple:
            return found
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


def rooms(lists: Iterable[str], given: Mapping[str, Any]) -> dict[str, int]:
    """Give each list room for a power of two of values, so that a statement has few forms."""
    return {name: 1 << (size - 1).bit_length() if (size := len(given[name])) else 0 for name in lists}


def lists_in(written: Written) -> tuple[str, ...]:
    """Name the lists that are given with each run."""
    binds = (each for each in visitors.iterate(written) if isinstance(each, BindParameter))
    return tuple({each.key: None for each in binds if each.expanding and each.required})


def _filled(values: Sequence[Any], room: int) -> Sequence[Any]:
    """Fill a list up with its last value: what is in it once is in it."""
    return [*values, *[values[-1]] * (room - len(values))]


def _places(order: Sequence[str], lists: Mapping[str, int]) -> Places:
    places: list[tuple[str, int]] = []
    at = 0
    while at < len(order):
        places.append((order[at], lists.get(order[at], 0)))
        at += places[-1][1] or 1
    return tuple(places)


def _bound(kind: TypeEngine[Any], dialect: Dialect) -> Turn | None:
    """Say how a value is turned before it goes in; SQLite's driver takes truths and bytes as they are."""
    taken = dialect.name == "sqlite" and isinstance(kind, (Boolean, LargeBinary))
    return None if taken else kind.bind_processor(dialect)


def _turned(turns: Iterable[Turn | None]) -> Turned:
    return tuple((place, turn) for place, turn in enumerate(turns) if turn is not None)
