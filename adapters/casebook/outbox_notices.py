"""What waits to be told: claimed under leases, in order for each case and person, one at a time for each person."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import (
    BindParameter,
    Connection,
    Integer,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    update,
)

from adapters.casebook.outbox import LEASE
from adapters.casebook.outbox_fates import settle
from adapters.casebook.outbox_reading import READ, notice_of
from adapters.casebook.outbox_sight import out_of_sight
from adapters.casebook.outbox_stale import newer
from adapters.casebook.outbox_ways import NOBODY, Person, Who, people, ways_to
from adapters.casebook.rules.notices import SUPERSEDED, WAITING
from adapters.casebook.schema import notices
from adapters.casebook.schema.notices import in_state
from adapters.sealing import Keyring
from adapters.sql import Database, MomentType, Row, Statement
from dialogs.city import City
from dialogs.facts.delivery import ClaimedNotice, Fate
from dialogs.facts.messages import Address
from dialogs.facts.moment import DAY, Chance, Moment
from dialogs.facts.notices import Audience

CLAIMING: Final = 0x687569636C61  # of pg_advisory_xact_lock
NOW: Final[BindParameter[Moment]] = bindparam("now", type_=MomentType)
_EARLIER: Final = notices.alias("earlier")
_OVERTAKES: Final = exists().where(
    and_(
        _EARLIER.c.line == notices.c.line,
        in_state(_EARLIER, WAITING),
        _EARLIER.c.position < notices.c.position,
    )
)
_PERSON: Final = (notices.c.audience, func.coalesce(notices.c.citizen, notices.c.officer).label("person"))
DUE: Final = Statement(
    select(notices.c.position, notices.c.leased_until, *_PERSON)
    .where(
        in_state(notices, WAITING),
        notices.c.not_before <= NOW,
        or_(notices.c.leased_until.is_(None), notices.c.leased_until < NOW),
        ~_OVERTAKES,
    )
    .order_by(notices.c.not_before, notices.c.position)
    .limit(bindparam("most", type_=Integer))
    .with_for_update(skip_locked=True, of=notices)
)
BUSY: Final = Statement(
    select(*_PERSON).where(notices.c.leased_until.between(NOW, bindparam("latest", type_=MomentType)))
)
"""Bounded above, by what no lease reaches: of an open range PostgreSQL expects a third of all notices."""
_OF_THESE: Final = notices.c.position.in_(bindparam("positions", expanding=True))
LEASED: Final = Statement(
    update(notices)
    .where(_OF_THESE)
    .values(lease=bindparam("by"), leased_until=bindparam("until"), attempts=notices.c.attempts + 1)
)
CLAIMED: Final = Statement(READ.where(_OF_THESE))
MORE: Final = (1, 4, 16)
"""So many times the limit are looked at, in turn, while too few people are among them."""


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
        return await self._database.read(lambda connection: self._claimed(connection, lease, leased, now))

    async def settle(self, settled: Sequence[tuple[ClaimedNotice, Fate]], *, now: Moment) -> int:
        return await self._database.write(lambda connection: settle(connection, self._keyring, settled, now=now))

    def _claimed(
        self, connection: Connection, lease: str, leased: Mapping[int, Moment | None], now: Moment
    ) -> tuple[ClaimedNotice, ...]:
        """Read what was claimed, in its order; ``leased``: when the lease before ran out, by position."""
        rows = {row["position"]: row for row in CLAIMED.all(connection, {"positions": list(leased)})}
        found = dict(people(connection, self._keyring, {_who(row) for row in rows.values()}, now))
        if self._admin:
            known = ways_to(connection, self._keyring, self._admin, now)
            found[Audience.ADMIN, ""] = Person("", tuple(known[address] for address in self._admin))
        return tuple(
            self._notice(rows[position], lease, lapsed_at, found.get(_who(rows[position]), NOBODY))
            for position, lapsed_at in leased.items()
        )

    def _notice(self, row: Row, lease: str, lapsed_at: Moment | None, person: Person) -> ClaimedNotice:
        lapsed = Moment(lapsed_at - self._lease) if lapsed_at is not None else None
        return ClaimedNotice(
            notice_of(self._keyring, row, person.language),
            lease,
            row["attempts"] - 1,
            person.ways,
            frozenset(row["refused"].split()),
            row["voice"],
            row["parts"],
            row["begun_at"] or lapsed,
        )


def _claim(
    connection: Connection, city: City, lease: str, until: Moment, *, now: Moment, limit: int
) -> dict[int, Moment | None]:
    """Lease them; when the lease before ran out, by position."""
    _one_at_a_time(connection)
    leased = _free(connection, city, now, limit)
    if leased:
        LEASED.run(connection, {"positions": list(leased), "by": lease, "until": until})
    return leased


def _free(connection: Connection, city: City, now: Moment, limit: int) -> dict[int, Moment | None]:
    """Give what is due, one for each person whom nobody is telling something.

    All that is looked at may be for a few people: more is looked at then, until half of the limit is found.
    """
    free: list[Sequence[Any]] = []
    for times in MORE:
        due = _due(connection, city, now, limit * times)
        free = _one_each(due, _busy(connection, now) if due else set())[:limit]
        if len(free) * 2 >= limit or len(due) < limit * times:
            break
    return {position: lapsed_at for position, lapsed_at, *_ in free}


def _due(connection: Connection, city: City, now: Moment, most: int) -> Sequence[Sequence[Any]]:
    """Give what is due, without what is no news any more: position, lapsed lease, audience, person.

    That is what a killed worker left behind and a newer state has made stale since, and what is told of a case that
    has been taken from the officer's unit.
    """
    while True:
        due = DUE.tuples(connection, {"now": now, "most": most})
        gone = out_of_sight(connection, city, [each[0] for each in due if each[2] == Audience.OFFICER])
        stale: dict[int, int | None] = dict.fromkeys(gone)
        stale |= newer(connection, [each[0] for each in due if each[1] is not None])
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
    leased = BUSY.tuples(connection, {"now": now, "latest": Moment(now + DAY)})
    return {(audience, person) for audience, person in leased}


def _one_each(rows: Iterable[Sequence[Any]], busy: set[Who]) -> list[Sequence[Any]]:
    found = []
    for row in rows:
        if (who := (row[2], row[3])) not in busy:
            busy.add(who)
            found.append(row)
    return found


def _who(row: Row) -> Who:
    return row["audience"], row["citizen"] or row["officer"]
