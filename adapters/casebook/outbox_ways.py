"""What is known of the ways to people, for a whole batch of notices in a few statements."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from sqlalchemy import BindParameter, Connection, Row, Table, bindparam, false, func, select, true

from adapters.casebook import seals
from adapters.casebook.officers import BOUND, HEARD_AT
from adapters.casebook.outbox import RECIPIENT, recipient_of
from adapters.casebook.people import REASSIGNED, SILENCE
from adapters.casebook.schema import citizens, consents, officers, pushes, sightings
from adapters.sealing import Keyring
from adapters.sql import MomentType
from dialogs.facts.delivery import Way
from dialogs.facts.errors import UnreadableSeal
from dialogs.facts.messages import Address
from dialogs.facts.moment import DAY, Moment
from dialogs.facts.notices import Audience

LEDGER: Final = 2 * DAY
"""How far back the ledger is read: the longest window."""
DIGESTS: Final[BindParameter[bytes]] = bindparam("digests", expanding=True)
SEEN: Final = select(sightings).where(sightings.c.recipient.in_(DIGESTS))
SENT: Final = select(pushes.c.recipient, pushes.c.at, pushes.c.counted, pushes.c.measured).where(
    pushes.c.recipient.in_(DIGESTS), pushes.c.at > bindparam("since")
)
AGREED: Final = select(consents.c.recipient, consents.c.template, consents.c.left).where(
    consents.c.recipient.in_(DIGESTS)
)
_IDS: Final[BindParameter[str]] = bindparam("ids", expanding=True)
_SINCE: Final[BindParameter[Moment]] = bindparam("heard_since", type_=MomentType)
# A bound number that was silent for half a year may be somebody else's by now.
_SECOND: Final = citizens.c.bound_to.in_(_IDS) & (citizens.c.last_contact >= _SINCE)
CITIZENS: Final = (
    select(
        citizens.c.id,
        func.coalesce(citizens.c.bound_to, citizens.c.id).label("person"),
        *(citizens.c[name] for name in ("channel", "address", "language", "follows", "opted_out")),
    )
    .where(citizens.c.id.in_(_IDS) | _SECOND)
    .order_by(citizens.c.bound_to.is_not(None))  # their own first
)
OFFICERS: Final = select(
    officers.c.id,
    officers.c.id.label("person"),
    *(officers.c[name] for name in ("channel", "address", "language")),
    true().label("follows"),
    false().label("opted_out"),
).where(officers.c.id.in_(_IDS), BOUND, officers.c.channel.not_in(sorted(REASSIGNED)) | (HEARD_AT >= _SINCE))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to be told, with the language they speak."""

    language: str
    ways: tuple[Way, ...]


AnyRow: TypeAlias = Row[*tuple[Any, ...]]
Who: TypeAlias = tuple[str, str]
"""Audience and id."""
NOBODY: Final = Person("", ())


@dataclass(frozen=True, slots=True)
class _Home:
    """An address as a row holds it."""

    who: Who
    language: str
    address: Address
    follows: bool
    opted_out: bool


@dataclass(frozen=True, slots=True)
class _Ledger:
    """What is known of addresses, as the rows say it."""

    seen: Mapping[Address, AnyRow]
    sent: defaultdict[Address, list[AnyRow]] = field(default_factory=lambda: defaultdict(list))
    agreed: defaultdict[Address, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))


def people(connection: Connection, keyring: Keyring, wanted: Iterable[Who], now: Moment) -> Mapping[Who, Person]:
    """Give those whose addresses can be read; ``wanted``: audience and id."""
    ids: dict[str, set[str]] = defaultdict(set)
    for audience, person in wanted:
        ids[audience].add(person)
    homes = [
        *_citizens(connection, keyring, ids[Audience.CITIZEN], now),
        *_officers(connection, keyring, ids[Audience.OFFICER], now),
    ]
    ledger = _ledger(connection, keyring, [home.address for home in homes], now)
    found: dict[Who, Person] = {}
    for home in homes:
        known = found.get(home.who)
        ways = (_way(ledger, home.address, follows=home.follows, opted_out=home.opted_out),)
        found[home.who] = Person(known.language, known.ways + ways) if known else Person(home.language, ways)
    return found


def ways_to(
    connection: Connection, keyring: Keyring, addresses: Sequence[Address], now: Moment
) -> Mapping[Address, Way]:
    """Say what is known of addresses; of one nobody wrote from, nothing."""
    ledger = _ledger(connection, keyring, addresses, now)
    return {each: _way(ledger, each, follows=True, opted_out=False) for each in addresses}


def _ledger(connection: Connection, keyring: Keyring, addresses: Sequence[Address], now: Moment) -> _Ledger:
    digests = {digest: address for address in addresses for digest in keyring.indices(RECIPIENT, recipient_of(address))}
    given = {"digests": list(digests)}
    seen = {digests[row.recipient]: row for row in connection.execute(SEEN, given)} if digests else {}
    ledger = _Ledger(seen)
    for row in connection.execute(SENT, given | {"since": now - LEDGER}) if digests else ():
        ledger.sent[digests[row.recipient]].append(row)
    for each in connection.execute(AGREED, given) if digests else ():
        ledger.agreed[digests[each.recipient]][each.template] = each.left
    return ledger


def _way(ledger: _Ledger, address: Address, *, follows: bool, opted_out: bool) -> Way:
    seen, sent = ledger.seen.get(address), ledger.sent.get(address, ())
    spent = tuple(sorted(row.at for row in sent if row.counted))
    pushed = tuple(sorted(row.at for row in sent if row.measured))
    consents = ledger.agreed.get(address, {})
    if seen is None:
        return Way(address, "", follows, opted_out, spent=spent, pushed=pushed, consents=consents)
    wrote = max(seen.message_at or 0, seen.click_at or 0)
    return Way(
        address,
        account=seen.account,
        follows=follows,
        opted_out=opted_out,
        stopped=(seen.stopped_at or -1) >= wrote,
        message_at=seen.message_at or Moment(0),
        click_at=seen.click_at or Moment(0),
        shut_at=seen.shut_at or Moment(0),
        busy_until=seen.busy_until or Moment(0),
        spent=spent,
        pushed=pushed,
        consents=consents,
    )


def _citizens(connection: Connection, keyring: Keyring, ids: set[str], now: Moment) -> list[_Home]:
    if not ids:
        return []
    rows = connection.execute(CITIZENS, {"ids": list(ids), "heard_since": now - SILENCE}).all()
    return _homes(keyring, citizens, rows, Audience.CITIZEN)


def _officers(connection: Connection, keyring: Keyring, ids: set[str], now: Moment) -> list[_Home]:
    if not ids:
        return []
    rows = connection.execute(OFFICERS, {"ids": list(ids), "heard_since": now - SILENCE}).all()
    return _homes(keyring, officers, rows, Audience.OFFICER)


def _homes(keyring: Keyring, table: Table, rows: Iterable[AnyRow], audience: Audience) -> list[_Home]:
    """Give the addresses that some key opens."""
    homes = []
    for row, person, channel, sealed, language, follows, opted_out in rows:
        try:
            address = seals.open_sealed(keyring, table.c.address, sealed, row) if sealed else ""
        except UnreadableSeal:
            continue
        if address:
            homes.append(_Home((audience, person), language, Address(channel, address), follows, opted_out))
    return homes
