"""Tells the admin that sending fails, and that messages wait too long: at most once an hour for each kind."""

from typing import Final, Protocol

import structlog

from bot.worker.rounds import Rounds
from dialogs.facts.errors import HuiyinError, SendError, Unkept
from dialogs.facts.moment import HOUR, MINUTE, Clock, Moment

log = structlog.get_logger()

LOOKS: Final = 60.0  # seconds between two looks at the age of what waits


class Late(HuiyinError):
    """Messages wait too long to be sent; see whether a worker runs."""


class AlarmBook(Protocol):
    """Where alarms are left. Raises ``Unkept``."""

    async def tell(self, kind: str, channel: str, detail: str = "") -> bool:
        """Leave an alarm unless the same was told within the hour, by whichever process."""

    async def oldest(self) -> Moment | None:
        """Give since when the oldest message that is due has been waiting."""


class Alarms:
    def __init__(self, book: AlarmBook, clock: Clock, *, oldest: int, every: float = LOOKS) -> None:
        """``oldest``: µs that a message may wait before the admin hears of it."""
        self._book = book
        self._clock = clock
        self._oldest = oldest
        self._rounds = Rounds(every)
        self._told: dict[tuple[str, str], Moment] = {}

    async def raised(self, channel: str, error: SendError) -> None:
        """Tell of an error that an operator has to mend."""
        await self._tell(error.alarm, channel, error.detail)

    async def run(self) -> None:
        """Look at the age of what waits, until ``stop``."""
        await self._rounds.run(self.look)

    def wake(self) -> None:
        """Look at once."""
        self._rounds.wake()

    def stop(self) -> None:
        self._rounds.stop()

    async def look(self) -> bool:
        if late := await self._late():
            await self._tell("late", "outbox", str(late))
        return False

    async def in_time(self) -> None:
        """Raise ``Late`` where messages wait too long, whoever sends them."""
        if late := await self._late():
            raise Late(f"{late} minutes")

    async def _late(self) -> int:
        """Give how many minutes the oldest message has waited; 0 where that is not too long."""
        since = await self._book.oldest()
        waited = self._clock.now() - since if since is not None else 0
        return waited // MINUTE if waited > self._oldest else 0

    async def _tell(self, kind: str, channel: str, detail: str) -> None:
        now = self._clock.now()
        if now - self._told.get((kind, channel), Moment(0)) < HOUR:
            return
        self._told[kind, channel] = now
        log.error("alarm", kind=kind, channel=channel, detail=detail)
        try:
            await self._book.tell(kind, channel, detail)
        except Unkept as error:
            log.warning("alarm", reason=error.detail)
