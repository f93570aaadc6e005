"""What a citizen can rate now, or rate anew."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import RowMapping, select

from adapters.casebook.occasion import Occasion
from adapters.casebook.people import Citizen
from adapters.casebook.questions import RATING
from adapters.casebook.schema import cases, open_questions, ratings
from dialogs.facts.cases import Status
from dialogs.facts.moment import DAY, Moment
from dialogs.facts.queries import Ratable

MOST: Final = 12
RATED_FROM: Final = (Status.RESOLVED, Status.CLOSED)


def ratable(occasion: Occasion, citizen: Citizen | None) -> tuple[Ratable, ...]:
    """Give the own cases whose last resolution can be rated, asked last first; each with what was said of it."""
    return tuple(_newest(occasion, citizen)) if citizen else ()


def _newest(occasion: Occasion, citizen: Citizen) -> Iterator[Ratable]:
    seen: set[str] = set()
    for row in _asked(occasion, citizen):
        if row["case"] not in seen and len(seen) < MOST:
            seen.add(row["case"])
            yield Ratable(row["case"], row["id"], row["category"], row["value"] or "")


def _asked(occasion: Occasion, citizen: Citizen) -> list[RowMapping]:
    """Give the questions of the window about a last resolution; what was asked of a former owner is not theirs."""
    window = Moment(occasion.now - occasion.office.city().limits.rating_days * DAY)
    asked = (open_questions.c.citizen == citizen.id) & (open_questions.c.kind == RATING)
    last = (cases.c.number == open_questions.c.case) & cases.c.status.in_(RATED_FROM)
    said = (ratings.c.case == cases.c.number) & (ratings.c.citizen == citizen.id)
    found = (
        select(open_questions.c.case, open_questions.c.id, cases.c.category, ratings.c.value)
        .join(cases, last)
        .join(ratings, said & (ratings.c.resolution == cases.c.reopened), isouter=True)
        .where(asked, open_questions.c.asked_at >= max(window, citizen.returned_at))
        .where(open_questions.c.asked_at >= cases.c.resolved_at)
        .order_by(open_questions.c.asked_at.desc(), open_questions.c.id)
        .limit(2 * MOST)
    )
    return list(occasion.connection.execute(found).mappings())
