"""What waits to be told: claimed under leases, in order for each case and person, one at a time for each person."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

import msgspec
from sqlalchemy import (
    BindParameter,
    Connection,
    Integer,
    RowMapping,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    tuple_,
    update,
)

from adapters.casebook.outbox import LEASE
from adapters.casebook.outbox_fates import settle
from adapters.casebook.outbox_sight import out_of_sight
from adapters.casebook.outbox_stale import newer
from adapters.casebook.outbox_ways import NOBODY, AnyRow, Person, Who, people, ways_to
from adapters.casebook.rules.notices import SUPERSEDED, WAITING
from adapters.casebook.schema import cases, notices, words
from adapters.casebook.spoken import words_of
from adapters.sealing import Keyring
from adapters.sql import Database, MomentType
from dialogs.city import City
from dialogs.facts.delivery import ClaimedNotice, Fate
from dialogs.facts.errors import UnreadableSeal
from dialogs.facts.messages import Address
from dialogs.facts.moment import Chance, Moment
from dialogs.facts.notices import Audience, Notice
from dialogs.reading import mask

CLAIMING: Final = 0x687569636C61  # of pg_advisory_xact_lock
OF_CASE: Final = ("category", "street", "district", "unit", "status", "submitted_at")
AUDIENCES: Final = {each.value: each for each in Audience}
NOW: Final[BindParameter[Moment]] = bindparam("now", type_=MomentType)
_EARLIER: Final = notices.alias("earlier")
_OVERTAKES: Final = exists().where(
    and_(
        _EARLIER.c.line == notices.c.line,
        _EARLIER.c.state == WAITING,
        _EARLIER.c.position < notices.c.position,
    )
)
_PERSON: Final = (notices.c.audience, func.coalesce(notices.c.citizen, notices.c.officer).label("person"))
DUE: Final = (
    select(notices.c.position, notices.c.leased_until, *_PERSON)
    .where(
        notices.c.state == WAITING,
        notices.c.not_before <= NOW,
        or_(notices.c.leased_until.is_(None), notices.c.leased_until < NOW),
        ~_OVERTAKES,
    )
    .order_by(notices.c.not_before, notices.c.position)
    .limit(bindparam("most", type_=Integer))
    .with_for_update(skip_locked=True, of=notices)
)
BUSY: Final = select(*_PERSON).where(notices.c.leased_until >= NOW)
LEASED: Final = (
    update(notices)
    .where(notices.c.position.in_(bindparam("positions", expanding=True)))
    .values(lease=bindparam("by"), leased_until=bindparam("until"), attempts=notices.c.attempts + 1)
    .returning(notices)
)
CASES: Final = select(cases.c.number, cases.c.language, *(cases.c[name] for name in OF_CASE)).where(
    cases.c.number.in_(bindparam("numbers", expanding=True))
)
MORE: Final = 2
"""How many more are looked at than are wanted: some are of one person."""


class Leased(NamedTuple):
    """A row as it stands under a new lease, and when the one before ran out."""

    row: RowMapping
    lapsed_at: Moment | None


class SqlNotices:
    """``Notices`` in the casebook's database. ``admin``: the addresses at which the admin is told, in their order."""

    def __init__(
        self,
        database: Database,
        keyring: Keyring,
        chance: Chance,
        city: Callable[[], City],
        *,
        admin: tuple[Address, ...] = (),
        lease: int = LEASE,
    ) -> None:
        self._database = database
        self._keyring = keyring
        self._chance = chance
        self._city = city
        self._admin = admin
        self._lease = lease

    async def claim(self, *, now: Moment, limit: int) -> tuple[ClaimedNotice, ...]:
        lease, until = self._chance.token(12), Moment(now + self._lease)
        city = self._city()
        leased = await self._database.write(
            lambda connection: _claim(connection, city, lease, until, now=now, limit=limit)
        )
        if not leased:
            return ()
        return await self._database.read(lambda connection: self._claimed(connection, leased, now))

    async def settle(self, settled: Sequence[tuple[ClaimedNotice, Fate]], *, now: Moment) -> int:
        return await self._database.write(lambda connection: settle(connection, self._keyring, settled, now=now))

    def _claimed(self, connection: Connection, leased: Sequence[Leased], now: Moment) -> tuple[ClaimedNotice, ...]:
        rows = [each.row for each in leased]
        found = dict(people(connection, self._keyring, {_who(row) for row in rows}, now))
        if self._admin:
            known = ways_to(connection, self._keyring, self._admin, now)
            found[Audience.ADMIN, ""] = Person("", tuple(known[address] for address in self._admin))
        about = cases_of(connection, rows)
        said = said_in(connection, self._keyring, rows)
        return tuple(
            self._notice(each, found.get(_who(row), NOBODY), about.get(row["case"]), said.get(entry_of(row), ""))
            for each, row in zip(leased, rows, strict=True)
        )

    def _notice(self, leased: Leased, person: Person, case: RowMapping | None, said: str) -> ClaimedNotice:
        row, lapsed_at = leased
        notice = notice_of(row, case, said, person.language)
        lapsed = Moment(lapsed_at - self._lease) if lapsed_at is not None else None
        return ClaimedNotice(
            notice,
            row["lease"],
            row["attempts"] - 1,
            person.ways,
            frozenset(row["refused"].split()),
            row["voice"],
            row["parts"],
            row["begun_at"] or lapsed,
        )


def notice_of(row: RowMapping, case: RowMapping | None, said: str, language: str) -> Notice:
    """Make a notice of its row, its case's row and the words of its entry; officers see these masked.

    ``language``: the one that its reader speaks, nothing where that is not known: the city's first is spoken then.
    """
    about = {name: str(case[name]) for name in OF_CASE if case[name]} if case else {}
    facts = about | msgspec.json.decode(row["facts"], type=dict[str, str])
    audience = AUDIENCES[row["audience"]]
    if audience is Audience.CITIZEN:  # nobody else is told in the language that a citizen speaks
        language = language or (case["language"] if case else "")
    return Notice(
        id=str(row["position"]),
        audience=audience,
        recipient=row["citizen"] or row["officer"],
        step=row["step"],
        at=row["at"],
        expires=row["expires"],
        case=row["case"] or "",
        seq=row["seq"],
        facts=tuple(sorted(facts.items())),
        words=said if audience is Audience.CITIZEN else mask(said),
        language=language,
        urgent=row["urgent"],
    )


def _claim(connection: Connection, city: City, lease: str, until: Moment, *, now: Moment, limit: int) -> list[Leased]:
    _one_at_a_time(connection)
    due = _due(connection, city, now, limit * MORE)
    lapsed = {
        row.position: row.leased_until for row in _one_each(due, _busy(connection, now) if due else set())[:limit]
    }
    if not lapsed:
        return []
    leased = connection.execute(LEASED, {"positions": list(lapsed), "by": lease, "until": until}).mappings()
    rows = {row["position"]: row for row in leased}
    return [Leased(rows[position], lapsed_at) for position, lapsed_at in lapsed.items()]


def _due(connection: Connection, city: City, now: Moment, most: int) -> Sequence[AnyRow]:
    """Give what is due, without what is no news any more.

    That is what a killed worker left behind and a newer state has made stale since, and what is told of a case that
    has been taken from the officer's unit.
    """
    while True:
        due = connection.execute(DUE, {"now": now, "most": most}).all()
        gone = out_of_sight(connection, city, [row.position for row in due if row.audience == Audience.OFFICER])
        stale: dict[int, int | None] = dict.fromkeys(gone)
        stale |= newer(connection, [row.position for row in due if row.leased_until is not None])
        if not stale:
            return due
        for position, by in stale.items():
            given = {"state": SUPERSEDED, "superseded_by": by, "settled_at": now, "lease": "", "leased_until": None}
            connection.execute(update(notices).where(notices.c.position == position).values(given))


def _one_at_a_time(connection: Connection) -> None:
    """Let claims follow one another: else two workers would each take a notice of one person."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(CLAIMING)))


def _busy(connection: Connection, now: Moment) -> set[Who]:
    """Name those who are being told something by somebody."""
    return {(row.audience, row.person) for row in connection.execute(BUSY, {"now": now})}


def _one_each(rows: Iterable[AnyRow], busy: set[Who]) -> list[AnyRow]:
    found = []
    for row in rows:
        if (who := (row.audience, row.person)) not in busy:
            busy.add(who)
            found.append(row)
    return found


def _who(row: RowMapping) -> Who:
    return row["audience"], row["citizen"] or row["officer"]


def entry_of(row: RowMapping) -> tuple[str, int]:
    return row["case"] or "", row["seq"]


def cases_of(connection: Connection, rows: Iterable[RowMapping]) -> dict[str, RowMapping]:
    numbers = {row["case"] for row in rows if row["case"]}
    found = connection.execute(CASES, {"numbers": list(numbers)}).mappings() if numbers else ()
    return {row["number"]: row for row in found}


def said_in(connection: Connection, keyring: Keyring, rows: Iterable[RowMapping]) -> dict[tuple[str, int], str]:
    """Give the words of the entries; what was erased, and what no key opens, is not told."""
    entries = {entry_of(row) for row in rows if row["case"] and row["seq"]}
    if not entries:
        return {}
    kept = select(words).where(tuple_(words.c.case, words.c.seq).in_(entries), words.c.sealed.is_not(None))
    found: dict[tuple[str, int], str] = {}
    for row in connection.execute(kept).mappings():
        try:
            found[entry_of(row)] = words_of(keyring, row["case"], row["seq"], row["sealed"])[1]
        except UnreadableSeal:
            continue
    return found
