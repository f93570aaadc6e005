"""Which cases are counted, and for which row: conditions and keys that all counts share."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, case, literal

from adapters.casebook.rules.months import Month
from adapters.casebook.schema import cases
from dialogs.facts.cases import CaseKind, Status
from dialogs.facts.figures import By, Period


@dataclass(frozen=True, slots=True)
class Cohort:
    """The cases submitted in a period; ``units``: what counts for these alone (all where ``None``).

    ``told``: the ordinary ones; otherwise the reports about officials, which stand in cells of a month each.
    """

    period: Period
    by: By
    months: tuple[Month, ...]
    units: tuple[str, ...] | None = None
    told: bool = True

    def keys(self, unit: ColumnElement[str]) -> tuple[ColumnElement[Any], ...]:
        """Give the row's key, and of a cell its month; ``unit`` is the one that something counts for."""
        month = _month(self.months)
        named: dict[By, ColumnElement[Any]] = {
            By.UNIT: unit if self.told else cases.c.unit,
            By.CATEGORY: cases.c.category,
            By.DISTRICT: cases.c.district,
            By.MONTH: month,
        }
        key = named[self.by].label("key")
        return (key,) if self.told else (key, month.label("month"))

    def submitted(self) -> ColumnElement[bool]:
        return (cases.c.submitted_at >= self.period.start) & (cases.c.submitted_at < self.period.end)

    def conditions(self, unit: ColumnElement[str]) -> Sequence[ColumnElement[bool]]:
        """Say which cases; a merged one is counted with the case that it went into, once."""
        misconduct = cases.c.kind == CaseKind.MISCONDUCT
        found = [
            self.submitted(),
            cases.c.status != Status.MERGED,
            ~misconduct if self.told else misconduct,
        ]
        return found if self.units is None else [*found, unit.in_(self.units)]


def _month(months: tuple[Month, ...]) -> ColumnElement[Any]:
    """Name the month of a case's submission: a database knows nothing of the city's calendar."""
    before = [(cases.c.submitted_at < month.span.end, literal(month.code)) for month in months]
    return case(*before, else_=literal("")) if before else literal("")
