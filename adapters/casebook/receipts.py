"""What channels say of messages that were sent: it may come before we have noted the id that it goes by."""

from typing import Any, Final

from sqlalchemy import ARRAY, Connection, Row, Text, cast, delete, func, select, update

from adapters.casebook.outbox_stale import newer
from adapters.casebook.rules.asked import QUESTIONS
from adapters.casebook.rules.notices import SUPERSEDED, WAITING, sent_again
from adapters.casebook.schema import notices, open_questions, outbox, receipts
from adapters.casebook.schema.notices import in_state, is_some
from adapters.sql import upsert
from dialogs.facts.moment import DAY, Moment

LATER: Final = "later"
STAGES: Final = {"sent": 0, "delivered": 2, "undelivered": 2, "failed": 2, LATER: 2}
"""How far a receipt's state is; a row never goes back, and what is final stays."""
FAILED: Final = frozenset({"undelivered", "failed", LATER})
KEPT_FOR: Final = DAY
OF_TRY: Final = ("voice", "refused", "attempts", "expires")
LOST: Final = tuple(notices.c[name] for name in ("position", "case", "citizen", "step", *OF_TRY))


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


def apply_early(connection: Connection, noted: tuple[str, ...], now: Moment) -> None:
    """Move rows that were just noted as sent by what came before."""
    early = delete(receipts).where(receipts.c.receipt.in_(noted)).returning(receipts)
    for row in connection.execute(early).all():
        if row.at > now - KEPT_FOR:
            _move(connection, row.receipt, row.state, now)


def queue_up(connection: Connection, *noted: str) -> None:
    """Let those who name the same follow one another until they are done; SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql" and noted:
        key = func.hashtextextended(func.unnest(cast(sorted(noted), ARRAY(Text))), 0)
        connection.execute(select(func.pg_advisory_xact_lock(key)))


def _move(connection: Connection, receipt: str, state: str, now: Moment) -> bool:
    before = [each for each, stage in STAGES.items() if stage < STAGES[state]]
    moved = update(outbox).where(outbox.c.receipt == receipt, outbox.c.state.in_(before))
    # Of a reply that did not arrive nothing is sent again: who missed it asks.
    if connection.execute(moved.values(state="undelivered" if state == LATER else state, settled_at=now)).rowcount > 0:
        return True
    told = notices.c.receipt == receipt, is_some(notices.c.receipt), in_state(notices, "sent")
    if state not in FAILED:
        return connection.execute(update(notices).where(*told).values(state=state, settled_at=now)).rowcount > 0
    lost = connection.execute(select(*LOST).where(*told).with_for_update()).all()
    stale = newer(connection, [row.position for row in lost])
    for row in lost:
        _unask(connection, row)
        _return(connection, row, state, stale.get(row.position), now)
    return bool(lost)


def _return(connection: Connection, lost: Row[Any], state: str, by: int | None, now: Moment) -> None:
    """Give the next rung of the ladder its turn, for it has not arrived; not with what is no news any more.

    Where only the hour was wrong the same voice has another turn, as long as it is news then.
    """
    due = sent_again(lost.attempts, now) if state == LATER else now
    lasting = state != LATER or due >= lost.expires
    again = {
        "state": SUPERSEDED if by else WAITING,
        "refused": f"{lost.refused} {lost.voice}".strip() if lasting else lost.refused,
        "error": state,
        "receipt": "",
        "parts": 0,
        "not_before": now if lasting else due,
        "due_at": now if lasting else due,
        "settled_at": now if by else None,
        "reached_at": None,
        "superseded_by": by,
    }
    connection.execute(update(notices).where(notices.c.position == lost.position).values(again))


def _unask(connection: Connection, lost: Row[Any]) -> None:
    """Let a question that did not arrive wait for the voice that does take it there; no time to answer runs."""
    theirs = (open_questions.c.case == lost.case) & (open_questions.c.citizen == lost.citizen)
    asked = theirs & (open_questions.c.voice == lost.voice) & open_questions.c.closed_at.is_(None)
    if kind := QUESTIONS.get(lost.step):
        connection.execute(update(open_questions).where(asked, open_questions.c.kind == kind).values(voice=""))


def _known(connection: Connection, receipt: str) -> bool:
    known = (
        select(table.c.position).where(table.c.receipt == receipt, is_some(table.c.receipt)).limit(1)
        for table in (outbox, notices)
    )
    return any(connection.scalar(each) is not None for each in known)
