"""What is dropped once nobody needs it any more."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import structlog

from bot.worker.rounds import Rounds
from dialogs.facts.errors import Unkept
from dialogs.facts.moment import HOUR, SECOND, Clock, Moment

log = structlog.get_logger()

EVERY = HOUR // SECOND  # seconds


@dataclass(frozen=True, slots=True)
class Chore:
    """Drops, in bounded batches, what is older than ``keep`` (µs); it says how many went."""

    keep: int
    drop: Callable[[Moment], Awaitable[int]]


class Housekeeping:
    """Does each chore every hour until stopped."""

    def __init__(self, chores: Sequence[Chore], clock: Clock, *, every: float = EVERY) -> None:
        self._chores = tuple(chores)
        self._clock = clock
        self._rounds = Rounds(every)

    async def run(self) -> None:
        await self._rounds.run(self._round)

    def wake(self) -> None:
        self._rounds.wake()

    def stop(self) -> None:
        self._rounds.stop()

    async def _round(self) -> bool:
        """Do one batch of each chore; while there was anything to drop there may be more."""
        dropped = [await self._done(chore) for chore in self._chores]
        return any(dropped)

    async def _done(self, chore: Chore) -> int:
        """Do it; one that cannot be done keeps none of the others from being done."""
        try:
            return await chore.drop(Moment(self._clock.now() - chore.keep))
        except Unkept as error:
            log.warning("chore", reason=error.detail)
        except Exception:
            log.exception("chore")
        return 0
