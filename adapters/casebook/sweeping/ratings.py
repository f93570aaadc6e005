"""The rating window: one reminder, and its end."""

from dataclasses import replace
from typing import Final

from sqlalchemy import ColumnElement, func, select

from adapters.casebook import closing, watching
from adapters.casebook.acts import telling
from adapters.casebook.acts.holding import hold
from adapters.casebook.occasion import Occasion
from adapters.casebook.questions import RATING
from adapters.casebook.rules.watch import REMINDED_BEFORE, Watch
from adapters.casebook.schema import open_questions
from adapters.sql import Row
from dialogs.facts.moment import DAY, Moment

REMINDER: Final = "remind-rating"
REACHED: Final = open_questions.c.voice != ""
"""The voice that took a question to the citizen is noted with it."""


def remind(occasion: Occasion, case: Row, watch: Watch) -> None:
    """Remind those who have not rated, once, two days before the window closes."""
    number, end = case["number"], _end(occasion, case)
    if end - REMINDED_BEFORE > occasion.now:
        watching.move(occasion.connection, number, replace(watch, at=Moment(end - REMINDED_BEFORE)))
        return
    for citizen in _unrated(occasion, number, REACHED):
        telling.tell_citizen(occasion, citizen, REMINDER, {"rate_by": str(end)}, number=number)
    watching.move(occasion.connection, number, replace(watch, at=None, given=1))


def close(occasion: Occasion, case: Row, watch: Watch) -> None:
    """Close the case once nobody can rate it any more."""
    number, end = case["number"], _end(occasion, case)
    if end > occasion.now:
        watching.move(occasion.connection, number, replace(watch, at=end))
        return
    closing.close(occasion, hold(occasion, case), rated=not _unrated(occasion, number))


def _end(occasion: Occasion, case: Row) -> Moment:
    """Give the window's end: it runs from when the question reached the last reporter that it could reach."""
    mine = _asked_about(case["number"]) & (open_questions.c.asked_at >= case["resolved_at"])
    reached = occasion.connection.scalar(select(func.max(open_questions.c.asked_at)).where(mine, REACHED))
    since = max(reached or 0, case["resolved_at"])
    return Moment(since + occasion.office.city().limits.rating_days * DAY)


def _unrated(occasion: Occasion, number: str, *conditions: ColumnElement[bool]) -> tuple[str, ...]:
    found = select(open_questions.c.citizen).where(_asked_about(number), open_questions.c.closed_at.is_(None))
    return tuple(occasion.connection.scalars(found.where(*conditions)))


def _asked_about(number: str) -> ColumnElement[bool]:
    return (open_questions.c.case == number) & (open_questions.c.kind == RATING)
