"""What waits to be sent: sealed rows, claimed under leases, in order for each address."""

from collections.abc import Iterable, Sequence
from typing import Final

import msgspec
import structlog
from sqlalchemy import (
    BindParameter,
    Connection,
    Integer,
    and_,
    bindparam,
    exists,
    insert,
    literal,
    or_,
    select,
    true,
    update,
)

from adapters.casebook import seals
from adapters.casebook.receipts import advance, apply_early, queue_up
from adapters.casebook.schema import outbox, pushes
from adapters.sealing import Keyring
from adapters.sql import Database, MomentType, Row, Statement, upsert
from dialogs.facts.errors import UnreadableSeal
from dialogs.facts.messages import Address
from dialogs.facts.moment import MINUTE, Chance, Moment
from dialogs.facts.ports import Claimed, Outgoing, Settlement, Worded

log = structlog.get_logger()

LEASE: Final = 2 * MINUTE
RECIPIENT: Final = "recipient"
WAITING, DEAD = "waiting", "dead"
DELIVERED: Final = ("sent", "delivered")
FORGOTTEN_AT_ONCE: Final = 500
"""Rows."""
SETTLEMENTS: Final = {"sent": "sent", "retry": WAITING, "dead": DEAD}
UNREADABLE: Final = "unreadable"
NOW: Final[BindParameter[Moment]] = bindparam("now", type_=MomentType)
_EARLIER: Final = outbox.alias("earlier")
_FIRST_OF_ITS_ADDRESS: Final = ~exists().where(
    and_(
        _EARLIER.c.recipient == outbox.c.recipient,
        _EARLIER.c.state == WAITING,
        _EARLIER.c.position < outbox.c.position,
    )
)
DUE: Final = Statement(
    select(outbox)
    .where(
        outbox.c.state == WAITING,
        outbox.c.not_before <= NOW,
        or_(outbox.c.leased_until.is_(None), outbox.c.leased_until < NOW),
        _FIRST_OF_ITS_ADDRESS,
    )
    .order_by(outbox.c.not_before, outbox.c.position)
    .limit(bindparam("most", type_=Integer))
    .with_for_update(skip_locked=True, of=outbox)
)
LEASED: Final = Statement(
    update(outbox)
    .where(outbox.c.position.in_(bindparam("positions", expanding=True)))
    .values(lease=bindparam("by"), leased_until=bindparam("until"), attempts=outbox.c.attempts + 1)
)


class SqlOutbox:
    """An ``Outbox`` in the casebook's database."""

    def __init__(self, database: Database, keyring: Keyring, chance: Chance, *, lease: int = LEASE) -> None:
        self._database = database
        self._keyring = keyring
        self._chance = chance
        self._lease = lease

    async def put(self, messages: tuple[Outgoing, ...], *, now: Moment) -> None:
        await self._database.write(lambda connection: put(connection, self._keyring, messages, now=now))

    async def claim(self, *, now: Moment, limit: int) -> tuple[Claimed, ...]:
        """Claim; what no key opens is given up, so that it keeps nobody else waiting."""
        while True:
            lease, until = self._chance.token(12), Moment(now + self._lease)
            rows = await self._database.write(
                lambda connection, lease=lease, until=until: _claim(connection, lease, until, now=now, limit=limit)  # type: ignore[misc]
            )
            opened = [(row, self._claimed(row, lease)) for row in rows]
            await self._give_up([row for row, claimed in opened if claimed is None], lease, now)
            readable = tuple(claimed for _, claimed in opened if claimed)
            if readable or not rows:
                return readable

    async def settle(self, key: str, lease: str, outcome: Settlement, *, now: Moment) -> bool:
        return await self._database.write(lambda connection: _settle(connection, key, lease, outcome, now))

    async def settle_all(self, settled: Sequence[tuple[Claimed, Settlement]], *, now: Moment) -> int:
        return await self._database.write(
            lambda connection: sum(
                _settle(connection, row.message.key, row.lease, outcome, now) for row, outcome in settled
            )
        )

    async def advance(self, receipt: str, state: str, *, now: Moment) -> bool:
        return await self._database.write(lambda connection: advance(connection, receipt, state, now))

    async def forget(self, before: Moment) -> int:
        """Drop a bounded batch of what was delivered before a moment; how many went. What is dead waits for a hand."""
        old = select(outbox.c.position).where(outbox.c.state.in_(DELIVERED), outbox.c.settled_at < before)
        gone = await self._database.read(
            lambda connection: connection.scalars(old.order_by(outbox.c.position).limit(FORGOTTEN_AT_ONCE)).all()
        )
        if gone:
            await self._database.write(
                lambda connection: connection.execute(outbox.delete().where(outbox.c.position.in_(gone)))
            )
        return len(gone)

    async def _give_up(self, rows: list[Row], lease: str, now: Moment) -> None:
        if not rows:
            return
        dead = Settlement(DEAD, error=UNREADABLE)
        await self._database.write(
            lambda connection: [_settle(connection, row["key"], lease, dead, now) for row in rows]
        )
        for row in rows:  # its key may be made of who wrote: the position tells nobody anything
            log.error(UNREADABLE, outbox=row["position"], channel=row["channel"])

    def _claimed(self, row: Row, lease: str) -> Claimed | None:
        key = row["key"]
        try:
            address = Address(row["channel"], seals.open_sealed(self._keyring, outbox.c.address, row["address"], key))
            text = seals.open_sealed(self._keyring, outbox.c.text, row["text"], key)
            worded = _worded(self._keyring, row)
        except UnreadableSeal:
            return None
        return Claimed(Outgoing(key, address, row["account"], text, worded), lease, row["attempts"], row["put_at"])


def _worded(keyring: Keyring, row: Row) -> Worded | None:
    if row["worded"] is None:
        return None
    return msgspec.json.decode(seals.open_sealed(keyring, outbox.c.worded, row["worded"], row["key"]), type=Worded)


def put(connection: Connection, keyring: Keyring, messages: Iterable[Outgoing], *, now: Moment, case: str = "") -> None:
    """Keep them; ``case`` is the one they are about."""
    for message in messages:
        row = {
            "key": message.key,
            "channel": message.to.channel,
            "recipient": _recipient(connection, keyring, message.to),
            "address": seals.seal(keyring, outbox.c.address, message.to.id, message.key),
            "account": message.account,
            "text": seals.seal(keyring, outbox.c.text, message.text, message.key),
            "worded": _sealed_wording(keyring, message),
            "case": case,
            "state": WAITING,
            "put_at": now,
            "not_before": now,
        }
        upsert(connection, outbox, row, keys=("key",), update=())


def _sealed_wording(keyring: Keyring, message: Outgoing) -> bytes | None:
    if message.worded is None:
        return None
    return seals.seal(keyring, outbox.c.worded, msgspec.json.encode(message.worded).decode(), message.key)


def _recipient(connection: Connection, keyring: Keyring, to: Address) -> bytes:
    """Give the address's digest, the one that its waiting rows have while keys rotate: they stay in one order."""
    digests = keyring.indices(RECIPIENT, to.whole)
    waiting = select(outbox.c.recipient).where(outbox.c.recipient.in_(digests[1:]), outbox.c.state == WAITING)
    return (len(digests) > 1 and connection.scalar(waiting.limit(1))) or digests[0]


def _claim(connection: Connection, lease: str, until: Moment, *, now: Moment, limit: int) -> list[Row]:
    rows = DUE.all(connection, {"now": now, "most": limit})
    if rows:
        LEASED.run(connection, {"positions": [row["position"] for row in rows], "by": lease, "until": until})
    return rows


def _settle(connection: Connection, key: str, lease: str, outcome: Settlement, now: Moment) -> bool:
    state = SETTLEMENTS[outcome.state]
    settled = (
        update(outbox)
        .where(outbox.c.key == key, outbox.c.lease == lease, outbox.c.state == WAITING)
        .values(
            state=state,
            receipt=outcome.receipt,
            error=outcome.error[:64],
            not_before=outcome.not_before,
            lease="",
            leased_until=None,
            settled_at=None if state == WAITING else now,
        )
    )
    if outcome.receipt:
        queue_up(connection, outcome.receipt)
    if connection.execute(settled).rowcount != 1:
        return False
    if outcome.counted:
        spent = select(outbox.c.recipient, outbox.c.channel, true(), literal(now, MomentType)).where(
            outbox.c.key == key
        )
        connection.execute(insert(pushes).from_select(["recipient", "voice", "counted", "at"], spent))
    if outcome.receipt:
        apply_early(connection, (outcome.receipt,), now)
    return True
