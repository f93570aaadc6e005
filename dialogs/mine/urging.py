"""Asking for speed."""

from collections.abc import Iterator

from dialogs.city import City
from dialogs.due import due
from dialogs.facts.acts import Urge
from dialogs.facts.results import Refused, Urged, WhyNot
from dialogs.facts.say import Named, Say, say
from dialogs.machine.journal import Run
from dialogs.machine.script import Script, do, ended
from dialogs.mine.choosing import chosen


def urging(city: City, run: Run) -> Script:
    """Have the unit told to hurry; who asks too early is told by when there is an answer."""
    number = yield from chosen(run, "which-urge")
    if not number:
        return ended(say("no-open-case"))
    result = yield from do(Urge(number))
    return ended(*_told(city, number, result), case=number)


def _told(city: City, number: str, result: Urged | Refused) -> Iterator[Say]:
    yield _line(number, result)
    at_desk = isinstance(result, Urged) and not result.unit
    if result.due_at and (isinstance(result, Urged) or result.reason in {WhyNot.EARLY, WhyNot.TODAY}):
        yield say("urged-accept-by" if at_desk else "told-due", day=due(city, result.due_at))


def _line(number: str, result: Urged | Refused) -> Say:
    if isinstance(result, Urged):
        unit = Named("unit", result.unit)
        if result.late:
            return say("urged-late", number=number, unit=unit) if result.unit else say("urged-late-desk", number=number)
        return say("urged", number=number, unit=unit) if result.unit else say("urged-desk", number=number)
    match result.reason:
        case WhyNot.EARLY:
            return say("urge-early", number=number)
        case WhyNot.TODAY:
            return say("urge-today", number=number)
        case WhyNot.UNKNOWN:
            return say("case-not-mine", number=number)
    return say("urge-late", number=number)
