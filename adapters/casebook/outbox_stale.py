"""What is no news any more: a notice whose case has moved on since."""

from collections.abc import Collection
from typing import Final

from sqlalchemy import Connection, bindparam, select

from adapters.casebook.rules.notices import telling_of
from adapters.casebook.schema import notices

_LATER: Final = notices.alias("later")
FOLLOWING: Final = (
    select(notices.c.position, notices.c.step, _LATER.c.position.label("by"), _LATER.c.step.label("later"))
    .join(_LATER, (_LATER.c.line == notices.c.line) & (_LATER.c.position > notices.c.position))
    .where(notices.c.position.in_(bindparam("positions", expanding=True)))
    .order_by(_LATER.c.position)
)


def newer(connection: Connection, positions: Collection[int]) -> dict[int, int]:
    """Pair each of these notices that a newer one of its line has made stale with the newest such.

    To be asked wherever a notice that had left its line goes back into it: what became of the newer one does not
    matter, for the older one is not true any more.
    """
    if not positions:
        return {}
    rows = connection.execute(FOLLOWING, {"positions": list(positions)})
    return {row.position: row.by for row in rows if row.step in telling_of(row.later).stale}
