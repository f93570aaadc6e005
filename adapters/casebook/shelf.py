"""The photos and voice that are still to be fetched, and what became of each."""

from typing import Any, Final

import structlog
from sqlalchemy import Connection, RowMapping, or_, select, update

from adapters.casebook import outbox, seals
from adapters.casebook.entries import SYSTEM, append
from adapters.casebook.media import KEPT, LOST, WANTED
from adapters.casebook.occasion import Occasion, Office
from adapters.casebook.rules.lifecycle import Step
from adapters.casebook.schema import citizens, media
from adapters.sql import Database
from dialogs.facts.errors import UnreadableSeal
from dialogs.facts.messages import Address, Attachment, MediaKind
from dialogs.facts.moment import MINUTE, Moment, civil
from dialogs.facts.ports import Outgoing, Wanted, WantedClaim

log = structlog.get_logger()

LEASE: Final = 5 * MINUTE
ASK_AGAIN: Final = "media-lost"
UNREADABLE: Final = "unreadable"


class SqlShelf:
    """A ``MediaShelf`` in the casebook's database."""

    def __init__(self, database: Database, office: Office, *, lease: int = LEASE) -> None:
        self._database = database
        self._office = office
        self._lease = lease

    async def claim(self, *, now: Moment, limit: int) -> tuple[WantedClaim, ...]:
        """Claim; what no key opens is lost, and keeps nothing else from being fetched."""
        while True:
            lease, until = self._office.chance.token(12), Moment(now + self._lease)
            rows = await self._database.write(
                lambda connection, lease=lease, until=until: _claim(connection, lease, until, now=now, limit=limit)  # type: ignore[misc]
            )
            opened = [(row["id"], self._wanted(row)) for row in rows]
            for unreadable in [each for each, wanted in opened if wanted is None]:
                await self._give_up(unreadable, lease, now)
            readable = tuple(WantedClaim(wanted, lease) for _, wanted in opened if wanted)
            if readable or not rows:
                return readable

    async def kept(self, id: str, lease: str, *, mime: str, size: int, now: Moment) -> bool:  # noqa: ARG002 - the port's
        values = {"state": KEPT, "mime": mime, "size": size, "ref": None}
        return await self._database.write(lambda connection: _settle(connection, id, lease, values))

    async def retry(self, id: str, lease: str, *, not_before: Moment, now: Moment) -> bool:  # noqa: ARG002 - the port's
        values = {"not_before": not_before, "attempts": media.c.attempts + 1}
        return await self._database.write(lambda connection: _settle(connection, id, lease, values))

    async def lost(self, id: str, lease: str, *, reason: str, now: Moment) -> bool:
        office = self._office
        return await self._database.write(
            lambda connection: _lose(connection, office, id, lease, reason=reason, now=now)
        )

    async def _give_up(self, id: str, lease: str, now: Moment) -> None:
        log.error(UNREADABLE, media=id)
        try:
            await self.lost(id, lease, reason=UNREADABLE, now=now)
        except UnreadableSeal:  # of the case itself no more can be told than that it is gone
            gone = {"state": LOST, "reason": UNREADABLE, "ref": None}
            await self._database.write(lambda connection: _settle(connection, id, lease, gone))

    def _wanted(self, row: RowMapping) -> Wanted | None:
        try:
            ref = seals.open_sealed(self._office.keyring, media.c.ref, row["ref"], row["id"])
        except UnreadableSeal:
            return None
        attachment = Attachment(MediaKind(row["kind"]), ref, row["mime"])
        return Wanted(row["id"], row["channel"], attachment, row["attempts"], row["asked_at"])


def _claim(connection: Connection, lease: str, until: Moment, *, now: Moment, limit: int) -> list[RowMapping]:
    free = or_(media.c.leased_until.is_(None), media.c.leased_until < now)
    due = (
        select(media)
        .where(media.c.state == WANTED, media.c.not_before <= now, free)
        .order_by(media.c.not_before, media.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    rows = list(connection.execute(due).mappings())
    claimed = update(media).where(media.c.id.in_([row["id"] for row in rows]))
    connection.execute(claimed.values(lease=lease, leased_until=until))
    return rows


def _settle(connection: Connection, id: str, lease: str, values: dict[str, Any]) -> bool:
    mine = (media.c.id == id) & (media.c.lease == lease) & (media.c.state == WANTED)
    settled = update(media).where(mine).values(lease="", leased_until=None, **values)
    return connection.execute(settled).rowcount == 1


def _lose(connection: Connection, office: Office, id: str, lease: str, *, reason: str, now: Moment) -> bool:
    if not _settle(connection, id, lease, {"state": LOST, "reason": reason, "ref": None}):
        return False
    beside = select(media.c.case, citizens).join(citizens, citizens.c.id == media.c.citizen).where(media.c.id == id)
    row = connection.execute(beside).mappings().one()
    who = _owner(office, row)
    if row["case"]:
        codes = {"media": id, "reason": reason}
        append(Occasion(connection, office, who, now), row["case"], Step.MEDIA_LOST, SYSTEM, codes=codes)
    if who.id and not row["opted_out"]:
        _ask_again(connection, office, who, row, now)
    return True


def _owner(office: Office, row: RowMapping) -> Address:
    """Give the citizen's address, empty where no key opens it."""
    try:
        address = seals.open_sealed(office.keyring, citizens.c.address, row["address"], row["id"])
    except UnreadableSeal:
        address = ""
    return Address(row["channel"], address)


def _ask_again(connection: Connection, office: Office, who: Address, row: RowMapping, now: Moment) -> None:
    """Ask once for all that was lost of a case, or of a day where there is no case."""
    about = row["case"] or civil(now, office.zone).date().isoformat()
    text = office.tell(ASK_AGAIN, row["language"], {})
    message = Outgoing(f"{ASK_AGAIN}/{row['id']}/{about}", who, "", text)
    outbox.put(connection, office.keyring, [message], now=now, case=row["case"])
