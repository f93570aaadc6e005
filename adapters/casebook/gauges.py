"""How much there is of what an operator watches, read by index."""

from dataclasses import dataclass
from typing import Any, Final, final

from sqlalchemy import Connection, Select, Table, func, select

from adapters.casebook.outbox_age import oldest
from adapters.casebook.rules.lifecycle import DueTime
from adapters.casebook.schema import cases, outbox
from adapters.casebook.schema.notices import notices, undone
from adapters.casebook.schema.watching import watches
from adapters.sql import Database
from dialogs.facts.cases import OPEN
from dialogs.facts.moment import DAY, Clock, Moment

UNSETTLED: Final = ("waiting", "held", "dead")


@dataclass(frozen=True, slots=True)
class Gauges:
    """``waiting`` and ``oldest`` (µs that the oldest due one has waited) by what waits: replies, notices.

    ``states`` counts notices and replies that are not settled, by (what, state); ``overdue`` and ``due`` (within a
    day) count open cases by the time that runs out: accept_by, sign_by, reply_by.
    """

    states: dict[tuple[str, str], int]
    oldest: dict[str, int]
    open_cases: int
    overdue: dict[str, int]
    due: dict[str, int]


@final
class SqlGauges:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def read(self) -> Gauges:
        """Count everything on one view."""
        now = self._clock.now()
        return await self._database.read(lambda connection: _gauges(connection, now))


def _gauges(connection: Connection, now: Moment) -> Gauges:
    queues = {"replies": outbox, "notices": notices}
    states = {(what, state): 0 for what in queues for state in UNSETTLED}
    waited, since = {}, oldest(connection, now)
    for what, table in queues.items():
        states |= {(what, row[0]): row[1] for row in connection.execute(_unsettled(table))}
        waited[what] = now - since[what] if what in since else 0
    open_cases = select(func.count()).where(cases.c.status.in_(sorted(OPEN)))
    return Gauges(
        states,
        waited,
        connection.scalar(open_cases) or 0,
        _running_out(connection, Moment(0), now),
        _running_out(connection, now, Moment(now + DAY)),
    )


def _unsettled(table: Table) -> Select[Any]:
    unsettled = undone(table) & table.c.state.in_(UNSETTLED)
    return select(table.c.state, func.count()).where(unsettled).group_by(table.c.state)


def _running_out(connection: Connection, after: Moment, until: Moment) -> dict[str, int]:
    times = [str(time) for time in DueTime]
    within = (watches.c.kind.in_(times), watches.c.due >= after, watches.c.due < until)
    counted = select(watches.c.kind, func.count()).where(*within).group_by(watches.c.kind)
    return dict.fromkeys(times, 0) | {row[0]: row[1] for row in connection.execute(counted)}
