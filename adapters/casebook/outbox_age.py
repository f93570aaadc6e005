"""For how long what is to leave has not left: neither tries that fail nor what waits on purpose counts as leaving."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Connection, Select, and_, exists, func, select

from adapters.casebook.rules.notices import WAITING
from adapters.casebook.schema import notices, outbox
from adapters.casebook.schema.notices import in_state
from dialogs.facts.moment import Moment

_EARLIER: Final = notices.alias("earlier")
_BEHIND: Final = exists().where(
    and_(_EARLIER.c.line == notices.c.line, in_state(_EARLIER, WAITING), _EARLIER.c.position < notices.c.position)
)
"""What waits behind another one of its line is as old as that one, which may wait on purpose."""


def oldest(connection: Connection, now: Moment) -> Mapping[str, Moment]:
    """Give since when the oldest is due, by what it is: replies, notices; nothing of what has nothing due."""
    queries: dict[str, Select[Any]] = {
        "replies": select(func.min(outbox.c.put_at)).where(outbox.c.state == WAITING),
        "notices": select(func.min(notices.c.due_at)).where(
            in_state(notices, WAITING), notices.c.due_at <= now, ~_BEHIND
        ),
    }
    found = {what: connection.scalar(query) for what, query in queries.items()}
    return {what: since for what, since in found.items() if since is not None}
