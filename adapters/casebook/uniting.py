"""What was one citizen's becomes another's, where both are the same person."""

from typing import Any, Final

from sqlalchemy import Column, RowMapping, Table, delete, insert, select, update

from adapters.casebook.occasion import Occasion
from adapters.casebook.people import Citizen
from adapters.casebook.schema import (
    cases,
    code_tries,
    desk_items,
    dones,
    drafts,
    media,
    notices,
    open_questions,
    ratings,
    reporters,
)
from dialogs.facts.moment import DAY

ROLES: Final = ("filer", "joiner", "merged", "left")
"""The one that counts first."""
COUNTED: Final = frozenset({"filer", "joiner"})
SIMPLY: Final = {
    media: media.c.asked_at,
    desk_items: desk_items.c.at,
    code_tries: code_tries.c.at,
    drafts: drafts.c.begun_at,
}
"""Tables where a row says whose it is, and nothing else depends on that; each with the time when it became so."""
REPEATED_WITHIN: Final = 2 * DAY
"""So long a message or act may come again, and has to find what was done."""


def unite(occasion: Occasion, was: Citizen, now: Citizen) -> None:
    """Give all that is ``was``'s to ``now``; what a number's former owner left stays where it is."""
    for row in _reports(occasion, was):
        _give_report(occasion, row, was, now)
    _give_questions(occasion, was, now)
    for table, since in SIMPLY.items():
        mine = (table.c.citizen == was.id) & (since >= was.returned_at)
        occasion.connection.execute(update(table).where(mine).values(citizen=now.id))
    _give_notices(occasion, was, now)
    _give_dones(occasion, was, now)


def _reports(occasion: Occasion, was: Citizen) -> list[RowMapping]:
    own = (reporters.c.citizen == was.id) & (reporters.c.known_at >= was.returned_at)
    return list(occasion.connection.execute(select(reporters).where(own)).mappings())


def _give_report(occasion: Occasion, row: RowMapping, was: Citizen, now: Citizen) -> None:
    """Move a report. Who reports a case twice reports it once, in the part that counts first."""
    other = occasion.connection.execute(_report(row["case"], now)).mappings().first()
    occasion.connection.execute(delete(reporters).where(*_same(reporters, row["case"], was)))
    if other is None:
        occasion.connection.execute(insert(reporters).values(_resealed(occasion, row, was, now)))
    else:
        _join(occasion, row, other, was, now)
    _give_ratings(occasion, row["case"], was, now)


def _join(occasion: Occasion, row: RowMapping, other: RowMapping, was: Citizen, now: Citizen) -> None:
    if {row["role"], other["role"]} <= COUNTED:
        fewer = update(cases).where(cases.c.number == row["case"]).values(reporters=cases.c.reporters - 1)
        occasion.connection.execute(fewer)
    if ROLES.index(row["role"]) < ROLES.index(other["role"]):
        same = update(reporters).where(*_same(reporters, row["case"], now))
        occasion.connection.execute(same.values(_resealed(occasion, row, was, now)))


def _resealed(occasion: Occasion, row: RowMapping, was: Citizen, now: Citizen) -> dict[str, Any]:
    """Seal for the new row what was sealed for the old one."""
    values = {**row, "citizen": now.id}
    for column in (reporters.c.contact, reporters.c.code):
        if row[column.name]:
            values[column.name] = _sealed_anew(occasion, column, row[column.name], (row["case"], was.id), now.id)
    return values


def _sealed_anew(
    occasion: Occasion, column: Column[bytes | None], sealed: bytes, bound: tuple[str, str], now: str
) -> bytes:
    return occasion.seal(column, occasion.open(column, sealed, *bound), bound[0], now)


def _give_ratings(occasion: Occasion, number: str, was: Citizen, now: Citizen) -> None:
    """Move ratings; of two for the same resolution the later one is what the person thinks."""
    given = {row["resolution"]: row for row in _ratings(occasion, number, now)}
    for row in _ratings(occasion, number, was):
        known = given.get(row["resolution"])
        this = (ratings.c.resolution == row["resolution"],)
        if known is not None:
            loser = was if known["at"] >= row["at"] else now
            occasion.connection.execute(delete(ratings).where(*_same(ratings, number, loser), *this))
        occasion.connection.execute(update(ratings).where(*_same(ratings, number, was), *this).values(citizen=now.id))


def _ratings(occasion: Occasion, number: str, whose: Citizen) -> list[RowMapping]:
    return list(occasion.connection.execute(select(ratings).where(*_same(ratings, number, whose))).mappings())


def _give_questions(occasion: Occasion, was: Citizen, now: Citizen) -> None:
    """Move what was asked; what both were asked is asked once."""
    waiting = select(open_questions.c.case, open_questions.c.kind).where(
        open_questions.c.citizen == now.id, open_questions.c.closed_at.is_(None)
    )
    asked = {tuple(row) for row in occasion.connection.execute(waiting)}
    mine = (open_questions.c.citizen == was.id) & (open_questions.c.asked_at >= was.returned_at)
    for row in occasion.connection.execute(select(open_questions).where(mine)).mappings().all():
        twice = row["closed_at"] is None and (row["case"], row["kind"]) in asked
        values: dict[str, Any] = {"citizen": now.id, **({"closed_at": occasion.now} if twice else {})}
        occasion.connection.execute(update(open_questions).where(open_questions.c.id == row["id"]).values(values))


def _give_notices(occasion: Occasion, was: Citizen, now: Citizen) -> None:
    """Move what is still to be told; they wait in the other one's line."""
    mine = (notices.c.citizen == was.id) & (notices.c.at >= was.returned_at)
    told = select(notices.c.position, notices.c.line).where(mine)
    for row in occasion.connection.execute(told).all():
        line = row.line.replace(was.id, now.id)
        moved = update(notices).where(notices.c.position == row.position)
        occasion.connection.execute(moved.values(citizen=now.id, line=line))


def _give_dones(occasion: Occasion, was: Citizen, now: Citizen) -> None:
    recent = (dones.c.citizen == was.id) & (dones.c.at > occasion.now - REPEATED_WITHIN)
    for row in occasion.connection.execute(select(dones).where(recent)).mappings().all():
        kept = occasion.open(dones.c.kept, row["kept"], was.id, row["key"])
        values = {"citizen": now.id, "kept": occasion.seal(dones.c.kept, kept, now.id, row["key"])}
        occasion.connection.execute(update(dones).where(*_key(row)).values(values))


def _key(row: RowMapping) -> tuple[Any, ...]:
    return dones.c.citizen == row["citizen"], dones.c.key == row["key"]


def _report(number: str, whose: Citizen) -> Any:
    return select(reporters).where(*_same(reporters, number, whose))


def _same(table: Table, number: str, whose: Citizen) -> tuple[Any, ...]:
    return table.c.case == number, table.c.citizen == whose.id
