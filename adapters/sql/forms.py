"""A statement in the form that a driver takes: its SQL, and what goes in and comes out in which order."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias, final

from sqlalchemy import Delete, Dialect, Insert, Select, Update

Written: TypeAlias = Select[Any] | Insert | Update | Delete
Turn: TypeAlias = Callable[[Any], Any]
Turned: TypeAlias = tuple[tuple[int, Turn], ...]
"""At which places values are turned, and how: a truth into a number and back."""
LISTS: Final = "POSTCOMPILE"
"""Where SQLAlchemy writes a list of values only when it has them."""
FLOAT: Final = 701
"""PostgreSQL's number for the type of ours with a point: its dialect asks which of them one is."""


@final
class Form:
    """What compiling a statement for one database came to."""

    __slots__ = ("_entering", "_fixed", "_leaving", "_names", "_order", "sql")

    def __init__(self, written: Written, dialect: Dialect, keys: Sequence[str] | None) -> None:
        compiled = written.compile(dialect=dialect, column_keys=keys)
        self.sql = str(compiled)
        if LISTS in self.sql:
            raise TypeError(f"a list of values is written out, or run by SQLAlchemy: {self.sql}")
        self._order = tuple(map(str, compiled.positiontup or ()))
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


def _turned(turns: Iterable[Turn | None]) -> Turned:
    return tuple((place, turn) for place, turn in enumerate(turns) if turn is not None)
