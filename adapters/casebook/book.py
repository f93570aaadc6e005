"""The casebook as the dialogs use it."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from sqlalchemy import Connection

from adapters.casebook import (
    alike,
    amending,
    binding,
    cards,
    desk,
    drafts,
    filing,
    finding,
    media,
    outbox_held,
    people,
    questions,
    ratable,
    reporting,
    rights,
    standing,
    wishes,
)
from adapters.casebook.dones import once
from adapters.casebook.occasion import Occasion, Office
from adapters.casebook.people import Citizen
from adapters.sql import Database
from dialogs.facts import acts, queries
from dialogs.facts.acts import Act, DoKey, Done, Result
from dialogs.facts.binding import BindPhone, MyPhone, SendPhoneCode, TryPhoneCode, UnbindPhone
from dialogs.facts.messages import Address
from dialogs.facts.moment import Clock
from dialogs.facts.queries import CasebookQuery

T = TypeVar("T")
Looking = Callable[[Occasion, Citizen | None, Any], Any]
Doing = Callable[[Occasion, Citizen, Any, DoKey], Result]


class EmbeddedCasebook:
    """A ``Casebook`` over SQL; each act is one transaction."""

    def __init__(self, database: Database, office: Office, clock: Clock) -> None:
        self._database = database
        self._office = office
        self._clock = clock

    async def look_up(self, who: Address, query: CasebookQuery) -> Any:
        if isinstance(query, TryPhoneCode):
            return await self._write(who, lambda at: binding.try_code(at, people.met(at), query))
        if isinstance(query, queries.FindCase) and query.code:
            return await self._write(who, lambda at: finding.find_with_code(at, people.met(at), query))
        stale, found = await self._database.look(lambda connection: _look(self._at(connection, who), query))
        if stale:  # the contact is noted first: what a number's former owner may see is not for its new one
            return await self._write(who, lambda at: LOOKING[type(query)](at, people.met(at), query))
        return found

    async def perform(self, who: Address, key: DoKey, act: Act) -> Result:
        return await self._write(who, lambda at: _perform(at, key, act))

    async def _write(self, who: Address, fn: Callable[[Occasion], T]) -> T:
        return await self._database.write(lambda connection: fn(self._at(connection, who)))

    def _at(self, connection: Connection, who: Address) -> Occasion:
        return Occasion(connection, self._office, who, self._clock.now())


def _look(occasion: Occasion, query: CasebookQuery) -> tuple[bool, Any]:
    citizen = people.known(occasion)
    if citizen and citizen.stale(occasion.now):
        return True, None
    return False, LOOKING[type(query)](occasion, citizen, query)


def _perform(occasion: Occasion, key: DoKey, act: Act) -> Result:
    citizen = people.met(occasion)
    return once(occasion, citizen, key, act, lambda: DOING[type(act)](occasion, citizen, act, key))


def _opt(occasion: Occasion, citizen: Citizen, *, here: bool, opted_out: bool) -> Done:
    change = people.change_address if here else people.change_addresses
    change(occasion, citizen, opted_out=opted_out)
    return Done()


def _follow(occasion: Occasion, citizen: Citizen, act: acts.Follow) -> Done:
    people.change_address(occasion, citizen, follows=act.follows)
    return Done()


def _speak(occasion: Occasion, citizen: Citizen, act: acts.Speak) -> Done:
    people.change(occasion, citizen, language=act.language)
    return Done()


def _keyless(do: Callable[[Occasion, Citizen, Any], Result]) -> Doing:
    return lambda occasion, citizen, act, key: do(occasion, citizen, act)  # noqa: ARG005 - one shape


LOOKING: Final[dict[type[CasebookQuery], Looking]] = {
    queries.StandingOf: lambda at, citizen, _: standing.standing(at, citizen),
    queries.MyCases: lambda at, citizen, _: cards.own_cases(at, citizen) if citizen else (),
    queries.Myself: lambda at, citizen, _: standing.myself(at, citizen),
    queries.FindCase: finding.find,
    queries.SameMatter: alike.same_matter,
    queries.SameWords: alike.same_words,
    queries.MyRights: rights.rights,
    queries.MyRatings: lambda at, citizen, _: ratable.ratable(at, citizen),
    MyPhone: binding.my_phone,
}

DOING: Final[dict[type[Act], Doing]] = {
    acts.File: _keyless(filing.file_within_bounds),
    acts.Join: _keyless(reporting.join),
    acts.Supplement: _keyless(reporting.supplement),
    acts.RenewCode: _keyless(reporting.renew_code),
    acts.Urge: _keyless(wishes.urge),
    acts.Withdraw: _keyless(wishes.withdraw),
    acts.Reopen: _keyless(wishes.reopen),
    acts.Amend: _keyless(amending.amend),
    acts.CallBack: _keyless(desk.call_back),
    acts.ReportDanger: _keyless(desk.report_danger),
    acts.NoteToDesk: desk.note,
    acts.DropNote: _keyless(desk.drop_note),
    acts.KeepDraft: _keyless(drafts.keep),
    acts.DropDraft: _keyless(drafts.drop),
    acts.KeepMedia: _keyless(media.keep_media),
    acts.AnswerQuestion: _keyless(questions.answer),
    SendPhoneCode: _keyless(binding.send_code),
    BindPhone: _keyless(binding.bind),
    UnbindPhone: _keyless(binding.unbind),
    acts.TellHeld: _keyless(outbox_held.tell_held),
    acts.OptOut: lambda at, citizen, act, _: _opt(at, citizen, here=act.here, opted_out=True),
    acts.OptIn: lambda at, citizen, act, _: _opt(at, citizen, here=act.here, opted_out=False),
    acts.Follow: _keyless(_follow),
    acts.Speak: _keyless(_speak),
}
