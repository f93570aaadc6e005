"""Asks an outside backend what it did, again and again."""

from typing import Protocol

import structlog

from bot.delivery import name_of
from bot.worker.rounds import Rounds
from dialogs.facts.errors import SendError

log = structlog.get_logger()

IDLE = 30.0  # seconds


class Follower(Protocol):
    async def round(self) -> bool:
        """Ask once; whether there may be more. Raises ``SendError``."""


class BackendWorker:
    def __init__(self, follower: Follower, idle: float = IDLE) -> None:
        self._follower = follower
        self._rounds = Rounds(idle)

    async def run(self) -> None:
        """Ask until ``stop``."""
        await self._rounds.run(self._ask)

    def wake(self) -> None:
        self._rounds.wake()

    def stop(self) -> None:
        self._rounds.stop()

    async def _ask(self) -> bool:
        try:
            return await self._follower.round()
        except SendError as error:
            log.warning("backend", error=name_of(error))
            return False
