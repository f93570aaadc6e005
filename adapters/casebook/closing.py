"""The end of a case that was resolved: when all who were asked have rated it, or when the time to rate is over."""

from typing import Final

from sqlalchemy import bindparam, select, update

from adapters.casebook.acts import telling
from adapters.casebook.acts.holding import Held, go_on
from adapters.casebook.entries import SYSTEM
from adapters.casebook.occasion import Occasion
from adapters.casebook.rules import acting
from adapters.casebook.rules.asked import RATING
from adapters.casebook.rules.course import Terms
from adapters.casebook.rules.lifecycle import Step, may
from adapters.casebook.schema import open_questions
from adapters.sql import Statement

ASKED: Final = (
    (open_questions.c.case == bindparam("of_case"))
    & (open_questions.c.kind == RATING)
    & open_questions.c.closed_at.is_(None)
)
WAITING: Final = Statement(select(open_questions.c.id).where(ASKED).limit(1))
NO_MORE: Final = Statement(update(open_questions).where(ASKED))


def close_rated(occasion: Occasion, case: Held) -> bool:
    """Close a case that everybody rated who was asked; a rating can be changed, and the case reopened, nevertheless."""
    given = {"of_case": case.number}
    if not may(Step.CLOSE, case.course.status) or WAITING.first(occasion.connection, given):
        return False
    close(occasion, case, rated=True)
    return True


def close(occasion: Occasion, case: Held, *, rated: bool) -> None:
    """Close a case; nobody is asked about it any more."""
    if not rated:
        NO_MORE.write(occasion.connection, {"of_case": case.number, "closed_at": occasion.now})
    telling.end(occasion, telling.reporters_of(occasion, case.number), Step.CLOSE, case.number)
    after = acting.closed(case.course, Terms(occasion.office.city(), occasion.office.zone, occasion.now))
    go_on(occasion, case, after, Step.CLOSE, SYSTEM, codes={"rated": "yes"} if rated else {})
