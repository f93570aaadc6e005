"""What an officer is not told any more: what is about a case that their unit has lost sight of since it was left."""

from collections.abc import Collection
from typing import Final, TypeAlias

import msgspec
from sqlalchemy import Connection, bindparam, select, update

from adapters.casebook.occasion import codes_text
from adapters.casebook.rules.authority import hears
from adapters.casebook.rules.course import Course
from adapters.casebook.rules.watch import Watched
from adapters.casebook.schema import cases, handlings, notices, officers
from adapters.sql import Row, Statement
from dialogs.city import City
from dialogs.facts.cases import CaseKind, Status

LIST: Final = "daily-list"
"""The step of a notice that is about several cases: a line for each stands in its facts."""
LINES: Final = "cases"
Line: TypeAlias = tuple[str, str]
"""A case's number, and the time of it that runs out."""
SEEN_BY: Final = (*(cases.c[name] for name in ("status", "kind", "unit")), handlings.c.joint)
ABOUT: Final = Statement(
    select(
        *(notices.c[name] for name in ("position", "at", "step", "case", "facts")),
        officers.c.unit.label("reader"),
        *SEEN_BY,
    )
    .join(officers, officers.c.id == notices.c.officer)
    .join(cases, cases.c.number == notices.c.case, isouter=True)
    .join(handlings, handlings.c.case == notices.c.case, isouter=True)
    .where(notices.c.position.in_(bindparam("positions", expanding=True)))
)
LISTED: Final = Statement(
    select(cases.c.number, *SEEN_BY)
    .join(handlings, handlings.c.case == cases.c.number, isouter=True)
    .where(cases.c.number.in_(bindparam("numbers", expanding=True)))
)
FACTS: Final = msgspec.json.Decoder(dict[str, str])


def out_of_sight(connection: Connection, city: City, positions: Collection[int]) -> tuple[int, ...]:
    """Name those of officers' notices that are not for them any more; what is about no case is for whom it is.

    Of a list that has other lines still, those are taken out that are about such a case.
    """
    if not positions:
        return ()
    rows = ABOUT.all(connection, {"positions": list(positions)})
    return tuple(row["position"] for row in rows if not _is_told(connection, city, row))


def heard(connection: Connection, city: City, unit: str, lines: Collection[Line]) -> frozenset[Line]:
    """Give the lines of a list that may be told to a unit, as their cases are now."""
    numbers = {number for number, _ in lines}
    found = LISTED.all(connection, {"numbers": list(numbers)}) if numbers else ()
    courses = {row["number"]: _course(row) for row in found}
    return frozenset(
        (number, time)
        for number, time in lines
        if number in courses and hears(city, courses[number], unit, letter=time == Watched.LETTER)
    )


def _is_told(connection: Connection, city: City, row: Row) -> bool:
    facts = FACTS.decode(row["facts"])
    if row["step"] == LIST:
        return _some_left(connection, city, row, facts)
    letter = facts.get("time") == Watched.LETTER
    return row["case"] is None or hears(city, _course(row), row["reader"], letter=letter)


def _some_left(connection: Connection, city: City, row: Row, facts: dict[str, str]) -> bool:
    """Take out what is not for its reader any more; whether anything is left to tell."""
    lines = facts.get(LINES, "").split()
    told = heard(connection, city, row["reader"], [_line(each) for each in lines])
    gone = [each for each in lines if _line(each) not in told]
    if not gone:
        return True
    late = sum(int(each.rpartition("/")[2]) <= row["at"] for each in gone)
    left = facts | {LINES: " ".join(each for each in lines if each not in gone)}
    left |= {"count": _less(facts["count"], len(gone)), "late": _less(facts["late"], late)}
    shorter = update(notices).where(notices.c.position == row["position"]).values(facts=codes_text(left))
    connection.execute(shorter)
    return bool(left[LINES])


def _line(text: str) -> Line:
    number, time, _ = text.split("/")
    return number, time


def _less(count: str, by: int) -> str:
    return str(int(count) - by)


def _course(row: Row) -> Course:
    return Course(Status(row["status"]), CaseKind(row["kind"]), unit=row["unit"], joint=row["joint"] or "")
