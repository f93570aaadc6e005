"""How often a message was delivered, counted over all processes in PostgreSQL."""

from typing import Final, final

from adapters.conversations.marks import Marks
from adapters.conversations.postgres_link import PostgresLink
from adapters.sealing import Keyring

# Unlogged: after a crash it is empty, and a delivery then counts as the first.
DELIVERY: Final = """CREATE UNLOGGED TABLE IF NOT EXISTS delivery (
    mark bigint PRIMARY KEY, count integer NOT NULL, until timestamptz NOT NULL)"""
COUNT: Final = """INSERT INTO delivery VALUES ($1, 1, now() + interval '1 minute')
    ON CONFLICT (mark) DO UPDATE SET count = CASE WHEN delivery.until < now() THEN 1 ELSE delivery.count + 1 END,
        until = CASE WHEN delivery.until < now() THEN excluded.until ELSE delivery.until END
    RETURNING count"""
FORGET: Final = """DELETE FROM delivery
    WHERE mark IN (SELECT mark FROM delivery WHERE until < now() LIMIT $1) AND until < now()"""
AT_ONCE: Final = 5000  # rows


@final
class PostgresDeliveries:
    """Counts deliveries of a message over all processes."""

    def __init__(self, link: PostgresLink, keyring: Keyring) -> None:
        self._link = link
        self._marks = Marks(keyring)

    async def prepare(self) -> None:
        """Make the table where it is missing."""
        await self._link.prepare(DELIVERY)

    async def count(self, channel: str, message: str) -> int:
        """Count one more delivery and say how many it makes within a minute."""
        row = await self._link.row(COUNT, self._marks.of_delivery(channel, message))
        return int(row[0])

    async def forget(self) -> int:
        """Drop counts of messages that are not repeated any more; a bounded batch. How many went."""
        return await self._link.touched(FORGET, AT_ONCE)
