"""Looking a case up by its number: own ones at once, others with their query code, and not by trying."""

import hmac
from typing import Final

from sqlalchemy import ColumnElement, RowMapping, bindparam, func, insert, select, update

from adapters.casebook import seals
from adapters.casebook.cards import CARD, MINE, ROLE, mine, own_card
from adapters.casebook.occasion import Occasion
from adapters.casebook.people import Citizen
from adapters.casebook.reporting import code_text
from adapters.casebook.rules.numbers import is_number
from adapters.casebook.schema import cases, code_tries, reporters
from dialogs.facts.moment import DAY, HOUR, Moment
from dialogs.facts.queries import CaseFound, FindCase

TRIES_OF_ASKER = 5  # wrong codes in an hour
TRIES_AT_CASE = 20  # wrong codes in a day

FOUND: Final = (
    select(*CARD, ROLE)
    .join(reporters, (reporters.c.case == cases.c.number) & MINE, isouter=True)
    .where(cases.c.number == bindparam("number"))
)

UNKNOWN = CaseFound("unknown")
NEEDS_CODE = CaseFound("other")
WRONG_CODE = CaseFound("wrong-code")
LOCKED, LOCKED_TODAY = CaseFound("locked"), CaseFound("locked-today")


def find(occasion: Occasion, citizen: Citizen | None, query: FindCase) -> CaseFound:
    """Answer without a code; a code that was given is not looked at."""
    row = _case(occasion, citizen, query.number)
    if row is None:
        return UNKNOWN
    # Who comes back on a number after long silence is asked for the code.
    role = "" if citizen and citizen.silent(occasion.who, occasion.now) else row["role"]
    return CaseFound("own", own_card(row, role, occasion.now)) if role else NEEDS_CODE


def find_with_code(occasion: Occasion, citizen: Citizen, query: FindCase) -> CaseFound:
    """Check the code and count a wrong one; a right one shows that a number still is its reporter's."""
    found = find(occasion, citizen, query)
    if found is not NEEDS_CODE:
        return found
    if shut := _locked(occasion, citizen, query.number):
        return shut
    if not _is_right(occasion, query):
        tried = {"citizen": citizen.id, "case": query.number, "at": occasion.now}
        occasion.connection.execute(insert(code_tries).values(tried))
        return WRONG_CODE
    _recognise(occasion, citizen, query.number)
    row = _case(occasion, citizen, query.number)
    return CaseFound("opened", own_card(row, "", occasion.now)) if row else UNKNOWN


def _case(occasion: Occasion, citizen: Citizen | None, number: str) -> RowMapping | None:
    """Give the case, and as what the citizen reports it where they do."""
    if not is_number(number):
        return None
    return occasion.connection.execute(FOUND, mine(citizen) | {"number": number}).mappings().first()


def _locked(occasion: Occasion, citizen: Citizen, number: str) -> CaseFound | None:
    """Say what too many wrong codes came to: an hour for who tried them, a day for the case."""
    by_asker = (code_tries.c.citizen == citizen.id) & (code_tries.c.at > Moment(occasion.now - HOUR))
    at_case = (code_tries.c.case == number) & (code_tries.c.at > Moment(occasion.now - DAY))
    if _count(occasion, at_case) >= TRIES_AT_CASE:
        return LOCKED_TODAY
    return LOCKED if _count(occasion, by_asker) >= TRIES_OF_ASKER else None


def _count(occasion: Occasion, which: ColumnElement[bool]) -> int:
    return occasion.connection.execute(select(func.count()).select_from(code_tries).where(which)).scalar_one()


def _is_right(occasion: Occasion, query: FindCase) -> bool:
    """Compare with the code of each reporter by each key, all of them, in constant time."""
    given = occasion.office.keyring.indices(seals.CODE, code_text(query.number, query.code))
    kept = occasion.connection.scalars(select(reporters.c.code_index).where(reporters.c.case == query.number)).all()
    return sum(hmac.compare_digest(one, other) for one in given for other in kept if other) > 0


def _recognise(occasion: Occasion, citizen: Citizen, number: str) -> None:
    occasion.connection.execute(update(reporters).where(_reporter(citizen, number)).values(known_at=occasion.now))


def _reporter(citizen: Citizen, number: str) -> ColumnElement[bool]:
    return (reporters.c.case == number) & (reporters.c.citizen == citizen.id)
