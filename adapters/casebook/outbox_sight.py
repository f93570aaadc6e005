"""What an officer is not told any more: a notice of a case that their unit has lost sight of since it was left."""

from collections.abc import Collection
from typing import Final

import msgspec
from sqlalchemy import Connection, RowMapping, bindparam, select

from adapters.casebook.rules.authority import hears
from adapters.casebook.rules.course import Course
from adapters.casebook.rules.watch import Watched
from adapters.casebook.schema import cases, handlings, notices, officers
from dialogs.city import City
from dialogs.facts.cases import CaseKind, Status

ABOUT: Final = (
    select(
        notices.c.position,
        notices.c.facts,
        officers.c.unit.label("reader"),
        *(cases.c[name] for name in ("status", "kind", "unit")),
        handlings.c.joint,
    )
    .join(officers, officers.c.id == notices.c.officer)
    .join(cases, cases.c.number == notices.c.case)
    .join(handlings, handlings.c.case == notices.c.case, isouter=True)
    .where(notices.c.position.in_(bindparam("positions", expanding=True)))
)
FACTS: Final = msgspec.json.Decoder(dict[str, str])


def out_of_sight(connection: Connection, city: City, positions: Collection[int]) -> tuple[int, ...]:
    """Name those of officers' notices that are not for them any more; what is about no case is for whom it is."""
    if not positions:
        return ()
    rows = connection.execute(ABOUT, {"positions": list(positions)}).mappings()
    return tuple(row["position"] for row in rows if not _hears(city, row))


def _hears(city: City, row: RowMapping) -> bool:
    course = Course(Status(row["status"]), CaseKind(row["kind"]), unit=row["unit"], joint=row["joint"] or "")
    letter = FACTS.decode(row["facts"]).get("time") == Watched.LETTER
    return hears(city, course, row["reader"], letter=letter)
