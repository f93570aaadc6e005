"""Lists of cases for a report: what came, what is due, what is late."""

from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, func, select

from adapters.casebook.figures.counting import HANDLED
from adapters.casebook.registry import DUE
from adapters.casebook.schema import cases
from dialogs.facts.cases import CaseKind
from dialogs.facts.figures import Day, Listed, Period
from dialogs.facts.moment import Moment

LISTED: Final = 200
"""How many cases a list names; how many they are it says of all."""
COLUMNS: Final = (
    cases.c.number,
    cases.c.category,
    cases.c.unit,
    cases.c.status,
    cases.c.submitted_at,
    DUE.label("due_at"),
)


def day(connection: Connection, period: Period, units: tuple[str, ...] | None, now: Moment) -> Day:
    """Give the lists of a period; late is what is late now, due is what has to be done until the period ends."""
    ordinary = cases.c.kind != CaseKind.MISCONDUCT
    mine = ordinary if units is None else ordinary & cases.c.unit.in_(units)
    waits = and_(mine, cases.c.status.in_(HANDLED), cases.c.paused_until.is_(None))
    came = and_(mine, cases.c.submitted_at >= period.start, cases.c.submitted_at < period.end)
    due, late = and_(waits, now <= DUE, period.end > DUE), and_(waits, now > DUE)
    return Day(
        came=_count(connection, came),
        due=_count(connection, due),
        late=_count(connection, late),
        came_cases=_listed(connection, came, cases.c.submitted_at),
        due_cases=_listed(connection, due, DUE),
        late_cases=_listed(connection, late, DUE),
    )


def _count(connection: Connection, which: ColumnElement[bool]) -> int:
    return connection.execute(select(func.count()).select_from(cases).where(which)).scalar_one()


def _listed(connection: Connection, which: ColumnElement[bool], order: ColumnElement[Any]) -> tuple[Listed, ...]:
    found = select(*COLUMNS).where(which).order_by(order, cases.c.number).limit(LISTED)
    return tuple(_case(row) for row in connection.execute(found).mappings())


def _case(row: RowMapping) -> Listed:
    due = Moment(row["due_at"]) if row["due_at"] is not None else None
    return Listed(row["number"], row["category"], row["unit"], row["status"], row["submitted_at"], due)
