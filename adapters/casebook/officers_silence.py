"""A number that no officer was heard from for half a year may be somebody else's by now: its binding is over."""

from typing import Final

from sqlalchemy import RowMapping, bindparam, select, update

from adapters.casebook.occasion import Occasion
from adapters.casebook.officers import BOUND, HEARD_AT, is_silent, row_at
from adapters.casebook.officers_leaving import hand_on, leave
from adapters.casebook.people import REASSIGNED, SILENCE, STALE
from adapters.casebook.schema.officers import officers

AT_ONCE: Final = 10
"""How many cases of theirs one transaction hands on."""
SILENT: Final = (
    select(officers)
    .where(BOUND, officers.c.channel.in_(sorted(REASSIGNED)), bindparam("since") > HEARD_AT)
    .order_by(officers.c.id)
    .limit(1)
)
HEARD: Final = update(officers).where(officers.c.id == bindparam("of_id"), BOUND)


def is_to_be_noted(occasion: Occasion) -> bool:
    """Say whether an officer writes who was not heard today yet."""
    row = row_at(occasion)
    return row is not None and occasion.now - _heard_at(row) > STALE and not is_silent(row, occasion.now)


def note(occasion: Occasion) -> None:
    """Note that they were heard; who was silent for too long is nobody's officer and stays so."""
    row = row_at(occasion)
    if row is not None and not is_silent(row, occasion.now):
        occasion.connection.execute(HEARD, {"of_id": row["id"], "heard_at": occasion.now})


def any_due(occasion: Occasion) -> bool:
    return _silent(occasion) is not None


def end(occasion: Occasion) -> bool:
    """Hand on what one of them had signed for, a batch a transaction, and unbind them once nothing is left."""
    row = _silent(occasion, lock=True)
    if row is not None and not hand_on(occasion, row["id"], row["unit"], AT_ONCE):
        leave(occasion, row)
    return row is not None


def _silent(occasion: Occasion, *, lock: bool = False) -> RowMapping | None:
    found = SILENT.with_for_update(skip_locked=True) if lock else SILENT
    return occasion.connection.execute(found, {"since": occasion.now - SILENCE}).mappings().first()


def _heard_at(row: RowMapping) -> int:
    return int(row["heard_at"] or row["bound_at"])
