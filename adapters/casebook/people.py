"""Citizens: recognised by a keyed digest of channel and identity, and forgotten by a number's new owner.

A row is an address. One that is bound to another is another way to the same citizen: what they bring and are asked
belongs to the row it is bound to, while contact and silence stay the address's own. So does opting out by the word of
a carrier; said to us, it holds for all of a person's addresses.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from sqlalchemy import RowMapping, bindparam, func, select, update

from adapters.casebook import seals
from adapters.casebook.occasion import Occasion
from adapters.casebook.schema import citizens
from adapters.sql import Row, Statement, upsert
from dialogs.facts.messages import Address
from dialogs.facts.moment import DAY, Moment

REASSIGNED = frozenset({"sms"})
"""Channels where an identity may pass to somebody else: operators give a number out again."""
SILENCE = 180 * DAY
STALE = DAY
"""Contact is noted once a day, not with every message."""

_MAIN = citizens.alias("main")
_KNOWN: Final = select(
    citizens.c.id.label("address"),
    citizens.c.last_contact,
    citizens.c.opted_out,
    _MAIN.c.id,
    _MAIN.c.language,
    _MAIN.c.returned_at,
    _MAIN.c.consented_at,
).join(_MAIN, _MAIN.c.id == func.coalesce(citizens.c.bound_to, citizens.c.id))
CHANGED: Final = Statement(update(citizens).where(citizens.c.id == bindparam("of_id")))


@dataclass(frozen=True, slots=True)
class Citizen:
    id: str
    address: str
    """The row of the address they write from; it is the citizen's own unless it is bound to another."""
    language: str
    last_contact: Moment
    returned_at: Moment
    """What was known of the citizen before counts no more; 0 where contact never broke off."""
    opted_out: bool
    consented: bool
    new: bool = False
    """They write for the first time: nothing of theirs is there yet."""

    def silent(self, who: Address, now: Moment) -> bool:
        return who.channel in REASSIGNED and now - self.last_contact > SILENCE

    def stale(self, now: Moment) -> bool:
        return now - self.last_contact > STALE


def known(occasion: Occasion) -> Citizen | None:
    """Give the citizen as stored, without a word to the database that anybody wrote."""
    return _found(occasion, locked=False)


def met(occasion: Occasion) -> Citizen:
    """Give the citizen who writes now, new or known; their row is locked, so that their acts follow one another."""
    citizen = _found(occasion, locked=True) or _introduced(occasion)
    if not citizen.stale(occasion.now):
        return citizen
    _note_contact(occasion, citizen)
    return _there(occasion)


def change(occasion: Occasion, citizen: Citizen, **values: object) -> None:
    CHANGED.write(occasion.connection, values | {"of_id": citizen.id})


def change_address(occasion: Occasion, citizen: Citizen, **values: object) -> None:
    """Change what is so of the address they write from."""
    CHANGED.write(occasion.connection, values | {"of_id": citizen.address})


def change_addresses(occasion: Occasion, citizen: Citizen, **values: object) -> None:
    """Change what is so of the person, wherever they write from."""
    theirs = (citizens.c.id == citizen.id) | (citizens.c.bound_to == citizen.id)
    occasion.connection.execute(update(citizens).where(theirs).values(**values))


def bound_to(occasion: Occasion, citizen: str) -> RowMapping | None:
    """Give the address that is bound to a citizen."""
    bound = select(citizens).where(citizens.c.bound_to == citizen)
    return occasion.connection.execute(bound).mappings().first()


def _found(occasion: Occasion, *, locked: bool) -> Citizen | None:
    digests = occasion.office.keyring.indices(seals.PERSON, occasion.who.whole)
    keys = {f"key_{place}": digest for place, digest in enumerate(digests)}
    row = _by_keys(tuple(keys), locked=locked).first(occasion.connection, keys)
    return _citizen(row) if row else None


def _there(occasion: Occasion) -> Citizen:
    """Give who was there a moment ago."""
    citizen = _found(occasion, locked=True)
    if citizen is None:
        raise LookupError("a citizen")
    return citizen


@lru_cache(maxsize=16)
def _by_keys(names: tuple[str, ...], *, locked: bool) -> Statement:
    """Ask by as many digests as there are keys."""
    any_of_them = citizens.c.person.in_([bindparam(name, type_=citizens.c.person.type) for name in names])
    known = _KNOWN.where(any_of_them)
    return Statement(known.with_for_update() if locked else known)


def _introduced(occasion: Occasion) -> Citizen:
    keyring, who = occasion.office.keyring, occasion.who
    new = occasion.office.chance.token(12)
    row = {
        "id": new,
        "person": keyring.index(seals.PERSON, who.whole),
        "channel": who.channel,
        "address": occasion.seal(citizens.c.address, who.id, new),
        "first_contact": occasion.now,
        "last_contact": occasion.now,
    }
    if not upsert(occasion.connection, citizens, row, keys=("person",), update=()):  # another act was faster
        return _there(occasion)
    return Citizen(new, new, "", occasion.now, Moment(0), opted_out=False, consented=False, new=True)


def _note_contact(occasion: Occasion, citizen: Citizen) -> None:
    """Note it. After half a year of silence a number begins anew, and is nobody's second address."""
    again = {"returned_at": occasion.now, "bound_to": None} if citizen.silent(occasion.who, occasion.now) else {}
    change_address(occasion, citizen, last_contact=occasion.now, **again)


def _citizen(row: Row) -> Citizen:
    returned = row["returned_at"] or Moment(0)
    return Citizen(
        row["id"],
        row["address"],
        row["language"],
        row["last_contact"],
        returned,
        row["opted_out"],
        (row["consented_at"] or -1) >= returned,
    )
