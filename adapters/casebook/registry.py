"""The record as staff and integrators read it: pages of cases, and each reader sees what their role may see."""

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, and_, case, false, or_, select, true

from adapters.casebook import index
from adapters.casebook.cards import is_open
from adapters.casebook.media import KEPT
from adapters.casebook.records import records_of
from adapters.casebook.schema import cases, media
from adapters.sealing import Keyring
from adapters.sql import Database
from dialogs.facts.cases import Status
from dialogs.facts.records import Bearer, CaseFilter, CasePage, CaseRecord, Role

DUE: Final = case((cases.c.status == Status.SUBMITTED, cases.c.accept_by), else_=cases.c.reply_by)
"""When the step that is on now has to be done."""


class SqlRegistry:
    """Cases and their photos, for who holds a token."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    async def page(self, wanted: CaseFilter, reader: Bearer) -> CasePage:
        """Give a page, newest first: what is filed meanwhile stands before the first page and moves nothing."""
        return await self._database.read(lambda connection: _page(connection, self._keyring, wanted, reader))

    async def case(self, number: str, reader: Bearer) -> CaseRecord | None:
        """Give a case; ``None`` where there is none for this reader."""
        found = await self._database.read(
            lambda connection: _records(connection, self._keyring, [cases.c.number == number, _seen_by(reader)], 1)
        )
        return next(iter(found), None)

    async def photo(self, id: str, reader: Bearer) -> str | None:
        """Give the MIME type of a photo or voice that is kept; ``None`` where there is none for this reader."""
        return await self._database.read(lambda connection: connection.scalar(_photo(id, reader)))


def _page(connection: Connection, keyring: Keyring, wanted: CaseFilter, reader: Bearer) -> CasePage:
    conditions = [*_conditions(wanted), *_said(connection, wanted.q), _seen_by(reader)]
    found = _records(connection, keyring, conditions, wanted.limit + 1)
    page = found[: wanted.limit]
    return CasePage(page, page[-1].number if len(found) > wanted.limit else "")


def _records(
    connection: Connection, keyring: Keyring, conditions: list[ColumnElement[bool]], limit: int
) -> tuple[CaseRecord, ...]:
    found = select(cases).where(*conditions).order_by(cases.c.number.desc()).limit(limit)
    return records_of(connection, keyring, connection.execute(found).mappings().all())


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
    if wanted.cursor:
        conditions.append(cases.c.number < wanted.cursor)
    return conditions


def _said(connection: Connection, query: str) -> Iterator[ColumnElement[bool]]:
    """Look for words of the description, or for the number."""
    if query:
        numbers = index.holding(connection, query)
        by_number = cases.c.number == query
        yield by_number if numbers is None else or_(cases.c.number.in_(numbers), by_number)


def _seen_by(reader: Bearer) -> ColumnElement[bool]:
    """Say which cases a reader sees: a unit its own, all others all."""
    if reader.role is not Role.UNIT:
        return true()
    return cases.c.unit == reader.unit if reader.unit else false()


def _photo(id: str, reader: Bearer) -> Select[Any]:
    kept = select(media.c.mime).where(media.c.id == id, media.c.state == KEPT)
    if reader.role is Role.UNIT:
        return kept.join(cases, cases.c.number == media.c.case).where(_seen_by(reader))
    return kept
