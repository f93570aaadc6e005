"""The day's sequence of case numbers."""

from functools import lru_cache

from adapters.casebook.occasion import Occasion
from adapters.casebook.rules.numbers import number_of
from adapters.casebook.schema import counters
from adapters.sql import Statement, inserting
from dialogs.facts.moment import civil


def next_number(occasion: Occasion) -> str:
    """Draw the next number of the city's day; ``DayFull`` when none is left."""
    day = civil(occasion.now, occasion.office.zone).date()
    return number_of(day, _next(occasion, f"case {day.isoformat()}"))


def _next(occasion: Occasion, name: str) -> int:
    counted = _counting(occasion.connection.dialect.name)
    value: int = counted.value(occasion.connection, {"name": name, "value": 1})
    return value


@lru_cache(maxsize=2)
def _counting(dialect: str) -> Statement:
    first = inserting(dialect, counters)
    one_more = {"value": counters.c.value + 1}
    more = first.on_conflict_do_update(index_elements=["name"], set_=one_more)
    return Statement(more.returning(counters.c.value))
