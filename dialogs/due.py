"""How precisely a due time is said: as a day where it ends with the offices, else with its hour."""

from zoneinfo import ZoneInfo

from dialogs.city import City
from dialogs.facts.moment import Moment, civil
from dialogs.facts.say import Day, DayTime

MIDNIGHT = 0


def due(city: City, at: Moment) -> Day | DayTime:
    """Say the hour of what is due by the clock; what is counted in working days is due when the offices close."""
    when = civil(at, ZoneInfo(city.zone))
    closes = max((until for _, until in city.calendar.hours), default=MIDNIGHT)
    minute = when.hour * 60 + when.minute
    return Day(at) if minute in {MIDNIGHT, closes % (24 * 60)} else DayTime(at)
