"""What waits to be told: claimed under leases, in order for each case and person, one at a time for each person."""

from collections.abc import Iterable, Sequence
from typing import Final

import msgspec
from sqlalchemy import Connection, RowMapping, and_, exists, func, or_, select, tuple_, update

from adapters.casebook.acts.telling import WAITING
from adapters.casebook.outbox import LEASE
from adapters.casebook.outbox_fates import settle
from adapters.casebook.outbox_ways import NOBODY, Person, Who, people, ways_to
from adapters.casebook.schema import cases, notices, words
from adapters.casebook.spoken import words_of
from adapters.sealing import Keyring
from adapters.sql import Database
from dialogs.facts.delivery import ClaimedNotice, Fate
from dialogs.facts.errors import UnreadableSeal
from dialogs.facts.messages import Address
from dialogs.facts.moment import Chance, Moment
from dialogs.facts.notices import Audience, Notice
from dialogs.reading import mask

CLAIMING: Final = 0x687569636C61  # of pg_advisory_xact_lock
OF_CASE: Final = ("category", "street", "district", "unit", "status", "submitted_at")
MORE: Final = 2
"""How many more are looked at than are wanted: some are of one person."""


class SqlNotices:
    """``Notices`` in the casebook's database. ``admin``: the addresses at which the admin is told, in their order."""

    def __init__(
        self,
        database: Database,
        keyring: Keyring,
        chance: Chance,
        *,
        admin: tuple[Address, ...] = (),
        lease: int = LEASE,
    ) -> None:
        self._database = database
        self._keyring = keyring
        self._chance = chance
        self._admin = admin
        self._lease = lease

    async def claim(self, *, now: Moment, limit: int) -> tuple[ClaimedNotice, ...]:
        lease, until = self._chance.token(12), Moment(now + self._lease)
        rows = await self._database.write(lambda connection: _claim(connection, lease, until, now=now, limit=limit))
        if not rows:
            return ()
        return await self._database.read(lambda connection: self._claimed(connection, rows, lease, now))

    async def settle(self, settled: Sequence[tuple[ClaimedNotice, Fate]], *, now: Moment) -> int:
        return await self._database.write(lambda connection: settle(connection, self._keyring, settled, now=now))

    def _claimed(
        self, connection: Connection, rows: Sequence[RowMapping], lease: str, now: Moment
    ) -> tuple[ClaimedNotice, ...]:
        found = dict(people(connection, self._keyring, {_who(row) for row in rows}, now))
        if self._admin:
            known = ways_to(connection, self._keyring, self._admin, now)
            found[Audience.ADMIN, ""] = Person("", tuple(known[address] for address in self._admin))
        about = cases_of(connection, rows)
        said = said_in(connection, self._keyring, rows)
        return tuple(
            self._notice(row, found.get(_who(row), NOBODY), about.get(row["case"]), said.get(entry_of(row), ""), lease)
            for row in rows
        )

    def _notice(self, row: RowMapping, person: Person, case: RowMapping | None, said: str, lease: str) -> ClaimedNotice:
        notice = notice_of(row, case, said, person.language)
        lapsed = row["leased_until"] - self._lease if row["leased_until"] is not None else None
        return ClaimedNotice(
            notice,
            lease,
            row["attempts"],
            person.ways,
            frozenset(row["refused"].split()),
            row["voice"],
            row["parts"],
            row["begun_at"] or lapsed,
        )


def notice_of(row: RowMapping, case: RowMapping | None, said: str, language: str) -> Notice:
    """Make a notice of its row, its case's row and the words of its entry; officers see these masked."""
    about = {name: str(case[name]) for name in OF_CASE if case[name]} if case else {}
    facts = about | msgspec.json.decode(row["facts"], type=dict[str, str])
    audience = Audience(row["audience"])
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
        language=language or (case["language"] if case else ""),
        urgent=row["urgent"],
    )


def _claim(connection: Connection, lease: str, until: Moment, *, now: Moment, limit: int) -> list[RowMapping]:
    _one_at_a_time(connection)
    earlier = notices.alias("earlier")
    overtakes = exists().where(
        and_(
            earlier.c.line == notices.c.line,
            earlier.c.state == WAITING,
            earlier.c.position < notices.c.position,
        )
    )
    free = or_(notices.c.leased_until.is_(None), notices.c.leased_until < now)
    due = (
        select(notices)
        .where(notices.c.state == WAITING, notices.c.not_before <= now, free, ~overtakes)
        .order_by(notices.c.not_before, notices.c.position)
        .limit(limit * MORE)
        .with_for_update(skip_locked=True, of=notices)
    )
    rows = _one_each(connection.execute(due).mappings(), _busy(connection, now))[:limit]
    leased = update(notices).where(notices.c.position.in_([row["position"] for row in rows]))
    connection.execute(leased.values(lease=lease, leased_until=until, attempts=notices.c.attempts + 1))
    return rows


def _one_at_a_time(connection: Connection) -> None:
    """Let claims follow one another: else two workers would each take a notice of one person."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(CLAIMING)))


def _busy(connection: Connection, now: Moment) -> set[Who]:
    """Name those who are being told something by somebody."""
    held = select(notices.c.audience, notices.c.citizen, notices.c.officer).where(notices.c.leased_until >= now)
    return {_who(row) for row in connection.execute(held).mappings()}


def _one_each(rows: Iterable[RowMapping], busy: set[Who]) -> list[RowMapping]:
    found = []
    for row in rows:
        if (who := _who(row)) not in busy:
            busy.add(who)
            found.append(row)
    return found


def _who(row: RowMapping) -> Who:
    return Audience(row["audience"]), row["citizen"] or row["officer"]


def entry_of(row: RowMapping) -> tuple[str, int]:
    return row["case"] or "", row["seq"]


def cases_of(connection: Connection, rows: Iterable[RowMapping]) -> dict[str, RowMapping]:
    numbers = {row["case"] for row in rows if row["case"]}
    columns = [cases.c.number, cases.c.language, *(cases.c[name] for name in OF_CASE)]
    found = connection.execute(select(*columns).where(cases.c.number.in_(numbers))).mappings() if numbers else ()
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
