"""One batch of what is due: each watch in a savepoint of its own, all in one transaction."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final, TypeAlias

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError

from adapters.casebook import drafts, officers_silence, watching
from adapters.casebook.entries import locked_case
from adapters.casebook.occasion import Occasion, Office
from adapters.casebook.rules.watch import RUNNING, Watch, Watched
from adapters.casebook.sweeping import digests, drawing, due, pauses, ratings, warning
from adapters.sql import Database, Row
from dialogs.facts.messages import Address
from dialogs.facts.moment import MINUTE, Clock, Moment

log = structlog.get_logger()

SWEEPER: Final = Address("system", "sweeper")
AGAIN_AFTER: Final = 5 * MINUTE
OF_ITS_ROWS: Final = (IntegrityError, DataError, ProgrammingError)
"""What the database has against one case must not keep the others waiting."""
Look: TypeAlias = Callable[[Occasion, Row, Watch], None]
LOOKS: Final[Mapping[Watched, Look]] = {
    **dict.fromkeys(RUNNING, warning.warn),
    Watched.PAUSE: pauses.end,
    Watched.REMIND: ratings.remind,
    Watched.CLOSE: ratings.close,
}
"""What is done when a watch is due, with the row of its case."""


class SqlSweeper:
    """Does what is due, in batches; any number of them may work at once."""

    def __init__(self, database: Database, office: Office, clock: Clock) -> None:
        self._database = database
        self._office = office
        self._clock = clock

    async def round(self) -> bool:
        """Do one batch; whether there may be more. Lists are made of what was found late before: they come after."""
        now = self._clock.now()
        for is_due, does in DUTIES:
            if await self._database.read(lambda connection, is_due=is_due: is_due(self._at(connection, now))):  # type: ignore[misc]
                return await self._database.write(lambda connection, does=does: does(self._at(connection, now)))  # type: ignore[misc]
        return False

    def _at(self, connection: Connection, now: Moment) -> Occasion:
        return Occasion(connection, self._office, SWEEPER, now)


def _sweep(occasion: Occasion) -> bool:
    claimed = due.claimed(occasion)
    for row in claimed:
        _look(occasion, row)
    return bool(claimed)


def _look(occasion: Occasion, row: Row) -> None:
    """Look at one; what goes wrong with it is tried again later and holds up nothing else."""
    number, watch = row["case"], watching.watch_of(row)
    try:
        with occasion.connection.begin_nested():
            case = locked_case(occasion.connection, number)
            if case is not None:
                LOOKS[watch.kind](occasion, case, watch)
    except Exception as error:
        if isinstance(error, DBAPIError) and not isinstance(error, OF_ITS_ROWS):
            raise  # the store's trouble is everybody's
        log.error("sweep", case=number, watch=watch.kind, error=type(error).__name__)  # noqa: TRY400  a trace may hold words
        later = replace(watch, at=Moment(occasion.now + AGAIN_AFTER))
        watching.move(occasion.connection, number, later)


DUTIES: Final[tuple[tuple[Callable[[Occasion], bool], Callable[[Occasion], bool]], ...]] = (
    (due.any_due, _sweep),
    (digests.any_due, digests.send),
    (drawing.any_due, drawing.draw),
    (drafts.any_due, drafts.settle),
    (officers_silence.any_due, officers_silence.end),
)
"""Whether there is something to do, and what does a batch of it."""
