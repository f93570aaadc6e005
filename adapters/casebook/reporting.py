"""Who reports a case: filing, joining, adding to it, and the query code."""

from typing import Any, Final

import msgspec
from sqlalchemy import RowMapping, bindparam, func, or_, select, update

from adapters.casebook import seals
from adapters.casebook.cards import LEFT, MINE, mine
from adapters.casebook.charge import tell_handlers
from adapters.casebook.entries import CITIZEN, append, locked_case
from adapters.casebook.media import attach
from adapters.casebook.occasion import Occasion
from adapters.casebook.people import Citizen
from adapters.casebook.rules.lifecycle import Step, may
from adapters.casebook.rules.likeness import plain
from adapters.casebook.schema import cases, dones, reporters
from adapters.sql import Statement, upsert_later
from dialogs.facts.acts import Done, Join, NewCode, Refused, RenewCode, Supplement, WhyNot
from dialogs.facts.cases import CaseKind, Contact, Status
from dialogs.facts.moment import DAY, Moment
from dialogs.facts.results import TOO_MANY

CODE_LENGTH = 6  # digits


MOST_ADDED: Final = 40
"""How often one citizen adds to cases within a day, each photo of an album once: no phone makes a case unreadable."""
ADDED_SINCE: Final = Statement(
    select(func.count()).where(
        dones.c.citizen == bindparam("citizen"),
        dones.c.at > bindparam("since"),
        or_(*(dones.c.key.like(f"%/{name}/%") for name in (Supplement.key, Join.key, "album"))),
    )
)

FILED = 1
"""The entry that a case begins with."""


def enter(
    occasion: Occasion, citizen: Citizen, number: str, what: str, *, role: str, contact: Contact, seq: int = FILED
) -> str:
    """Make the citizen a reporter of the case and give their query code; ``seq`` is the entry that holds their words.

    Who took the case back before comes again as somebody new.
    """
    code = occasion.office.chance.digits(CODE_LENGTH)
    row = (number, citizen.id)
    values = {
        "case": number,
        "citizen": citizen.id,
        "role": role,
        "via": "",
        "seq": seq,
        "joined_at": occasion.now,
        "known_at": occasion.now,
        "privacy": contact.privacy,
        "contact": occasion.seal(reporters.c.contact, msgspec.json.encode(contact).decode(), *row),
        "words_index": words_index(occasion, citizen, what)[0],
    }
    values |= _code_columns(occasion, number, citizen.id, code)
    upsert_later(occasion.connection, reporters, values, keys=("case", "citizen"))
    return code


def join(occasion: Occasion, citizen: Citizen, act: Join) -> Done | Refused:
    """Become one more reporter of an open case; who is one already adds to it."""
    row = locked_case(occasion.connection, act.number)
    if row is None or row["kind"] == CaseKind.MISCONDUCT:
        return Refused(WhyNot.UNKNOWN)
    if not may(Step.JOIN, Status(row["status"])):
        return Refused(WhyNot.CLOSED)
    if _own(occasion, citizen, act.number):
        return supplement(occasion, citizen, Supplement(act.number, act.what, act.media))
    if _entered(occasion, citizen, act.number):
        return Refused(WhyNot.UNKNOWN)
    if _added_much(occasion, citizen):
        return Refused(TOO_MANY)
    seq = row["entries"] + 1
    enter(occasion, citizen, act.number, act.what, role="joiner", contact=Contact(), seq=seq)
    occasion.connection.execute(
        update(cases).where(cases.c.number == act.number).values(reporters=cases.c.reporters + 1)
    )
    attach(occasion, citizen, act.number, act.media)
    seq = append(occasion, act.number, Step.JOIN, CITIZEN, said=act.what)
    tell_handlers(occasion, act.number, Step.JOIN, seq)
    return Done(act.number)


def supplement(occasion: Occasion, citizen: Citizen, act: Supplement) -> Done | Refused:
    """Add words and photos, unless it was taken back; to a merged case, where it goes on."""
    row = _own(occasion, citizen, act.number)
    if row is None:
        return Refused(WhyNot.UNKNOWN)
    if _added_much(occasion, citizen):
        return Refused(TOO_MANY)
    number = row["merged_into"] or act.number
    if _status(occasion, number) is Status.WITHDRAWN:
        return Refused(WhyNot.CLOSED)
    attached = attach(occasion, citizen, number, act.media)
    seq = append(occasion, number, Step.SUPPLEMENT, CITIZEN, codes={"photos": str(attached)}, said=act.text)
    tell_handlers(occasion, number, Step.SUPPLEMENT, seq)
    return Done(number)


def _added_much(occasion: Occasion, citizen: Citizen) -> bool:
    """Say whether a day has seen as much of the citizen as it may: each addition is told to whoever handles a case."""
    today = {"citizen": citizen.id, "since": Moment(occasion.now - DAY)}
    return bool(ADDED_SINCE.value(occasion.connection, today) >= MOST_ADDED)


def renew_code(occasion: Occasion, citizen: Citizen, act: RenewCode) -> NewCode | Refused:
    if _own(occasion, citizen, act.number) is None:
        return Refused(WhyNot.UNKNOWN)
    code = give_code(occasion, act.number, citizen.id)
    append(occasion, act.number, Step.RENEW_CODE, CITIZEN)
    return NewCode(act.number, code)


def give_code(occasion: Occasion, number: str, citizen: str) -> str:
    """Give a reporter another query code; the one before opens nothing from now on."""
    code = occasion.office.chance.digits(CODE_LENGTH)
    occasion.connection.execute(
        update(reporters)
        .where(reporters.c.case == number, reporters.c.citizen == citizen)
        .values(_code_columns(occasion, number, citizen, code))
    )
    return code


def words_index(occasion: Occasion, citizen: Citizen, what: str) -> tuple[bytes, ...]:
    """Give the digests, by each key, of what a citizen wrote: blanks, marks, width and case do not count."""
    return occasion.office.keyring.indices(seals.WORDS, f"{citizen.id}:{plain(what)}")


def code_text(number: str, code: str) -> str:
    return f"{number}:{code}"


def _own(occasion: Occasion, citizen: Citizen, number: str) -> RowMapping | None:
    own = select(cases).join(reporters, (reporters.c.case == cases.c.number) & MINE).where(cases.c.number == number)
    return occasion.connection.execute(own, mine(citizen)).mappings().first()


def _status(occasion: Occasion, number: str) -> Status:
    return Status(occasion.connection.execute(select(cases.c.status).where(cases.c.number == number)).scalar_one())


def _entered(occasion: Occasion, citizen: Citizen, number: str) -> bool:
    """Say whether this identity reports the case already: of a number that has a new owner, the former one."""
    entered = select(reporters.c.case).where(reporters.c.case == number, reporters.c.citizen == citizen.id)
    entered = entered.where(reporters.c.role != LEFT)
    return occasion.connection.execute(entered).first() is not None


def _code_columns(occasion: Occasion, number: str, citizen: str, code: str) -> dict[str, Any]:
    return {
        "code": occasion.seal(reporters.c.code, code, number, citizen),
        "code_index": occasion.office.keyring.index(seals.CODE, code_text(number, code)),
    }
