"""What is due now."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import RowMapping, select

from adapters.casebook.occasion import Occasion
from adapters.casebook.schema.cases import cases
from adapters.casebook.schema.watching import watches

BATCH: Final = 10
"""Watches in one transaction: some 30 ms on the writer of a SQLite file."""


def any_due(occasion: Occasion) -> bool:
    found = select(watches.c.case).where(watches.c.at <= occasion.now).limit(1)
    return occasion.connection.execute(found).first() is not None


def claimed(occasion: Occasion) -> Sequence[RowMapping]:
    """Lock the watches that are due, oldest first, each with its case.

    Both are locked: a case that somebody acts on is left for the next round, and who locks a watch after another
    sweeper let go of it finds it moved. Nobody waits for a lock, so nobody can wait in a circle.
    """
    found = select(watches).join(cases, cases.c.number == watches.c.case).where(watches.c.at <= occasion.now)
    oldest = found.order_by(watches.c.at).limit(BATCH).with_for_update(of=(watches, cases), skip_locked=True)
    return occasion.connection.execute(oldest).mappings().all()
