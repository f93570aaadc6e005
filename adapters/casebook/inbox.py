"""Taking in what outside backends did with cases."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Connection, select, update

from adapters.casebook.acts import handling, telling
from adapters.casebook.acts.resolving import words_index
from adapters.casebook.entries import append, locked_case
from adapters.casebook.occasion import Occasion, Office
from adapters.casebook.recalculating import in_step
from adapters.casebook.rules import limits
from adapters.casebook.rules.acting import ENDS_PAUSE
from adapters.casebook.rules.asked import ASK, RATING
from adapters.casebook.rules.course import Terms
from adapters.casebook.rules.elsewhere import Stand, paced, step_of
from adapters.casebook.rules.lifecycle import ENDED, Step, may_become
from adapters.casebook.schema import backend_cursors, backend_updates, cases, handlings, resolutions
from adapters.sql import Database, Row, upsert
from dialogs.facts.cases import Status
from dialogs.facts.messages import Address
from dialogs.facts.moment import Clock
from dialogs.facts.records import BackendUpdate

NO_RATING: Final = frozenset({Step.REOPEN, Step.MERGE})
"""Steps after which nobody is asked any more how it went."""


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
    before = Stand(Status(row["status"]), row["unit"])
    status = told.status if told.status and may_become(before.status, told.status) else None
    after = Stand(status or before.status, told.unit or before.unit)
    late = told.status is not None and status is None
    step = None if late else step_of(told.kind, told.text, before, after, public=told.public)
    moved = _pace(occasion, row, step)
    changes = (_changes(occasion, row, status) if status else {}) | _unit(told)
    if changes:
        occasion.connection.execute(update(cases).where(cases.c.number == told.number).values(changes))
        _count(occasion, row, {**row, **changes}, told)
    codes = {"unit": told.unit, "status": str(status or "")} | ({"public": "yes"} if told.public else {}) | moved
    seq = append(occasion, told.number, told.kind, backend, codes=codes, said=told.text)
    if step:
        _tell(occasion, told, step, seq)
    return True


def _pace(occasion: Occasion, row: Row, step: Step | None) -> dict[str, str]:
    """Let the time to answer rest or run on; the due times that moved, as codes."""
    course = handling.course_of(occasion.connection, in_step(occasion, row))
    after = paced(step, course, Terms(occasion.office.city(), occasion.office.zone, occasion.now))
    handling.keep(occasion.connection, row["number"], course, after)
    return handling.moved(course, after)


def _tell(occasion: Occasion, told: BackendUpdate, step: Step, seq: int) -> None:
    """Tell every reporter, and ask what the step asks: as after an act of our own staff."""
    number = told.number
    now = locked_case(occasion.connection, number)
    facts = {name: str(now[name] or "") for name in ("unit", "outcome", "reply_by")} if now else {}
    telling.tell_citizens(occasion, number, seq, step, {name: value for name, value in facts.items() if value})
    if step in ENDS_PAUSE | {Step.DECLINE, Step.CLOSE}:
        telling.drop_questions(occasion, number, ASK)
    if step is Step.ASK:
        telling.ask(occasion, number, told.text)
    if step is Step.RESOLVE:
        telling.ask_for_rating(occasion, number)
    elif step in NO_RATING:
        telling.drop_questions(occasion, number, RATING)


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
