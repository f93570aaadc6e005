"""One matter in two cases: one goes into the other, with everybody who reports it, and may be taken out again."""

from sqlalchemy import delete, insert, select, update

from adapters.casebook.acts import handling
from adapters.casebook.acts.undone import Undone
from adapters.casebook.cards import LEFT
from adapters.casebook.entries import append, locked_case
from adapters.casebook.occasion import Occasion
from adapters.casebook.rules import merging
from adapters.casebook.rules.course import Course
from adapters.casebook.rules.lifecycle import Step
from adapters.casebook.schema import cases, reporters
from adapters.casebook.schema.cases import GONE_IN
from adapters.sql import Row
from dialogs.facts.staff import StaffAct, Unfit, Why

MERGED = "merged"
"""The role of who reports a case that went into this one."""


def fit(occasion: Occasion, course: Course, act: StaffAct) -> None:
    """Take the act back where the case cannot go into that one."""
    row = locked_case(occasion.connection, act.into)
    if row is None:
        raise Undone(Unfit(Why.BODY, course.status, (("into", "unknown"),)))
    itself, chained = act.into == act.number, course.own_accept_by is not None
    found = merging.misfit(course, handling.course_of(occasion.connection, row), itself=itself, chained=chained)
    if found:
        raise Undone(Unfit(Why.BODY, course.status, (("into", found),)))


def take_in(occasion: Occasion, act: StaffAct, source: Course, actor: str) -> None:
    """Let the other case have the earlier due time, and every reporter of this one."""
    into = act.into
    before = handling.course_of(occasion.connection, _row(occasion, into))
    after = merging.taking_in(before, source)
    handling.keep(occasion.connection, into, before, after)
    _share_reporters(occasion, act.number, into)
    codes = {"from": act.number, "token": act.by.token} | handling.moved(before, after)
    append(occasion, into, Step.MERGE, actor, codes=codes)


def let_go(occasion: Occasion, act: StaffAct, into: str, actor: str) -> None:
    """Give the other case its former due time back, and take those out of it who came with this one."""
    before = handling.course_of(occasion.connection, _row(occasion, into))
    after = merging.letting_go(before, _still_in(occasion, into))
    handling.keep(occasion.connection, into, before, after)
    came = (reporters.c.case == into) & (reporters.c.via == act.number) & (reporters.c.role == MERGED)
    gone = occasion.connection.execute(delete(reporters).where(came)).rowcount
    _count(occasion, into, -gone)
    codes = {"from": act.number, "token": act.by.token} | handling.moved(before, after)
    append(occasion, into, Step.UNMERGE, actor, codes=codes)


def _share_reporters(occasion: Occasion, source: str, into: str) -> None:
    """Make each reporter of the source one of the other case as well; who reports it already does so once."""
    there = select(reporters.c.citizen).where(reporters.c.case == into)
    wanted = select(reporters).where(reporters.c.case == source, reporters.c.role != LEFT)
    came = occasion.connection.execute(wanted.where(reporters.c.citizen.not_in(there))).mappings().all()
    for row in came:
        occasion.connection.execute(insert(reporters).values(_in_other(occasion, row, into)))
    _count(occasion, into, len(came))


def _in_other(occasion: Occasion, row: Row, into: str) -> dict[str, object]:
    """Seal the contact anew for its row; query code and words stay with the case that they were given for."""
    contact = occasion.open(reporters.c.contact, row["contact"], row["case"], row["citizen"])
    sealed = occasion.seal(reporters.c.contact, contact, into, row["citizen"])
    kept = {name: row[name] for name in ("citizen", "known_at", "privacy")}
    return kept | {"case": into, "role": MERGED, "via": row["case"], "joined_at": occasion.now, "contact": sealed}


def _count(occasion: Occasion, number: str, more: int) -> None:
    if more:
        changed = update(cases).where(cases.c.number == number).values(reporters=cases.c.reporters + more)
        occasion.connection.execute(changed)


def _still_in(occasion: Occasion, into: str) -> list[Course]:
    """Give the cases that are in the other one now, by the due times that each had."""
    found = select(cases).where(GONE_IN, cases.c.merged_into == into)
    rows = occasion.connection.execute(found).mappings()
    return [handling.course_of(occasion.connection, row) for row in rows.all()]


def _row(occasion: Occasion, number: str) -> Row:
    row = locked_case(occasion.connection, number)
    if row is None:
        raise LookupError(number)
    return row
