"""Case numbers: yymmdd of the city's day, five digits of the day's sequence, a check digit."""

import re
from datetime import date

from stdnum import damm

LAST_OF_DAY = 99_999
# The first digit stays within 2–9: the years 2020 to 2099. A number never looks like a phone number (1…) or a zero.
YEARS = range(2020, 2100)
_SHAPE = re.compile(r"[2-9][0-9]{11}")


class DayFull(ValueError):
    """No case number is left for this day."""


def number_of(day: date, sequence: int) -> str:
    """Make the number of the day's case ``sequence``, counted from 1; ``DayFull`` beyond 99,999."""
    if day.year not in YEARS:
        raise ValueError(day.year)
    if not 1 <= sequence <= LAST_OF_DAY:
        raise DayFull(f"{day:%y%m%d}/{sequence}")
    body = f"{day:%y%m%d}{sequence:05d}"
    return body + str(damm.calc_check_digit(body))


def is_number(text: str) -> bool:
    """Say whether this can be a case number at all: its shape, its day and its check digit."""
    return bool(_SHAPE.fullmatch(text)) and _is_day(text) and bool(damm.is_valid(text))


def _is_day(number: str) -> bool:
    try:
        date(2000 + int(number[:2]), int(number[2:4]), int(number[4:6]))
    except ValueError:
        return False
    return True
