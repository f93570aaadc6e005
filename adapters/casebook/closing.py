"""The end of a case that was resolved: when all who were asked have rated it, or when the time to rate is over."""

from typing import Final

from sqlalchemy import RowMapping, bindparam, select, update

from adapters.casebook.acts import handling
from adapters.casebook.entries import SYSTEM, append
from adapters.casebook.occasion import Occasion
from adapters.casebook.rules import acting
from adapters.casebook.rules.asked import RATING
from adapters.casebook.rules.course import Terms
from adapters.casebook.rules.lifecycle import Step, may
from adapters.casebook.schema import open_questions
from dialogs.facts.cases import Status

ASKED: Final = (
    (open_questions.c.case == bindparam("of_case"))
    & (open_questions.c.kind == RATING)
    & open_questions.c.closed_at.is_(None)
)
WAITING: Final = select(open_questions.c.id).where(ASKED).limit(1)
NO_MORE: Final = update(open_questions).where(ASKED)


def close_rated(occasion: Occasion, case: RowMapping) -> bool:
    """Close a case that everybody rated who was asked; a rating can be changed, and the case reopened, nevertheless."""
    given = {"of_case": case["number"]}
    if not may(Step.CLOSE, Status(case["status"])) or occasion.connection.execute(WAITING, given).first():
        return False
    close(occasion, case, rated=True)
    return True


def close(occasion: Occasion, case: RowMapping, *, rated: bool) -> None:
    """Close a case; nobody is asked about it any more."""
    number = case["number"]
    if not rated:
        occasion.connection.execute(NO_MORE, {"of_case": number, "closed_at": occasion.now})
    course = handling.course_of(occasion.connection, case)
    terms = Terms(occasion.office.city(), occasion.office.zone, occasion.now)
    after = acting.closed(course, terms)
    handling.keep_beside(occasion.connection, number, course, after)
    codes = {"rated": "yes"} if rated else {}
    append(occasion, number, Step.CLOSE, SYSTEM, codes=codes, changed=handling.of_case(course, after))
