"""By when a case has to be taken and answered: the city's limits, as category and urgency set them."""

from datetime import tzinfo

from adapters.casebook.rules.calendar import Due, WorkingTime
from dialogs.city import City, Urgency
from dialogs.facts.moment import HOUR, Moment


def urgency_of(city: City, category: str) -> str:
    found = city.category(category)
    return found.urgency if found else ""


def accept_by(city: City, zone: tzinfo, category: str, submitted: Moment) -> Due:
    """Count an urgent case by the clock, any other by working days."""
    urgency = _urgency(city, category)
    if urgency and urgency.accept_hours:
        return Due(Moment(submitted + urgency.accept_hours * HOUR))
    return WorkingTime(city.calendar, zone).after_days(submitted, city.limits.accept_days)


def reply_days(city: City, category: str) -> int:
    """Give the working days from acceptance to the answer, as the citizen is told."""
    found = city.category(category)
    return found.reply_days if found else city.limits.reply_days


def reply_by(city: City, zone: tzinfo, category: str, accepted: Moment) -> Due:
    urgency = _urgency(city, category)
    if urgency and urgency.reply_hours:
        return Due(Moment(accepted + urgency.reply_hours * HOUR))
    return WorkingTime(city.calendar, zone).after_days(accepted, reply_days(city, category))


def _urgency(city: City, category: str) -> Urgency | None:
    code = urgency_of(city, category)
    return next((each for each in city.limits.urgencies if each.code == code), None)
