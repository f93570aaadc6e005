"""Time and chance, passed in and never read."""

from datetime import UTC, datetime, timedelta, tzinfo
from typing import NewType, Protocol

Moment = NewType("Moment", int)
"""Microseconds since 1970-01-01 UTC."""

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

NEVER = Moment(0)
FOREVER = Moment(1 << 62)

FIRST_DAY = datetime.min.replace(tzinfo=UTC) + timedelta(days=1)
LAST_DAY = datetime.max.replace(tzinfo=UTC) - timedelta(days=1)


class Clock(Protocol):
    def now(self) -> Moment: ...


class Chance(Protocol):
    """Where ids, codes and jitter come from; secret enough for codes."""

    def token(self, size: int) -> str:
        """Draw ``size`` random bytes as URL-safe text."""

    def digits(self, count: int) -> str:
        """Draw ``count`` decimal digits."""

    def fraction(self) -> float:
        """Draw from [0, 1)."""


def civil(moment: Moment, zone: tzinfo) -> datetime:
    """Give the wall-clock time of a moment in a zone; what lies beyond the calendar is its first or last whole day."""
    try:
        return datetime.fromtimestamp(moment / SECOND, UTC).astimezone(zone)
    except (OverflowError, ValueError, OSError):
        # A record that holds such a moment is still read, and a day is left for zones and sums.
        return (FIRST_DAY if moment < NEVER else LAST_DAY).replace(tzinfo=zone)


def moment_of(when: datetime) -> Moment:
    """Give the moment of an aware datetime; a naive one is a ``ValueError``."""
    if when.tzinfo is None:
        raise ValueError(when)
    return Moment(round(when.timestamp() * SECOND))
