"""Supervision by the clock: what is due is done, again and again."""

from typing import Protocol

from bot.worker.rounds import Rounds

IDLE = 5.0  # seconds between two looks while nothing is due


class Sweeper(Protocol):
    async def round(self) -> bool:
        """Do one batch of what is due; whether there may be more."""


class Sweeping:
    """Sweeps until stopped; any number of processes may."""

    def __init__(self, sweeper: Sweeper, idle: float = IDLE) -> None:
        self._sweeper = sweeper
        self._rounds = Rounds(idle)

    async def run(self) -> None:
        await self._rounds.run(self.round)

    async def round(self) -> bool:
        """Do one batch of what is due; whether there may be more."""
        return await self._sweeper.round()

    def wake(self) -> None:
        """Look at once: the clock was turned, or something moved."""
        self._rounds.wake()

    def stop(self) -> None:
        self._rounds.stop()
