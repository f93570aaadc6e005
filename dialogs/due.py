"""How precisely a due time is said: as a day where it ends with the offices, else with its hour."""

from functools import lru_cache
from zoneinfo import ZoneInfo

from dialogs.city import City
from dialogs.facts.moment import Moment, civil
from dialogs.facts.say import Day, DayTime

MIDNIGHT = 0


def due(city: City, at: Moment) -> Day | DayTime:
    """Say the hour of what is due by the clock; what is counted in working days is due when the offices close."""
    return _due(city.zone, city.calendar.hours, at)


@lru_cache(maxsize=1024)
def _due(zone: str, hours: tuple[tuple[int, int], ...], at: Moment) -> Day | DayTime:
    """Work it out once: what was filed in one day is due at few moments, and each is told to many."""
    when = civil(at, ZoneInfo(zone))
    minute, closes = when.hour * 60 + when.minute, max((until for _, until in hours), default=MIDNIGHT)
    return Day(at) if minute in {MIDNIGHT, closes % (24 * 60)} else DayTime(at)
