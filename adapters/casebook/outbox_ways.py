"""What is known of the ways to people, for a whole batch of notices in a few statements."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, select

from adapters.casebook import seals
from adapters.casebook.outbox import RECIPIENT, recipient_of
from adapters.casebook.people import SILENCE
from adapters.casebook.schema import citizens, consents, officers, pushes, sightings
from adapters.sealing import Keyring
from dialogs.facts.delivery import Way
from dialogs.facts.errors import UnreadableSeal
from dialogs.facts.messages import Address
from dialogs.facts.moment import DAY, Moment
from dialogs.facts.notices import Audience

LEDGER: Final = 2 * DAY
"""How far back the ledger is read: the longest window."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to be told, with the language they speak."""

    language: str
    ways: tuple[Way, ...]


Who = tuple[Audience, str]
NOBODY: Final = Person("", ())


@dataclass(frozen=True, slots=True)
class _Home:
    """An address as a row holds it."""

    who: Who
    language: str
    address: Address
    follows: bool = True
    opted_out: bool = False


def people(connection: Connection, keyring: Keyring, wanted: Iterable[Who], now: Moment) -> Mapping[Who, Person]:
    """Give those whose addresses can be read; ``wanted``: audience and id."""
    ids: dict[Audience, set[str]] = defaultdict(set)
    for audience, person in wanted:
        ids[audience].add(person)
    homes = [
        *_citizens(connection, keyring, ids[Audience.CITIZEN], now),
        *_officers(connection, keyring, ids[Audience.OFFICER]),
    ]
    ways = ways_to(connection, keyring, [home.address for home in homes], now)
    found: dict[Who, Person] = {}
    for home in homes:
        known = found.get(home.who, Person(home.language, ()))
        found[home.who] = Person(known.language, (*known.ways, _way(home, ways[home.address])))
    return found


def ways_to(
    connection: Connection, keyring: Keyring, addresses: Sequence[Address], now: Moment
) -> Mapping[Address, Way]:
    """Say what is known of addresses; of one nobody wrote from, nothing."""
    digests = {digest: address for address in addresses for digest in keyring.indices(RECIPIENT, recipient_of(address))}
    seen = {digests[bytes(row["recipient"])]: row for row in _rows(connection, sightings, digests)}
    sent: dict[Address, list[RowMapping]] = defaultdict(list)
    for row in _rows(connection, pushes, digests, pushes.c.at > now - LEDGER):
        sent[digests[bytes(row["recipient"])]].append(row)
    agreed: dict[Address, dict[str, int]] = defaultdict(dict)
    for row in _rows(connection, consents, digests):
        agreed[digests[bytes(row["recipient"])]][row["template"]] = row["left"]
    return {each: _known(each, seen.get(each), sent[each], agreed[each]) for each in addresses}


def _rows(connection: Connection, table: Any, digests: Mapping[bytes, Address], *more: Any) -> Sequence[RowMapping]:
    if not digests:
        return ()
    found = select(table).where(table.c.recipient.in_(list(digests)), *more)
    return connection.execute(found).mappings().all()


def _known(address: Address, seen: RowMapping | None, sent: Sequence[RowMapping], agreed: Mapping[str, int]) -> Way:
    spent = tuple(sorted(row["at"] for row in sent if row["counted"]))
    pushed = tuple(sorted(row["at"] for row in sent if row["measured"]))
    if seen is None:
        return Way(address, spent=spent, pushed=pushed, consents=agreed)
    wrote = max(seen["message_at"] or 0, seen["click_at"] or 0)
    return Way(
        address,
        account=seen["account"],
        stopped=(seen["stopped_at"] or -1) >= wrote,
        message_at=seen["message_at"] or Moment(0),
        click_at=seen["click_at"] or Moment(0),
        shut_at=seen["shut_at"] or Moment(0),
        busy_until=seen["busy_until"] or Moment(0),
        spent=spent,
        pushed=pushed,
        consents=agreed,
    )


def _way(home: _Home, way: Way) -> Way:
    return replace(way, follows=home.follows, opted_out=home.opted_out)


def _citizens(connection: Connection, keyring: Keyring, ids: set[str], now: Moment) -> list[_Home]:
    if not ids:
        return []
    # A bound number that was silent for half a year may be somebody else's by now.
    second = citizens.c.bound_to.in_(ids) & (citizens.c.last_contact >= now - SILENCE)
    own_first = select(citizens).where(citizens.c.id.in_(ids) | second).order_by(citizens.c.bound_to.is_not(None))
    rows = connection.execute(own_first).mappings()
    return _homes(rows, lambda row: _open(keyring, citizens, row), Audience.CITIZEN)


def _officers(connection: Connection, keyring: Keyring, ids: set[str]) -> list[_Home]:
    if not ids:
        return []
    bound = select(officers).where(officers.c.id.in_(ids), officers.c.unbound_at.is_(None))
    rows = connection.execute(bound).mappings()
    return _homes(rows, lambda row: _open(keyring, officers, row), Audience.OFFICER)


def _open(keyring: Keyring, table: Any, row: RowMapping) -> str:
    return seals.open_sealed(keyring, table.c.address, row["address"], row["id"]) if row["address"] else ""


def _homes(rows: Iterable[RowMapping], opened: Callable[[RowMapping], str], audience: Audience) -> list[_Home]:
    """Give the addresses that some key opens."""
    homes = []
    for row in rows:
        try:
            address = Address(row["channel"], opened(row))
        except UnreadableSeal:
            continue
        if address.id:
            follows, out = row.get("follows", True), row.get("opted_out", False)
            homes.append(_Home((audience, row.get("bound_to") or row["id"]), row["language"], address, follows, out))
    return homes
