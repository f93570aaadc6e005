"""When somebody is warned that a time runs out: at shares of it, when it is over, and then each working day.

Shares are of the hours in which the offices are open, for who is warned on a Saturday can do nothing; what is urgent is
counted by the clock.
"""

from dataclasses import dataclass
from datetime import datetime, time
from typing import TypeAlias

from adapters.casebook.rules import limits
from adapters.casebook.rules.course import Terms
from dialogs.facts.moment import MINUTE, Moment, civil, moment_of

WHOLE = 100  # per cent
Marks: TypeAlias = tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A time that runs: since when, until when."""

    since: Moment
    due: Moment
    urgent: bool = False


def is_urgent(terms: Terms, urgency: str) -> bool:
    """Say whether cases of an urgency are counted by the clock."""
    found = limits.urgency(terms.city, urgency)
    return bool(found and (found.accept_hours or found.reply_hours))


def look(run: Run, terms: Terms) -> tuple[Moment, int]:
    """Give the moment of the first warning after now, and the count of those until now."""
    marks = _marks(run, terms)
    return _next_look(run, terms, marks), _reached(run, terms, marks)


def reached(run: Run, terms: Terms) -> int:
    """Count the warnings that fall due until now: one for each share, then one for each working day."""
    return _reached(run, terms, _marks(run, terms))


def next_look(run: Run, terms: Terms) -> Moment:
    """Give the moment of the first warning after now."""
    return _next_look(run, terms, _marks(run, terms))


def _reached(run: Run, terms: Terms, marks: Marks) -> int:
    if terms.now < run.due:
        return sum(terms.now >= mark for mark in marks)
    late = terms.time.days_between(run.due, terms.now)
    return len(marks) + late - _not_yet_today(run, terms)


def _next_look(run: Run, terms: Terms, marks: Marks) -> Moment:
    if terms.now < run.due:
        return next(mark for mark in marks if mark > terms.now)
    today = civil(terms.now, terms.zone).date()
    if _not_yet_today(run, terms):
        return _told_late(terms, datetime.combine(today, time(), terms.zone))
    following = civil(terms.time.after_days(terms.now, 1).at, terms.zone)
    return _told_late(terms, following)


def _marks(run: Run, terms: Terms) -> Marks:
    """Give the moments at which the city's shares of the time are over."""
    spans = [] if run.urgent else list(terms.time.open_between(run.since, run.due))
    return tuple(_over(run, spans, share) for share in terms.city.supervision.warn_at)


def _over(run: Run, spans: list[tuple[Moment, Moment]], share: int) -> Moment:
    if share == WHOLE:
        return run.due
    left = sum(end - start for start, end in spans) * share // WHOLE
    for start, end in spans:
        if end - start >= left:
            return Moment(start + left)
        left -= end - start
    return Moment(run.since + max(0, run.due - run.since) * share // WHOLE)


def _not_yet_today(run: Run, terms: Terms) -> bool:
    """Say whether today is a working day after the due one, before its hour of warning."""
    today = civil(terms.now, terms.zone).date()
    if today <= civil(run.due, terms.zone).date() or not terms.time.is_working(today):
        return False
    return terms.now < _told_late(terms, datetime.combine(today, time(), terms.zone))


def _told_late(terms: Terms, day: datetime) -> Moment:
    midnight = moment_of(datetime.combine(day.date(), time(), terms.zone))
    return Moment(midnight + terms.city.supervision.late_at * MINUTE)
