"""Who brought a case, or left something at the desk: told to who may know it, and never without a trace."""

from collections.abc import Callable
from typing import Final, TypeVar

import msgspec
from sqlalchemy import Connection, RowMapping, bindparam, select

from adapters.casebook.auditing import audit, audit_look_at_case
from adapters.casebook.contacts import contact_of
from adapters.casebook.occasion import Occasion, Office
from adapters.casebook.people import REASSIGNED, SILENCE, bound_to
from adapters.casebook.reporting import FILED
from adapters.casebook.schema import cases, citizens, desk_items, reporters, words
from adapters.casebook.spoken import words_of
from adapters.sql import Database
from dialogs.facts.cases import Contact, Privacy
from dialogs.facts.discreet import Discreet
from dialogs.facts.errors import UnreadableSeal
from dialogs.facts.messages import Address
from dialogs.facts.moment import Clock, Moment
from dialogs.facts.records import Bearer, Reporter, Role, Withheld

T = TypeVar("T")

CALL_BACK: Final = "call-back"
PERSON: Final = (citizens.c.id.label("citizen"), citizens.c.channel, citizens.c.address, citizens.c.returned_at)
FILER: Final = (
    select(cases.c.number, cases.c.unit, reporters.c.privacy, reporters.c.contact, reporters.c.known_at, *PERSON)
    .add_columns(words.c.sealed, reporters.c.seq)
    .join(reporters, (reporters.c.case == cases.c.number) & (reporters.c.role == "filer"))
    .join(citizens, citizens.c.id == reporters.c.citizen)
    .join(words, (words.c.case == cases.c.number) & (words.c.seq == reporters.c.seq), isouter=True)
    .where(cases.c.number == bindparam("number"))
)
"""With what they wrote: the words of the entry that they came with."""
ITEM: Final = (
    select(desk_items.c.id, desk_items.c.kind, desk_items.c.words, desk_items.c.at.label("known_at"), *PERSON)
    .join(citizens, citizens.c.id == desk_items.c.citizen)
    .where(desk_items.c.id == bindparam("item"), desk_items.c.shown_at <= bindparam("now"))
    .where(desk_items.c.done_by != "citizen")
)
CARDS: Final = (
    select(reporters.c.case, reporters.c.citizen, reporters.c.privacy, reporters.c.contact)
    .where(reporters.c.citizen == bindparam("citizen"), reporters.c.known_at >= bindparam("since"))
    .order_by(reporters.c.joined_at.desc(), reporters.c.case.desc())
    .limit(20)
)


class _Original(Discreet, frozen=True):
    """What filing keeps of the citizen's own words."""

    what: str
    place: str


class SqlReporters:
    """Who they are: each look leaves an entry behind."""

    def __init__(self, database: Database, office: Office, clock: Clock) -> None:
        self._database = database
        self._office = office
        self._clock = clock

    async def of_case(self, number: str, reader: Bearer) -> Reporter | Withheld | None:
        """Give the filer; ``None`` where there is no such case for this reader."""
        return await self._write(reader, lambda at: _of_case(at, number, reader))

    async def of_item(self, id: str, reader: Bearer) -> Reporter | Withheld | None:
        """Give who left an item at the desk; ``None`` where the desk has no such item."""
        return await self._write(reader, lambda at: _of_item(at, id, reader))

    async def _write(self, reader: Bearer, fn: Callable[[Occasion], T]) -> T:
        def within(connection: Connection) -> T:
            return fn(Occasion(connection, self._office, Address("api", reader.token), self._clock.now()))

        return await self._database.write(within)


def _of_case(occasion: Occasion, number: str, reader: Bearer) -> Reporter | Withheld | None:
    row = occasion.connection.execute(FILER, {"number": number}).mappings().first()
    foreign = reader.role is Role.UNIT and (row is None or not reader.unit or row["unit"] != reader.unit)
    if row is None or foreign:
        return None
    if reader.role is Role.AUDITOR or (reader.role is Role.UNIT and row["privacy"] != Privacy.SHOWN):
        return Withheld()
    audit_look_at_case(occasion, reader, number)
    if row["privacy"] == Privacy.ANONYMOUS:
        return Reporter(row["channel"])
    contact = readable(lambda: contact_of(occasion, number, row["citizen"], row["contact"]), Contact())
    said = readable(lambda: _original(occasion, row), _Original("", ""))
    phone = contact.phone or number_of(occasion, row)
    return Reporter(row["channel"], contact.name, phone, said.what, said.place)


def _of_item(occasion: Occasion, id: str, reader: Bearer) -> Reporter | Withheld | None:
    """Who asked to be called back has said so; who left something else and reports anonymously stays so."""
    if reader.role not in {Role.ADMIN, Role.PLATFORM}:
        return Withheld()
    row = occasion.connection.execute(ITEM, {"item": id, "now": occasion.now}).mappings().first()
    if row is None:
        return None
    audit(occasion, reader, "desk", id)
    cards = _cards(occasion, row)
    if row["kind"] != CALL_BACK and cards and cards[0].privacy is Privacy.ANONYMOUS:
        return Reporter(row["channel"])
    card = next((each for each in cards if each.phone), Contact())
    said = readable(lambda: occasion.open(desk_items.c.words, row["words"], id) if row["words"] else "", "")
    name = card.name or next((each.name for each in cards if each.name), "")
    return Reporter(row["channel"], name, card.phone or number_of(occasion, row), said)


def _cards(occasion: Occasion, row: RowMapping) -> tuple[Contact, ...]:
    """Give what the citizen left with their cases, the last one first; of who was anonymous there, only that."""
    since = row["returned_at"] or Moment(0)
    found = occasion.connection.execute(CARDS, {"citizen": row["citizen"], "since": since}).mappings()
    return tuple(_card(occasion, each) for each in found)


def _card(occasion: Occasion, row: RowMapping) -> Contact:
    privacy = Privacy(row["privacy"])
    if privacy is Privacy.ANONYMOUS:
        return Contact(privacy)
    return readable(lambda: contact_of(occasion, row["case"], row["citizen"], row["contact"]), Contact(privacy))


def number_of(occasion: Occasion, row: RowMapping) -> str:
    """Give the number they wrote from or bound, or none where it may be somebody else's by now, or was erased."""
    if row["channel"] not in REASSIGNED:
        bound = bound_to(occasion, row["citizen"])
        there = bound if bound and occasion.now - bound["last_contact"] <= SILENCE else None
        return readable(lambda: occasion.open(citizens.c.address, there["address"], there["id"]), "") if there else ""
    if row["address"] is None or row["known_at"] < (row["returned_at"] or 0):
        return ""
    return readable(lambda: occasion.open(citizens.c.address, row["address"], row["citizen"]), "")


def _original(occasion: Occasion, row: RowMapping) -> _Original:
    """Give what was filed, or nothing where it was erased."""
    if row["sealed"] is None:
        return _Original("", "")
    said = words_of(occasion.office.keyring, row["number"], row["seq"], row["sealed"])[1]
    # Who joined and has the filer's place since wrote plain words; the place is in the filing alone.
    return msgspec.json.decode(said, type=_Original) if row["seq"] == FILED else _Original(said, "")


def readable(open_it: Callable[[], T], otherwise: T) -> T:
    """Open what some key opens: what was sealed by a lost one keeps nobody from the rest."""
    try:
        return open_it()
    except UnreadableSeal:
        return otherwise
