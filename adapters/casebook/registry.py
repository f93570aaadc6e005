"""The record as staff and integrators read it: pages of cases, and each reader sees what their role may see."""

from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, and_, case, select

from adapters.casebook import index
from adapters.casebook.cards import is_open
from adapters.casebook.media import KEPT
from adapters.casebook.records import Span, records_of
from adapters.casebook.schema import cases, media
from adapters.casebook.seeing import Below, seen_by
from adapters.sealing import Keyring
from adapters.sql import Database
from dialogs.facts.cases import Status
from dialogs.facts.records import EVERY, IN_FULL, Bearer, CaseFilter, CasePage, CaseRecord

DUE: Final = case((cases.c.status == Status.SUBMITTED, cases.c.accept_by), else_=cases.c.reply_by)
"""When the step that is on now has to be done."""


class SqlRegistry:
    """Cases and their photos, for who holds a token."""

    def __init__(self, database: Database, keyring: Keyring, below: Below = lambda _: ()) -> None:
        """``below``: the units below a unit, whose cases it reads too."""
        self._database = database
        self._keyring = keyring
        self._below = below

    async def page(self, wanted: CaseFilter, reader: Bearer) -> CasePage:
        """Give a page, newest first: what is filed meanwhile stands before the first page and moves nothing."""
        return await self._database.read(
            lambda connection: _page(connection, self._keyring, wanted, self._seen(reader))
        )

    async def case(
        self, number: str, reader: Bearer, *, entries: int = IN_FULL, until: int = EVERY
    ) -> CaseRecord | None:
        """Give a case with so many entries up to a place; ``None`` where there is none for this reader."""
        wanted, span = [cases.c.number == number, self._seen(reader)], Span(entries, until)
        return await self._database.read(lambda connection: _one(connection, self._keyring, wanted, span))

    async def photo(self, id: str, reader: Bearer) -> str | None:
        """Give the MIME type of a photo or voice that is kept; ``None`` where there is none for this reader."""
        return await self._database.read(lambda connection: connection.scalar(_photo(id, self._seen(reader))))

    def _seen(self, reader: Bearer) -> ColumnElement[bool]:
        return seen_by(reader, self._below)


def _page(connection: Connection, keyring: Keyring, wanted: CaseFilter, seen: ColumnElement[bool]) -> CasePage:
    listed = select(cases).where(*_conditions(wanted), seen)
    ordered = index.held(connection, listed, wanted.q) if wanted.q else listed.order_by(cases.c.number.desc())
    rows = connection.execute(ordered.limit(wanted.limit + 1)).mappings().all()
    page = records_of(connection, keyring, rows[: wanted.limit], Span(wanted.entries))
    return CasePage(page, page[-1].number if len(rows) > wanted.limit else "")


def _one(
    connection: Connection, keyring: Keyring, conditions: list[ColumnElement[bool]], span: Span
) -> CaseRecord | None:
    rows = connection.execute(select(cases).where(*conditions)).mappings().all()
    return next(iter(records_of(connection, keyring, rows, span)), None)


def _conditions(wanted: CaseFilter) -> list[ColumnElement[bool]]:
    conditions = [
        column == value
        for column, value in (
            (cases.c.status, wanted.status),
            (cases.c.unit, wanted.unit),
            (cases.c.category, wanted.category),
            (cases.c.district, wanted.district),
        )
        if value
    ]
    if wanted.due_before is not None:
        conditions.append(and_(is_open(), cases.c.status != Status.RESOLVED, wanted.due_before > DUE))
    if wanted.since is not None:
        conditions.append(cases.c.submitted_at >= wanted.since)
    if wanted.until is not None:
        conditions.append(cases.c.submitted_at < wanted.until)
    if wanted.cursor:
        conditions.append(cases.c.number < wanted.cursor)
    return conditions


def _photo(id: str, seen: ColumnElement[bool]) -> Select[Any]:
    """Find a photo that is kept: of a case that the reader sees, or of no case yet for who sees all."""
    kept = select(media.c.mime).join(cases, cases.c.number == media.c.case, isouter=True)
    return kept.where(media.c.id == id, media.c.state == KEPT, seen)
