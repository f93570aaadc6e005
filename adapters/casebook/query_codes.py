"""A new query code for who lost theirs and calls the desk: told once, and the one before opens nothing any more."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import Connection, RowMapping, bindparam, select

from adapters.casebook.auditing import PLATFORM, audit
from adapters.casebook.cards import LEFT
from adapters.casebook.contacts import contact_of
from adapters.casebook.entries import append
from adapters.casebook.occasion import Occasion, Office
from adapters.casebook.reporters import PERSON, number_of, readable
from adapters.casebook.reporting import give_code
from adapters.casebook.rules.lifecycle import Step
from adapters.casebook.schema import citizens, reporters
from adapters.sql import Database
from dialogs.facts.acts import NewCode
from dialogs.facts.cases import Contact, Privacy
from dialogs.facts.messages import Address
from dialogs.facts.moment import Clock
from dialogs.facts.records import Bearer
from dialogs.facts.staff import Unfit, Why

SUBJECT: Final = "query-code"
REPORTING: Final = (
    select(*(reporters.c[name] for name in ("role", "privacy", "contact", "known_at")), *PERSON)
    .join(citizens, citizens.c.id == reporters.c.citizen)
    .where(reporters.c.case == bindparam("number"), reporters.c.role != LEFT)
)


class SqlQueryCodes:
    """Query codes as the desk gives them out."""

    def __init__(self, database: Database, office: Office, clock: Clock) -> None:
        self._database = database
        self._office = office
        self._clock = clock

    async def renew(self, number: str, by: Bearer, *, name: str = "", phone: str = "") -> NewCode | Unfit:
        """Give one to the reporter who left this name or has this number (E.164); to the filer where neither is said.

        Who reports anonymously is nobody by name or number. The case has an entry of it, and so have the audits.
        """

        def within(connection: Connection) -> NewCode | Unfit:
            occasion = Occasion(connection, self._office, Address("api", by.token), self._clock.now())
            return _renew(occasion, number, by, name, phone)

        return await self._database.write(within)


def _renew(occasion: Occasion, number: str, by: Bearer, name: str, phone: str) -> NewCode | Unfit:
    rows = occasion.connection.execute(REPORTING, {"number": number}).mappings().all()
    if not rows:
        return Unfit(Why.UNKNOWN)
    found = [row for row in rows if _is_meant(occasion, number, row, name, phone)]
    if len(found) != 1:
        reason = "several" if found else "unknown"
        return Unfit(Why.BODY, None, tuple((field, reason) for field in _asked(name, phone)))
    code = give_code(occasion, number, found[0]["citizen"])
    audit(occasion, by, SUBJECT, number)
    append(occasion, number, Step.RENEW_CODE, PLATFORM, codes={"token": by.token}, timed=False)
    return NewCode(number, code)


def _is_meant(occasion: Occasion, number: str, row: RowMapping, name: str, phone: str) -> bool:
    if not name and not phone:
        return bool(row["role"] == "filer")
    if row["privacy"] == Privacy.ANONYMOUS:
        return False
    contact = readable(lambda: contact_of(occasion, number, row["citizen"], row["contact"]), Contact())
    numbers = {contact.phone, number_of(occasion, row)}
    return (not name or contact.name.strip() == name.strip()) and (not phone or phone in numbers)


def _asked(name: str, phone: str) -> Iterator[str]:
    yield from (field for field, value in (("name", name), ("phone", phone)) if value)
