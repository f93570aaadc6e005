"""The day's sequence of case numbers."""

from sqlalchemy import select, update

from adapters.casebook.occasion import Occasion
from adapters.casebook.rules.numbers import number_of
from adapters.casebook.schema import counters
from adapters.sql import upsert
from dialogs.facts.moment import civil


def next_number(occasion: Occasion) -> str:
    """Draw the next number of the city's day; ``DayFull`` when none is left."""
    day = civil(occasion.now, occasion.office.zone).date()
    return number_of(day, _next(occasion, f"case {day.isoformat()}"))


def _next(occasion: Occasion, name: str) -> int:
    connection = occasion.connection
    upsert(connection, counters, {"name": name, "value": 0}, keys=("name",), update=())
    connection.execute(update(counters).where(counters.c.name == name).values(value=counters.c.value + 1))
    value: int = connection.execute(select(counters.c.value).where(counters.c.name == name)).scalar_one()
    return value
