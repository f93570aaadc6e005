"""What channels say of messages that were sent: it may come before we have noted the id that it goes by."""

from typing import Final

from sqlalchemy import Connection, delete, func, select, update

from adapters.casebook.schema import outbox, receipts
from adapters.sql import upsert
from dialogs.facts.moment import DAY, Moment

STAGES: Final = {"sent": 0, "delivered": 2, "undelivered": 2, "failed": 2}
"""How far a receipt's state is; a row never goes back, and what is final stays."""
KEPT_FOR: Final = DAY


def advance(connection: Connection, receipt: str, state: str, now: Moment) -> bool:
    """Move the row that has this receipt; where none has it yet, keep what was said for a day."""
    if not receipt or not STAGES.get(state):
        return False
    queue_up(connection, receipt)
    if _move(connection, receipt, state, now):
        return True
    if not _known(connection, receipt):
        connection.execute(delete(receipts).where(receipts.c.at <= now - KEPT_FOR))
        row = {"receipt": receipt, "state": state, "at": now}
        upsert(connection, receipts, row, keys=("receipt",), update=())
    return False


def apply_early(connection: Connection, receipt: str, now: Moment) -> None:
    """Move a row that was just noted as sent by what came before."""
    early = delete(receipts).where(receipts.c.receipt == receipt).returning(receipts.c.state, receipts.c.at)
    row = connection.execute(early).first()
    if row and row.at > now - KEPT_FOR:
        _move(connection, receipt, row.state, now)


def queue_up(connection: Connection, receipt: str) -> None:
    """Let noting a receipt and hearing of it follow one another; SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(receipt, 0))))


def _move(connection: Connection, receipt: str, state: str, now: Moment) -> bool:
    before = [each for each, stage in STAGES.items() if stage < STAGES[state]]
    moved = update(outbox).where(outbox.c.receipt == receipt, outbox.c.state.in_(before))
    return connection.execute(moved.values(state=state, settled_at=now)).rowcount > 0


def _known(connection: Connection, receipt: str) -> bool:
    known = select(outbox.c.position).where(outbox.c.receipt == receipt).limit(1)
    return connection.scalar(known) is not None
