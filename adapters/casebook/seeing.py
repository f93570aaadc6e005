"""Which cases a reader sees: the same for lists, single cases and photos."""

from collections.abc import Callable, Collection
from typing import Final, TypeAlias

from sqlalchemy import ColumnElement, and_, false, literal, or_, select, true

from adapters.casebook.schema import cases, handlings
from adapters.casebook.schema.acting import HELPED
from adapters.casebook.schema.columns import unindexed
from dialogs.facts.cases import CaseKind
from dialogs.facts.records import Bearer, Role

Below: TypeAlias = Callable[[str], Collection[str]]
"""The units below a unit in the tree, at whatever distance."""
UNIT_OF_MANY: Final = unindexed(cases.c.unit)
"""So the cases of a tree are read in their own order, not gathered by unit and then sorted."""


def seen_by(reader: Bearer, below: Below) -> ColumnElement[bool]:
    """Show a unit its own cases, those that it helps with, and those of the units below it; all others all.

    What is said about officials is seen by the unit that it was given to and by those that help it, never through
    the tree.
    """
    if reader.role is not Role.UNIT:
        return true()
    if not reader.unit:
        return false()
    own = or_(cases.c.unit == reader.unit, helped_by(reader.unit))
    if not (units := tuple(below(reader.unit))):
        return own
    return or_(own, and_(UNIT_OF_MANY.in_(units), cases.c.kind != CaseKind.MISCONDUCT))


def helped_by(unit: str) -> ColumnElement[bool]:
    """Say which cases a unit helps with."""
    spaced = literal(" ") + handlings.c.joint + " "
    helped = select(handlings.c.case).where(HELPED, spaced.contains(f" {unit} ", autoescape=True))
    return cases.c.number.in_(helped)
