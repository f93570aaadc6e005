"""A case as an act holds it: read once, and carried on from entry to entry of the act."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import bindparam, select

from adapters.casebook import watching
from adapters.casebook.acts import handling
from adapters.casebook.entries import Last, put
from adapters.casebook.occasion import Occasion
from adapters.casebook.records import MORE
from adapters.casebook.rules.course import Course
from adapters.casebook.rules.watch import Watch
from adapters.casebook.schema import cases, timeline
from adapters.casebook.schema.acting import handlings
from adapters.casebook.schema.watching import watches
from adapters.sql import Row, Statement

LAST_AT: Final = (
    select(timeline.c.at)
    .where(timeline.c.case == cases.c.number, timeline.c.seq == cases.c.entries)
    .scalar_subquery()
    .label("last_at")
)
BESIDE: Final = Statement(
    select(LAST_AT, *MORE, handlings, *(column.label(f"watch_{column.name}") for column in watching.OF_WATCH))
    .select_from(cases)
    .join(handlings, handlings.c.case == cases.c.number, isouter=True)
    .join(watches, (watches.c.case == cases.c.number) & (watches.c.ref == ""), isouter=True)
    .where(cases.c.number == bindparam("of_case"))
)
"""What there is beside the row of a case, once for each watch; read when the row is locked, so that it stays."""


@dataclass(frozen=True, slots=True)
class Held:
    """How a case stands, by its row and by the rules, the end of its chain, and what the clock is watched for."""

    row: Row
    course: Course
    last: Last
    watches: Mapping[str, Watch]

    @property
    def number(self) -> str:
        return str(self.row["number"])


def hold(occasion: Occasion, row: Row) -> Held:
    """Give a case whose row is locked."""
    rows = BESIDE.all(occasion.connection, {"of_case": row["number"]})
    beside = rows[0] if rows[0]["case"] is not None else None
    last = Last(row["entries"], row["head"], rows[0]["last_at"])
    kept = {each["watch_kind"]: watching.watch_of(each, "watch_") for each in rows if each["watch_kind"] is not None}
    more = {name: rows[0][name] for name in ("has_media", "has_lead", "joint", "asked_until")}
    return Held({**row, **more}, handling.course_from(row, beside), last, kept)


def go_on(
    occasion: Occasion,
    held: Held,
    after: Course,
    kind: str,
    actor: str,
    *,
    codes: Mapping[str, str] | None = None,
    said: str = "",
) -> Held:
    """Append an entry by which the case goes on to another course, or stays on its own; what is watched for follows."""
    number, connection = held.number, occasion.connection
    handling.keep_beside(connection, number, held.course, after)
    changed = handling.of_case(held.course, after)
    watched = held.watches
    if after != held.course:
        watched = watching.replan(occasion, number, after, held.row["submitted_at"], held.watches)
    last = put(occasion, number, kind, actor, codes=codes, said=said, changed=changed, last=held.last)
    beside = {"joint": after.joint, "asked_until": after.asked_until}
    return Held({**held.row, **changed, **beside}, after, last, watched)
