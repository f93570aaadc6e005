"""Citizens: recognised by a keyed digest of channel and identity, and forgotten by a number's new owner."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import RowMapping, bindparam, select, update

from adapters.casebook import seals
from adapters.casebook.occasion import Occasion
from adapters.casebook.schema import citizens
from adapters.sql import upsert
from dialogs.facts.messages import Address
from dialogs.facts.moment import DAY, Moment

REASSIGNED = frozenset({"sms"})
"""Channels where an identity may pass to somebody else: operators give a number out again."""
SILENCE = 180 * DAY
STALE = DAY
"""Contact is noted once a day, not with every message."""

KNOWN: Final = select(
    citizens.c.id,
    citizens.c.language,
    citizens.c.last_contact,
    citizens.c.returned_at,
    citizens.c.opted_out,
    citizens.c.consented_at,
).where(citizens.c.person.in_(bindparam("keys", expanding=True)))
LOCKED: Final = KNOWN.with_for_update()


@dataclass(frozen=True, slots=True)
class Citizen:
    id: str
    language: str
    last_contact: Moment
    returned_at: Moment
    """What was known of the citizen before counts no more; 0 where contact never broke off."""
    opted_out: bool
    consented: bool

    def silent(self, who: Address, now: Moment) -> bool:
        return who.channel in REASSIGNED and now - self.last_contact > SILENCE

    def stale(self, now: Moment) -> bool:
        return now - self.last_contact > STALE


def person_of(who: Address) -> str:
    return f"{who.channel}:{who.id}"


def known(occasion: Occasion) -> Citizen | None:
    """Give the citizen as stored, without a word to the database that anybody wrote."""
    row = occasion.connection.execute(KNOWN, _keys(occasion)).mappings().first()
    return _citizen(row) if row else None


def met(occasion: Occasion) -> Citizen:
    """Give the citizen who writes now, new or known; their row is locked, so that their acts follow one another."""
    _introduce(occasion)
    keys = _keys(occasion)
    citizen = _citizen(occasion.connection.execute(LOCKED, keys).mappings().one())
    if not citizen.stale(occasion.now):
        return citizen
    _note_contact(occasion, citizen)
    return _citizen(occasion.connection.execute(LOCKED, keys).mappings().one())


def change(occasion: Occasion, citizen: Citizen, **values: object) -> None:
    occasion.connection.execute(update(citizens).where(citizens.c.id == citizen.id).values(**values))


def _keys(occasion: Occasion) -> dict[str, tuple[bytes, ...]]:
    return {"keys": occasion.office.keyring.indices(seals.PERSON, person_of(occasion.who))}


def _introduce(occasion: Occasion) -> None:
    if known(occasion):
        return
    keyring, who = occasion.office.keyring, occasion.who
    new = occasion.office.chance.token(12)
    row = {
        "id": new,
        "person": keyring.index(seals.PERSON, person_of(who)),
        "channel": who.channel,
        "address": occasion.seal(citizens.c.address, who.id, new),
        "first_contact": occasion.now,
        "last_contact": occasion.now,
    }
    upsert(occasion.connection, citizens, row, keys=("person",), update=())


def _note_contact(occasion: Occasion, citizen: Citizen) -> None:
    again = {"returned_at": occasion.now} if citizen.silent(occasion.who, occasion.now) else {}
    change(occasion, citizen, last_contact=occasion.now, **again)


def _citizen(row: RowMapping) -> Citizen:
    returned = row["returned_at"] or Moment(0)
    return Citizen(
        row["id"],
        row["language"],
        row["last_contact"],
        returned,
        row["opted_out"],
        (row["consented_at"] or -1) >= returned,
    )
