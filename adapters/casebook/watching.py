"""Keeping the watches of a case as its due times stand: with each entry of its timeline they are planned anew."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from adapters.casebook.occasion import Occasion
from adapters.casebook.rules.course import Course, Terms
from adapters.casebook.rules.watch import Watch, Watched, planned
from adapters.casebook.schema.acting import handlings
from adapters.casebook.schema.cases import cases
from adapters.casebook.schema.watching import watches
from adapters.sql import Row, Statement
from dialogs.facts.cases import Status
from dialogs.facts.moment import Moment

OF_CASE: Final = ("urgency", "accept_by", "sign_by", "reply_by", "paused_until", "resolved_at")
OF_WATCH: Final = tuple(watches.c[name] for name in ("kind", "since", "due", "at", "given", "ref"))
STANDING: Final = Statement(
    select(cases.c.status, cases.c.submitted_at, *(cases.c[name] for name in OF_CASE), handlings.c.signed_at, *OF_WATCH)
    .join(handlings, handlings.c.case == cases.c.number, isouter=True)
    .join(watches, (watches.c.case == cases.c.number) & (watches.c.ref == ""), isouter=True)
    .where(cases.c.number == bindparam("number"))
)
"""How a case stands, beside each watch over its own times; one row without a watch where it has none."""
IT: Final = (
    (watches.c.case == bindparam("of_case"))
    & (watches.c.kind == bindparam("of_kind"))
    & (watches.c.ref == bindparam("of_ref"))
)
ADD: Final = Statement(insert(watches))
MOVE: Final = Statement(update(watches).where(IT))
DROP: Final = Statement(delete(watches).where(IT))


def plan(occasion: Occasion, number: str) -> None:
    """Plan what is watched for from how the case stands; what is watched beside its own times stays."""
    rows = STANDING.all(occasion.connection, {"number": number})
    kept = {each["kind"]: watch_of(each) for each in rows if each["kind"] is not None}
    replan(occasion, number, _course(rows[0]), rows[0]["submitted_at"], kept)


def replan(
    occasion: Occasion, number: str, course: Course, submitted: Moment, kept: Mapping[str, Watch]
) -> Mapping[str, Watch]:
    """Plan it by whoever knows how the case stands and what was watched for; what is watched for now."""
    connection = occasion.connection
    terms = Terms(occasion.office.city(), occasion.office.zone, occasion.now)
    wanted = planned(course, submitted, kept, terms)
    over = kept.keys() - wanted.keys()
    DROP.write_each(connection, [_key(number, kind, "") for kind in sorted(over)], group=wanted)
    new = wanted.keys() - kept.keys()
    ADD.write_each(connection, [_row(number, wanted[kind]) for kind in sorted(new)], group=wanted)
    for kind, watch in kept.items():
        if kind in wanted and wanted[kind] != watch:
            MOVE.write(connection, _key(number, kind, "") | _values(wanted[kind]), group=wanted)
    return wanted


def watch_of(row: Row, as_: str = "") -> Watch:
    """Give a watch from its columns, whose names may begin with something of their own."""
    kind, *others = (row[f"{as_}{column.name}"] for column in OF_WATCH)
    return Watch(Watched(kind), *others)


def add(connection: Connection, number: str, watch: Watch) -> None:
    ADD.write(connection, _row(number, watch))


def move(connection: Connection, number: str, watch: Watch) -> None:
    """Look again when the watch says, and remember what was given."""
    MOVE.write(connection, _key(number, watch.kind, watch.ref) | _values(watch))


def drop(connection: Connection, number: str, kind: Watched, ref: str = "") -> None:
    DROP.write(connection, _key(number, kind, ref))


def _row(number: str, watch: Watch) -> dict[str, Any]:
    return {"case": number, "kind": watch.kind, "ref": watch.ref} | _values(watch)


def _values(watch: Watch) -> dict[str, Any]:
    return {"since": watch.since, "due": watch.due, "at": watch.at, "given": watch.given}


def _key(number: str, kind: str, ref: str) -> dict[str, Any]:
    return {"of_case": number, "of_kind": kind, "of_ref": ref}


def _course(row: Row) -> Course:
    own = {name: row[name] for name in OF_CASE}
    return Course(Status(row["status"]), **own, signed_at=row["signed_at"])
