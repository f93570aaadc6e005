"""What waits to be sent: sealed rows, claimed under leases, in order for each address."""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection, RowMapping, and_, exists, or_, select, update

from adapters.casebook import seals
from adapters.casebook.schema import outbox
from adapters.sealing import Keyring
from adapters.sql import Database, upsert
from dialogs.facts.messages import Address
from dialogs.facts.moment import MINUTE, Chance, Moment
from dialogs.facts.ports import Claimed, Outgoing, Settlement

LEASE: Final = 2 * MINUTE
RECIPIENT: Final = "recipient"
WAITING, DEAD = "waiting", "dead"
SETTLEMENTS: Final = {"sent": "sent", "retry": WAITING, "dead": DEAD}
STAGES: Final = {"sent": 0, "delivered": 2, "undelivered": 2, "failed": 2}
"""How far a receipt's state is; a row never goes back, and what is final stays."""


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
        lease, until = self._chance.token(12), Moment(now + self._lease)
        rows = await self._database.write(lambda connection: _claim(connection, lease, until, now=now, limit=limit))
        return tuple(self._claimed(row, lease) for row in rows)

    async def settle(self, key: str, lease: str, outcome: Settlement, *, now: Moment) -> bool:
        return await self._database.write(lambda connection: _settle(connection, key, lease, outcome, now))

    async def advance(self, receipt: str, state: str, *, now: Moment) -> bool:
        return await self._database.write(lambda connection: _advance(connection, receipt, state, now))

    def _claimed(self, row: RowMapping, lease: str) -> Claimed:
        key = row["key"]
        address = Address(row["channel"], seals.open_sealed(self._keyring, outbox.c.address, row["address"], key))
        text = seals.open_sealed(self._keyring, outbox.c.text, row["text"], key)
        return Claimed(Outgoing(key, address, row["account"], text), lease, row["attempts"], row["put_at"])


def recipient_of(to: Address) -> str:
    return f"{to.channel}:{to.id}"


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
            "case": case,
            "state": WAITING,
            "put_at": now,
            "not_before": now,
        }
        upsert(connection, outbox, row, keys=("key",), update=())


def _recipient(connection: Connection, keyring: Keyring, to: Address) -> bytes:
    """Give the address's digest, the one that its waiting rows have while keys rotate: they stay in one order."""
    digests = keyring.indices(RECIPIENT, recipient_of(to))
    waiting = select(outbox.c.recipient).where(outbox.c.recipient.in_(digests[1:]), outbox.c.state == WAITING)
    return (len(digests) > 1 and connection.scalar(waiting.limit(1))) or digests[0]


def _claim(connection: Connection, lease: str, until: Moment, *, now: Moment, limit: int) -> list[RowMapping]:
    earlier = outbox.alias("earlier")
    first_of_its_address = ~exists().where(
        and_(
            earlier.c.recipient == outbox.c.recipient,
            earlier.c.state == WAITING,
            earlier.c.position < outbox.c.position,
        )
    )
    free = or_(outbox.c.leased_until.is_(None), outbox.c.leased_until < now)
    due = (
        select(outbox)
        .where(outbox.c.state == WAITING, outbox.c.not_before <= now, free, first_of_its_address)
        .order_by(outbox.c.not_before, outbox.c.position)
        .limit(limit)
        .with_for_update(skip_locked=True, of=outbox)
    )
    rows = list(connection.execute(due).mappings())
    leased = update(outbox).where(outbox.c.position.in_([row["position"] for row in rows]))
    connection.execute(leased.values(lease=lease, leased_until=until, attempts=outbox.c.attempts + 1))
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
    return connection.execute(settled).rowcount == 1


def _advance(connection: Connection, receipt: str, state: str, now: Moment) -> bool:
    before = [each for each, stage in STAGES.items() if stage < STAGES.get(state, 0)]
    moved = (
        update(outbox)
        .where(outbox.c.receipt == receipt, outbox.c.receipt != "", outbox.c.state.in_(before))
        .values(state=state, settled_at=now)
    )
    return connection.execute(moved).rowcount > 0
