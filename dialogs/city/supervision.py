"""How a city watches over its cases."""

from dataclasses import dataclass

HALF_AN_HOUR = 30


@dataclass(frozen=True, slots=True)
class Supervision:
    """When somebody is told that time runs out, and what counts as a hard case."""

    warn_at: tuple[int, ...] = (50, 80, 100)
    """Per cent of a time, in rising order, the last one 100; then each working day."""
    digest_at: int = 8 * 60 + 30
    """Minute of the day at which officers get their list."""
    letter_days: int = 5
    """Working days in which a letter of supervision is answered."""
    backlog_times: int = 2
    """A case open for so many times its time is a backlog case."""
    backlog_reopened: int = 2
    """So is one reopened so often."""
    inspected: int = 5
    """Per cent of the cases closed in a day that are looked at a second time."""

    @property
    def late_at(self) -> int:
        """Minute of a working day at which what is late is told again: in time for the day's list."""
        return max(0, self.digest_at - HALF_AN_HOUR)
