"""The day's sequence of case numbers."""

from functools import lru_cache

from sqlalchemy import Executable

from adapters.casebook.occasion import Occasion
from adapters.casebook.rules.numbers import number_of
from adapters.casebook.schema import counters
from adapters.sql import inserting
from dialogs.facts.moment import civil


def next_number(occasion: Occasion) -> str:
    """Draw the next number of the city's day; ``DayFull`` when none is left."""
    day = civil(occasion.now, occasion.office.zone).date()
    return number_of(day, _next(occasion, f"case {day.isoformat()}"))


def _next(occasion: Occasion, name: str) -> int:
    counted = _counting(occasion.connection.dialect.name)
    value: int = occasion.connection.execute(counted, {"name": name, "value": 1}).scalar_one()
    return value


@lru_cache(maxsize=2)
def _counting(dialect: str) -> Executable:
    first = inserting(dialect, counters)
    one_more = {"value": counters.c.value + 1}
    return first.on_conflict_do_update(index_elements=["name"], set_=one_more).returning(counters.c.value)
