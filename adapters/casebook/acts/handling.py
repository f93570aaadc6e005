"""The course of a case, read from its rows and written back."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any, Final

from sqlalchemy import Connection, bindparam, select, update

from adapters.casebook import tallying
from adapters.casebook.rules.course import Course
from adapters.casebook.rules.lifecycle import DueTime
from adapters.casebook.rules.tallies import tallied
from adapters.casebook.schema import cases
from adapters.casebook.schema.acting import handlings
from adapters.sql import Row, Statement, upsert_later
from dialogs.facts.cases import CaseKind, Status

NAMES: Final = tuple(field.name for field in fields(Course))
OF_CASE: Final = tuple(name for name in NAMES if name in cases.c)
OF_HANDLING: Final = tuple(name for name in NAMES if name not in cases.c)
BESIDE: Final = Statement(select(handlings).where(handlings.c.case == bindparam("of_case")))
MOVED: Final = Statement(update(cases).where(cases.c.number == bindparam("of_case")))


def course_of(connection: Connection, row: Row) -> Course:
    """Give the course of a case whose row is locked."""
    return course_from(row, BESIDE.first(connection, {"of_case": row["number"]}))


def course_from(row: Row, found: Row | None) -> Course:
    """Give the course from the case's row and the one beside it, where there is one."""
    beside = {name: found[name] for name in OF_HANDLING} if found else {}
    own = {name: row[name] for name in OF_CASE}
    own |= {"status": Status(row["status"]), "kind": CaseKind(row["kind"])}
    beside["stood"] = Status(beside["stood"]) if beside.get("stood") else None
    return Course(**own, **beside)


def keep(connection: Connection, number: str, before: Course, after: Course) -> None:
    """Write what changed, and count what the figures are made of."""
    if own := of_case(before, after):
        MOVED.write(connection, own | {"of_case": number})
    keep_beside(connection, number, before, after)


def of_case(before: Course, after: Course) -> dict[str, Any]:
    """Give the columns of the case itself that changed: an entry that is appended at once writes them with it."""
    return _changed(OF_CASE, before, after)


def keep_beside(connection: Connection, number: str, before: Course, after: Course) -> None:
    """Write what changed beside the case's own row."""
    if _changed(OF_HANDLING, before, after):
        row = {"case": number} | {name: getattr(after, name) for name in OF_HANDLING} | {"stood": after.stood or ""}
        upsert_later(connection, handlings, row, keys=("case",))
    tallying.note(connection, number, before.unit, tallied(before, after))


def moved(before: Course, after: Course) -> dict[str, str]:
    """Name each due time that moved, from when to when, as codes of an entry: microseconds UTC."""
    times = [(name, getattr(before, name), getattr(after, name)) for name in DueTime]
    return {str(name): f"{old or ''}>{new or ''}" for name, old, new in times if old != new}


def turned(before: Course, after: Course) -> dict[str, str]:
    """Name the kind that a case turned from and into, where it did: who may see it hangs on that."""
    return {"kind": f"{before.kind}>{after.kind}"} if before.kind is not after.kind else {}


def _changed(names: Iterable[str], before: Course, after: Course) -> dict[str, Any]:
    if before is after:
        return {}
    return {name: getattr(after, name) for name in names if getattr(before, name) != getattr(after, name)}
