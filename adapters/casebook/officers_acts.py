"""An act of an officer by message: an act of staff with the rights of their unit, checked each time."""

from collections.abc import Callable
from typing import Final, TypeVar

from sqlalchemy import Connection, RowMapping, select

from adapters.casebook import officers_pin
from adapters.casebook.occasion import Occasion, Office
from adapters.casebook.officers import officer_at
from adapters.casebook.officers_binding import FORGEABLE
from adapters.casebook.officers_tasks import bearer_of, waiting_for
from adapters.casebook.reporters import SqlReporters
from adapters.casebook.rules.calendar import WorkingTime
from adapters.casebook.rules.lifecycle import Step
from adapters.casebook.schema import cases
from adapters.sql import Database
from dialogs.facts.acts import DoKey
from dialogs.facts.characters import official
from dialogs.facts.errors import Conflict
from dialogs.facts.messages import Address
from dialogs.facts.moment import Clock, Moment
from dialogs.facts.officers import ENDS, WANT_PIN, Caller, Handle, Handled
from dialogs.facts.records import Withheld
from dialogs.facts.staff import Staff, StaffAct, Unfit, Unseen, Why

T = TypeVar("T")
OUTCOMES: Final = {Why.UNKNOWN: "unknown", Why.FORBIDDEN: "forbidden", Why.STATUS: "changed", Why.BODY: "unfit"}
UNBOUND: Final = Handled("unbound")


class Handling:
    """What officers do, through the same door as the API."""

    def __init__(self, staff: Staff, reporters: SqlReporters, database: Database, office: Office, clock: Clock) -> None:
        self._staff, self._reporters = staff, reporters
        self._database, self._office, self._clock = database, office, clock

    async def handle(self, who: Address, key: DoKey, act: Handle) -> Handled:
        row = await self._read(who, officer_at)
        if row is None:
            return UNBOUND
        if act.step in WANT_PIN and not await self._read(who, lambda at: _is_proven(at, row)):
            return Handled("pin")
        until = await self._read(who, lambda at: _later(at, act)) if act.days else None
        done = await self._staff.act(_staff_act(act, row, until), key=str(key))
        if isinstance(done, Unfit):
            return _unfit(done, key)
        if act.step in ENDS:
            await self._write(who, lambda at: officers_pin.use_up(at, row["id"]))
        left = await self._read(who, lambda at: waiting_for(at, row))
        status = "" if isinstance(done, Unseen) else done.status
        return Handled("done", status, until=until, left=left)

    async def show(self, who: Address, number: str) -> Caller:
        """Give the citizen's number to who may have it; the look stands in the timeline and in the audit."""
        row = await self._read(who, officer_at)
        found = await self._reporters.of_case(number, bearer_of(row)) if row else None
        if found is None:
            return Caller("unknown")
        if isinstance(found, Withheld):
            return Caller("hidden")
        return Caller("shown" if found.phone else "none", found.name, found.phone)

    async def _read(self, who: Address, fn: Callable[[Occasion], T]) -> T:
        return await self._database.look(lambda connection: fn(self._at(connection, who)))

    async def _write(self, who: Address, fn: Callable[[Occasion], T]) -> T:
        return await self._database.write(lambda connection: fn(self._at(connection, who)))

    def _at(self, connection: Connection, who: Address) -> Occasion:
        return Occasion(connection, self._office, who, self._clock.now())


def _is_proven(occasion: Occasion, row: RowMapping) -> bool:
    return occasion.who.channel not in FORGEABLE or officers_pin.is_given(occasion, row)


def _later(occasion: Occasion, act: Handle) -> Moment:
    """Give the end of so many working days after the present due time, or after today where that is over."""
    due = occasion.connection.scalar(select(cases.c.reply_by).where(cases.c.number == act.number))
    time = WorkingTime(occasion.office.city().calendar, occasion.office.zone)
    return time.after_days(max(due or occasion.now, occasion.now), act.days).at


def _staff_act(act: Handle, row: RowMapping, until: Moment | None) -> StaffAct:
    return StaffAct(
        act.step,
        act.number,
        bearer_of(row),
        unit=act.unit,
        officer=row["id"] if act.step == Step.SIGN else "",
        text=official(act.text),
        reason=official(act.reason),
        until=until,
        outcome=act.outcome,
        checks=act.checks,
        confirm=act.confirm,
    )


def _unfit(unfit: Unfit, key: DoKey) -> Handled:
    if ("Idempotency-Key", "used") in unfit.errors:
        raise Conflict(str(key))
    status = unfit.status or ""
    if ("confirm", "needs-confirmation") in unfit.errors:
        return Handled("doubted", status, tuple(reason for field, reason in unfit.errors if field != "confirm"))
    return Handled(OUTCOMES[unfit.why], status)
