"""The casebook as dialogs use it, with what officers ask and do beside what citizens do."""

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Connection, RowMapping

from adapters.casebook import officers_binding, officers_pin, officers_silence, officers_tasks
from adapters.casebook.occasion import Occasion, Office
from adapters.casebook.officers import row_at
from adapters.casebook.officers_acts import Handling
from adapters.casebook.officers_admin import SqlOfficerAdmin
from adapters.sql import Database
from dialogs.facts.acts import Act, DoKey, Result, Speak
from dialogs.facts.messages import Address
from dialogs.facts.moment import Clock
from dialogs.facts.officers import (
    Bind,
    Binding,
    FindTask,
    Handle,
    MyTasks,
    OfficeQuery,
    SetPin,
    ShowCaller,
    TryPin,
    WhoAmI,
)
from dialogs.facts.ports import Casebook
from dialogs.facts.queries import CasebookQuery

T = TypeVar("T")


class OfficeCasebook:
    """A ``Casebook``: what is a citizen's goes on to the one behind it."""

    def __init__(
        self, citizens: Casebook, handling: Handling, database: Database, office: Office, clock: Clock
    ) -> None:
        self._citizens, self._handling = citizens, handling
        self._admin = SqlOfficerAdmin(database, office, clock)
        self._database, self._office, self._clock = database, office, clock

    async def look_up(self, who: Address, query: CasebookQuery) -> Any:
        if isinstance(query, OfficeQuery):
            await self._note_heard(who)
        match query:
            case WhoAmI():
                return await self._read(who, officers_tasks.me)
            case MyTasks():
                return await self._read(who, officers_tasks.tasks)
            case FindTask():
                return await self._read(who, lambda at: officers_tasks.task(at, query.number))
            case TryPin():
                return await self._try_pin(who, query.pin)
            case SetPin():
                return await self._set_pin(who, query.pin)
        return await self._citizens.look_up(who, query)

    async def perform(self, who: Address, key: DoKey, act: Act) -> Result:
        match act:
            case Bind():
                return await self._bind(who, act)
            case Speak(office=True):
                return await self._write(who, lambda at: officers_binding.speak(at, act.language))
            case Handle():
                await self._note_heard(who)
                return await self._handling.handle(who, key, act)
            case ShowCaller():
                return await self._handling.show(who, act.number)
        return await self._citizens.perform(who, key, act)

    async def _note_heard(self, who: Address) -> None:
        """Note once a day that an officer was heard."""
        if await self._read(who, officers_silence.is_to_be_noted):
            await self._write(who, officers_silence.note)

    async def _bind(self, who: Address, act: Bind) -> Binding:
        """Bind, and hand on what they had signed for where they were bound elsewhere before."""
        before = await self._read(who, row_at)
        binding = await self._write(who, lambda at: officers_binding.bind(at, act))
        if before is not None and await self._has_left(who, before):
            await self._admin.hand_on(before["id"], before["unit"])
        return binding

    async def _has_left(self, who: Address, before: RowMapping) -> bool:
        now = await self._read(who, row_at)
        return now is None or now["id"] != before["id"]

    async def _try_pin(self, who: Address, pin: str) -> str:
        """Count the try, compare beside the database, and note a right one."""
        outcome, kept = await self._write(who, officers_pin.begin_try)
        if outcome:
            return outcome
        if not await asyncio.to_thread(officers_pin.matches, kept, pin):
            return "wrong"
        await self._write(who, officers_pin.right)
        return "right"

    async def _set_pin(self, who: Address, pin: str) -> str:
        if officers_pin.is_weak(pin):
            return "weak"
        kept = await asyncio.to_thread(officers_pin.hashed, pin)
        return "kept" if await self._write(who, lambda at: officers_pin.keep(at, kept)) else "refused"

    async def _read(self, who: Address, fn: Callable[[Occasion], T]) -> T:
        return await self._database.look(lambda connection: fn(self._at(connection, who)))

    async def _write(self, who: Address, fn: Callable[[Occasion], T]) -> T:
        return await self._database.write(lambda connection: fn(self._at(connection, who)))

    def _at(self, connection: Connection, who: Address) -> Occasion:
        return Occasion(connection, self._office, who, self._clock.now())
