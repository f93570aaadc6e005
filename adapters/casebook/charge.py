"""Telling who is in charge of a case: the unit's officers, else those above it or the desk."""

from collections.abc import Iterable

from sqlalchemy import select

from adapters.casebook.acts import telling
from adapters.casebook.occasion import Occasion
from adapters.casebook.officers import BOUND
from adapters.casebook.rules import ladder
from adapters.casebook.rules.course import Course
from adapters.casebook.rules.ladder import Bound, InCharge
from adapters.casebook.schema import officers


def tell_in_charge(occasion: Occasion, number: str, course: Course, step: str, seq: int) -> None:
    city = occasion.office.city()
    charge = InCharge(course.unit, course.officer, kind=course.kind)
    for officer in ladder.warned(city, charge, 1, bound_to(occasion, ladder.asked(city, charge))).officers:
        facts = {"unit": course.unit, "reply_by": str(course.reply_by or "")}
        telling.tell_officer(occasion, officer, step, facts, number=number, seq=seq)


def bound_to(occasion: Occasion, units: Iterable[str]) -> tuple[Bound, ...]:
    """Give who is bound to any of the units, who came first before the others."""
    found = select(officers.c.id, officers.c.unit, officers.c.head).where(BOUND, officers.c.unit.in_(tuple(units)))
    rows = occasion.connection.execute(found.order_by(officers.c.bound_at, officers.c.id))
    return tuple(Bound(row.id, row.unit, row.head) for row in rows)
