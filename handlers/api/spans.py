"""Times that a query asks for: days of the city, or moments."""

from datetime import date, datetime, time, timedelta, tzinfo
from typing import Annotated

from pydantic import AwareDatetime, BeforeValidator, Field

A_DAY = timedelta(days=1)


def _day(text: object) -> object:
    """Refuse a time without zone: a midnight of it would be taken for the day."""
    if isinstance(text, str) and len(text) != len("2026-01-01"):
        raise ValueError
    return text


Day = Annotated[date, BeforeValidator(_day)]
When = Annotated[AwareDatetime | Day, Field(union_mode="left_to_right")]


def start_of(day: date | datetime, zone: tzinfo) -> datetime:
    """Give the beginning of a day, or the time itself; ``OverflowError`` or ``ValueError`` at the ends of time."""
    return day.astimezone(zone) if isinstance(day, datetime) else datetime.combine(day, time(), zone)


def end_of(day: date | datetime, zone: tzinfo) -> datetime:
    """Give the end of a day, which is included, or the time itself, which is not."""
    return day.astimezone(zone) if isinstance(day, datetime) else datetime.combine(day + A_DAY, time(), zone)
