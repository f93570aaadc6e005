"""What is known of the ways to people, for a whole batch of notices in a few statements."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple, TypeAlias

from sqlalchemy import BindParameter, Connection, Select, Table, bindparam, false, func, select, true

from adapters.casebook import seals
from adapters.casebook.officers import BOUND, HEARD_AT
from adapters.casebook.outbox import RECIPIENT
from adapters.casebook.people import REASSIGNED, SILENCE
from adapters.casebook.schema import citizens, consents, officers, pushes, sightings
from adapters.sealing import Keyring
from adapters.sql import MomentType, Statement
from dialogs.facts.delivery import Way
from dialogs.facts.errors import UnreadableSeal
from dialogs.facts.messages import Address
from dialogs.facts.moment import DAY, Moment
from dialogs.facts.notices import Audience

LEDGER: Final = 2 * DAY
"""How far back the ledger is read: the longest window."""
DIGESTS: Final[BindParameter[bytes]] = bindparam("digests", expanding=True)
OF_SIGHTING: Final = ("account", "message_at", "click_at", "shut_at", "busy_until", "stopped_at")
SEEN: Final = Statement(
    select(sightings.c.recipient, *(sightings.c[name] for name in OF_SIGHTING)).where(
        sightings.c.recipient.in_(DIGESTS)
    )
)
SENT: Final = Statement(
    select(pushes.c.recipient, pushes.c.at, pushes.c.counted, pushes.c.measured).where(
        pushes.c.recipient.in_(DIGESTS), pushes.c.at > bindparam("since")
    )
)
AGREED: Final = Statement(
    select(consents.c.recipient, consents.c.template, consents.c.left).where(consents.c.recipient.in_(DIGESTS))
)
_IDS: Final[BindParameter[str]] = bindparam("ids", expanding=True)
_SINCE: Final[BindParameter[Moment]] = bindparam("heard_since", type_=MomentType)
_CITIZENS: Final[Select[Any]] = select(
    citizens.c.id,
    func.coalesce(citizens.c.bound_to, citizens.c.id),
    *(citizens.c[name] for name in ("channel", "address", "language", "follows", "opted_out")),
)
CITIZENS: Final = Statement(_CITIZENS.where(citizens.c.id.in_(_IDS)))
# A bound number that was silent for half a year may be somebody else's by now.
BOUND_CITIZENS: Final = Statement(_CITIZENS.where(citizens.c.bound_to.in_(_IDS), citizens.c.last_contact >= _SINCE))
OFFICERS: Final = Statement(
    select(
        officers.c.id,
        officers.c.id.label("person"),
        *(officers.c[name] for name in ("channel", "address", "language")),
        true(),
        false(),
    ).where(officers.c.id.in_(_IDS), BOUND, officers.c.channel.not_in(sorted(REASSIGNED)) | (HEARD_AT >= _SINCE))
)


class Person(NamedTuple):
    """Somebody to be told, with the language they speak."""

    language: str
    ways: tuple[Way, ...]


Who: TypeAlias = tuple[str, str]
"""Audience and id."""
NOBODY: Final = Person("", ())
NEVER: Final = ("", 0, 0, 0, 0, None)
"""What is known of an address that nobody wrote from."""


class _Home(NamedTuple):
    """An address as a row holds it."""

    who: Who
    language: str
    address: Address
    follows: bool
    opted_out: bool


@dataclass(frozen=True, slots=True)
class _Ledger:
    """What is known of addresses, as the rows say it; ``digests``: by what each is known."""

    digests: Mapping[Address, bytes]
    seen: Mapping[Address, Sequence[Any]]
    spent: defaultdict[Address, list[Moment]] = field(default_factory=lambda: defaultdict(list))
    pushed: defaultdict[Address, list[Moment]] = field(default_factory=lambda: defaultdict(list))
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
    known = {address: keyring.indices(RECIPIENT, address.whole) for address in addresses}
    digests = {digest: address for address, its in known.items() for digest in its}
    given = {"digests": list(digests)}
    seen = {digests[recipient]: row for recipient, *row in SEEN.tuples(connection, given)}
    ledger = _Ledger({address: its[0] for address, its in known.items()}, seen)
    for recipient, at, counted, measured in SENT.tuples(connection, given | {"since": now - LEDGER}):
        address = digests[recipient]
        if counted:
            ledger.spent[address].append(at)
        if measured:
            ledger.pushed[address].append(at)
    for recipient, template, left in AGREED.tuples(connection, given):
        ledger.agreed[digests[recipient]][template] = left
    return ledger


def _way(ledger: _Ledger, address: Address, *, follows: bool, opted_out: bool) -> Way:
    account, message_at, click_at, shut_at, busy_until, stopped_at = ledger.seen.get(address, NEVER)
    wrote = max(message_at or 0, click_at or 0)
    return Way(
        address,
        account,
        follows,
        opted_out,
        stopped_at is not None and stopped_at >= wrote,
        message_at or Moment(0),
        click_at or Moment(0),
        shut_at or Moment(0),
        busy_until or Moment(0),
        tuple(sorted(ledger.spent.get(address, ()))),
        tuple(sorted(ledger.pushed.get(address, ()))),
        ledger.agreed.get(address, {}),
        ledger.digests[address],
    )


def _citizens(connection: Connection, keyring: Keyring, ids: set[str], now: Moment) -> list[_Home]:
    """Give the addresses of citizens, their own before those that are bound to them."""
    if not ids:
        return []
    given = {"ids": list(ids), "heard_since": now - SILENCE}
    rows = {row[0]: row for row in (*CITIZENS.tuples(connection, given), *BOUND_CITIZENS.tuples(connection, given))}
    return _homes(keyring, citizens, sorted(rows.values(), key=_is_second), Audience.CITIZEN)


def _is_second(row: Sequence[Any]) -> bool:
    return bool(row[0] != row[1])


def _officers(connection: Connection, keyring: Keyring, ids: set[str], now: Moment) -> list[_Home]:
    if not ids:
        return []
    rows = OFFICERS.tuples(connection, {"ids": list(ids), "heard_since": now - SILENCE})
    return _homes(keyring, officers, rows, Audience.OFFICER)


def _homes(keyring: Keyring, table: Table, rows: Iterable[Sequence[Any]], audience: Audience) -> list[_Home]:
    """Give the addresses that some key opens."""
    homes = []
    for each, person, channel, sealed, language, follows, opted_out in rows:
        try:
            address = seals.open_sealed(keyring, table.c.address, sealed, each) if sealed else ""
        except UnreadableSeal:
            continue
        if address:
            homes.append(_Home((audience, person), language, Address(channel, address), follows, opted_out))
    return homes
