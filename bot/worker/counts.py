"""What is counted of notices on their way."""

from typing import Final, Protocol


class Counts(Protocol):
    def notice_told(self, voice: str, outcome: str) -> None:
        """Count what became of one try of a notice, and by which rung; no rung where none may carry it."""

    def window_left(self, voice: str, messages: int) -> None:
        """Count how many messages a person's window had left when one of them was sent."""


class _NoCounts:
    def notice_told(self, voice: str, outcome: str) -> None:
        pass

    def window_left(self, voice: str, messages: int) -> None:
        pass


NO_COUNTS: Final = _NoCounts()
