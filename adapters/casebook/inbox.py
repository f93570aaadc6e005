"""Taking in what outside backends did with cases."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select, update

from adapters.casebook.acts.resolving import words_index
from adapters.casebook.entries import append, locked_case
from adapters.casebook.occasion import Occasion, Office
from adapters.casebook.rules import limits
from adapters.casebook.rules.lifecycle import ENDED, may_become
from adapters.casebook.schema import backend_cursors, backend_updates, cases, handlings, resolutions
from adapters.sql import Database, Row, upsert
from dialogs.facts.cases import Status
from dialogs.facts.messages import Address
from dialogs.facts.moment import Clock
from dialogs.facts.records import BackendUpdate


class SqlInbox:
    """An ``Inbox`` of the casebook."""

    def __init__(self, database: Database, office: Office, clock: Clock) -> None:
        self._database = database
        self._office = office
        self._clock = clock

    async def cursor(self, backend: str) -> str:
        wanted = select(backend_cursors.c.cursor).where(backend_cursors.c.backend == backend)
        return await self._database.read(lambda connection: connection.scalar(wanted)) or ""

    async def take(self, backend: str, updates: tuple[BackendUpdate, ...], next: str) -> int:
        """Take them in one transaction; how many were new and about a case that we have."""
        return await self._database.write(lambda connection: self._take(connection, backend, updates, next))

    def _take(self, connection: Connection, backend: str, updates: tuple[BackendUpdate, ...], cursor: str) -> int:
        occasion = Occasion(connection, self._office, Address("backend", backend), self._clock.now())
        upsert(connection, backend_cursors, {"backend": backend, "cursor": cursor}, keys=("backend",))
        return sum(_take(occasion, backend, each) for each in updates)


def _take(occasion: Occasion, backend: str, told: BackendUpdate) -> bool:
    """Take one update, once; what does not fit the case any more is kept as words alone."""
    row = locked_case(occasion.connection, told.number)
    mark = {"backend": backend, "id": told.id, "at": occasion.now}
    if row is None or not upsert(occasion.connection, backend_updates, mark, keys=("backend", "id"), update=()):
        return False
    fits = told.status is not None and may_become(Status(row["status"]), told.status)
    changes = (_changes(occasion, row, told.status) if told.status and fits else {}) | _unit(told)
    if changes:
        occasion.connection.execute(update(cases).where(cases.c.number == told.number).values(changes))
        _count(occasion, row, {**row, **changes}, told)
    codes = {"unit": told.unit, "status": str(told.status) if told.status and fits else ""}
    append(occasion, told.number, told.kind, backend, codes=codes, said=told.text)
    return True


def _count(occasion: Occasion, before: Row, after: Mapping[str, Any], told: BackendUpdate) -> None:
    """Keep what the figures are made of: when it was taken, and each answer."""
    connection, number = occasion.connection, told.number
    if before["status"] == Status.SUBMITTED and after["status"] not in {Status.SUBMITTED, Status.WITHDRAWN}:
        upsert(connection, handlings, {"case": number, "accepted_at": occasion.now}, keys=("case",))
    if after["status"] == Status.RESOLVED and before["status"] != Status.RESOLVED:
        answered = {"case": number, "resolution": after["reopened"], "unit": after["unit"], "at": occasion.now}
        said = {"outcome": after["outcome"], "text_index": words_index(occasion, after["unit"], told.text)}
        answer = answered | {"reply_by": after["reply_by"]} | said
        upsert(connection, resolutions, answer, keys=("case", "resolution"), update=())


def _unit(told: BackendUpdate) -> dict[str, Any]:
    return {"unit": told.unit} if told.unit else {}


def _changes(occasion: Occasion, row: Row, status: Status) -> dict[str, Any]:
    """Give the new status and the times that follow from it."""
    changes: dict[str, Any] = {"status": status, "ended_at": occasion.now if status in ENDED else None}
    if status is Status.RESOLVED:
        changes["resolved_at"] = occasion.now
    if row["reply_by"] is None and status in {Status.ACCEPTED, Status.ASSIGNED}:
        office = occasion.office
        due = limits.reply_by(office.city(), office.zone, row["category"], occasion.now)
        changes |= {"reply_by": due.at, "provisional": due.provisional}
    return changes
