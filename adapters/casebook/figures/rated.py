"""What counts as the rating of an answer."""

from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select

from adapters.casebook.rules.ratings import VALUES
from adapters.casebook.schema import cases, ratings, reporters


def rated_answers(which: ColumnElement[bool]) -> Select[Any]:
    """Give the worth of each answer that was rated: the filer's word, else the worst of the joiners'; 0 is best."""
    worth = case(*((ratings.c.value == value, at) for at, value in enumerate(VALUES)), else_=len(VALUES) - 1)
    filer = reporters.c.role == "filer"
    by_filer, by_others = func.max(case((filer, worth))), func.max(case((filer, None), else_=worth))
    same = (reporters.c.case == ratings.c.case) & (reporters.c.citizen == ratings.c.citizen)
    return (
        select(ratings.c.case, ratings.c.resolution, func.coalesce(by_filer, by_others).label("worth"))
        .select_from(ratings.join(cases, cases.c.number == ratings.c.case).outerjoin(reporters, same))
        .where(which)
        .group_by(ratings.c.case, ratings.c.resolution)
    )
