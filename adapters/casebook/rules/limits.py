"""By when a case has to be taken, signed for and answered: the city's limits, as category and urgency set them."""

from datetime import tzinfo

from adapters.casebook.rules.calendar import Due, WorkingTime
from dialogs.city import City, Urgency
from dialogs.facts.moment import HOUR, Moment


def urgency_of(city: City, category: str) -> str:
    found = city.category(category)
    return found.urgency if found else ""


def urgency(city: City, code: str) -> Urgency | None:
    return next((each for each in city.limits.urgencies if each.code == code), None)


def accept_by(city: City, zone: tzinfo, category: str, submitted: Moment) -> Due:
    """Count an urgent case by the clock, any other by working days."""
    pace = urgency(city, urgency_of(city, category))
    if pace and pace.accept_hours:
        return Due(Moment(submitted + pace.accept_hours * HOUR))
    return WorkingTime(city.calendar, zone).after_days(submitted, city.limits.accept_days)


def sign_by(city: City, zone: tzinfo, pace: str, dispatched: Moment) -> Due:
    """Count from the dispatch; an urgent case by the clock, any other by working hours."""
    found = urgency(city, pace)
    hours = found.sign_hours if found and found.sign_hours else city.limits.sign_hours
    if found and found.accept_hours:
        return Due(Moment(dispatched + hours * HOUR))
    return WorkingTime(city.calendar, zone).after_hours(dispatched, hours)


def reply_days(city: City, category: str) -> int:
    """Give the working days from acceptance to the answer, as the citizen is told."""
    found = city.category(category)
    return found.reply_days if found else city.limits.reply_days


def reply_by(city: City, zone: tzinfo, category: str, accepted: Moment, *, pace: str = "") -> Due:
    """Count from the acceptance; ``pace`` is an urgency that takes the place of the category's."""
    found = urgency(city, pace or urgency_of(city, category))
    if found and found.reply_hours:
        return Due(Moment(accepted + found.reply_hours * HOUR))
    return WorkingTime(city.calendar, zone).after_days(accepted, reply_days(city, category))
