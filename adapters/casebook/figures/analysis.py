"""What stands out: what grew, what many share, what came back."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import ColumnElement, Connection, case, func, select

from adapters.casebook.rules.tallies import Tally
from adapters.casebook.schema import cases, tallies
from dialogs.facts.cases import CaseKind, Status
from dialogs.facts.figures import Analysis, Growth, Period, Repeated, Shared

FLOOR: Final = 10
"""Fewer cases than that are too few to speak of growth."""
SHARED_FROM: Final = 3
NAMED: Final = 20
"""How many of a kind are named."""


def analyse(
    connection: Connection, period: Period, before: Sequence[Period], units: tuple[str, ...] | None
) -> Analysis:
    """Analyse a period; ``before``: the three of the same kind before it, the latest first."""
    shared = _shared(connection, _counted(period, units))
    repeated = _repeated(connection, _counted(period, units))
    grown = _grown(connection, (period, *before), units)
    return Analysis(grown, shared[:NAMED], repeated[:NAMED], len(shared), len(repeated))


def _counted(period: Period, units: tuple[str, ...] | None) -> ColumnElement[bool]:
    """Say which cases: none about officials, and each that was merged with the one that it went into."""
    within = (cases.c.submitted_at >= period.start) & (cases.c.submitted_at < period.end)
    ordinary = within & (cases.c.kind != CaseKind.MISCONDUCT) & (cases.c.status != Status.MERGED)
    return ordinary if units is None else ordinary & cases.c.unit.in_(units)


def _grown(connection: Connection, periods: Sequence[Period], units: tuple[str, ...] | None) -> tuple[Growth, ...]:
    """Give the categories with more cases than the mean of the three periods before, the most grown first."""
    sums = [func.sum(case((_counted(each, units), 1), else_=0)) for each in periods]
    since = min(each.start for each in periods)
    counted = select(cases.c.category, *sums).where(cases.c.submitted_at >= since).group_by(cases.c.category)
    rows = connection.execute(counted).all()
    found = [Growth(row[0], row[1], (row[2], row[3], row[4])) for row in rows if row[1] >= FLOOR]
    grown = [each for each in found if each.cases > each.mean]
    return tuple(sorted(grown, key=lambda each: (each.mean - each.cases, each.category)))[:NAMED]


def _shared(connection: Connection, which: ColumnElement[bool]) -> tuple[Shared, ...]:
    found = select(cases.c.number, cases.c.category, cases.c.unit, cases.c.reporters)
    many = found.where(which, cases.c.reporters >= SHARED_FROM)
    rows = connection.execute(many.order_by(cases.c.reporters.desc(), cases.c.number)).all()
    return tuple(Shared(*row) for row in rows)


def _repeated(connection: Connection, which: ColumnElement[bool]) -> tuple[Repeated, ...]:
    times = func.sum(tallies.c.times)
    found = (
        select(cases.c.number, cases.c.category, cases.c.unit, times)
        .join(tallies, tallies.c.case == cases.c.number)
        .where(which, tallies.c.what == Tally.REPEATED)
        .group_by(cases.c.number, cases.c.category, cases.c.unit)
        .order_by(times.desc(), cases.c.number)
    )
    return tuple(Repeated(row[0], row[1], row[2], int(row[3])) for row in connection.execute(found).all())
