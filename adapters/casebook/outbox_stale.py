"""What is no news any more: a notice whose case has moved on since."""

from collections.abc import Collection
from typing import Final

from sqlalchemy import Connection, bindparam, select

from adapters.casebook.rules.notices import telling_of
from adapters.casebook.schema import notices
from adapters.sql import Statement

_LATER: Final = notices.alias("later")
_SAME_LINE: Final = (_LATER.c.line == notices.c.line) & (_LATER.c.position > notices.c.position)


_FOLLOWING: Final = (
    select(notices.c.position, notices.c.step, _LATER.c.position, _LATER.c.step)
    .where(notices.c.position.in_(bindparam("positions", expanding=True)))
    .order_by(_LATER.c.position)
)
OF_CITIZENS: Final = Statement(_FOLLOWING.join(_LATER, _SAME_LINE & (_LATER.c.citizen == notices.c.citizen)))
OF_OTHERS: Final = Statement(
    _FOLLOWING.join(_LATER, _SAME_LINE & (_LATER.c.case == notices.c.case)).where(notices.c.citizen.is_(None))
)
"""A case has few notices to officers; to the citizens of a large one it may have thousands."""


def newer(connection: Connection, positions: Collection[int]) -> dict[int, int]:
    """Pair each of these notices that a newer one of its line has made stale with the newest such.

    To be asked wherever a notice that had left its line goes back into it: what became of the newer one does not
    matter, for the older one is not true any more.
    """
    if not positions:
        return {}
    given = {"positions": list(positions)}
    rows = (*OF_CITIZENS.tuples(connection, given), *OF_OTHERS.tuples(connection, given))
    return {position: by for position, step, by, later in rows if step in telling_of(later).stale}
