"""Knows who is blocked, without asking the database at each message."""

from typing import Final, Protocol, final

import structlog

from bot.worker.rounds import Rounds
from dialogs.desk.around import Bounds
from dialogs.facts.errors import Unkept
from dialogs.facts.messages import Address

log = structlog.get_logger()

EVERY: Final = 10.0  # seconds until a block set elsewhere is known here


class Blocks(Protocol):
    async def identities(self) -> frozenset[bytes]: ...

    def marks(self, who: Address) -> tuple[bytes, ...]: ...


@final
class Guard:
    """``bounds`` costs a turn nothing while nobody is blocked, and a digest while somebody is."""

    def __init__(self, blocks: Blocks, messages: int, *, every: float = EVERY) -> None:
        """``messages``: how many of one identity are taken in a minute."""
        self._blocks = blocks
        self._known: frozenset[bytes] = frozenset()
        self._free, self._shut = Bounds(messages), Bounds(messages, blocked=True)
        self._rounds = Rounds(every)

    def bounds(self, who: Address) -> Bounds:
        shut = self._known and any(mark in self._known for mark in self._blocks.marks(who))
        return self._shut if shut else self._free

    async def run(self) -> None:
        """Ask every now and then until ``stop``."""
        await self._rounds.run(self.look)

    def wake(self) -> None:
        """Ask at once."""
        self._rounds.wake()

    def stop(self) -> None:
        self._rounds.stop()

    async def look(self) -> bool:
        """Ask once; while the database is down, what was known stays."""
        try:
            self._known = await self._blocks.identities()
        except Unkept as error:
            log.warning("blocks", error=error.detail)
        return False
