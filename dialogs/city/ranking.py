"""From which mark on a unit's work is called good, and from which one fair."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ranking:
    """Marks in percent."""

    good: int = 85
    fair: int = 75
    least: int = 5
    """With fewer answers that were due a unit is not ranked: chance would rank it."""
