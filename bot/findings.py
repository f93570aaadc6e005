"""What ``huiyin check`` tells: how much it matters, what of the program it is about, and what was found."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    OK = "ok"
    NOTE = "note"
    WARNING = "warning"
    """Serving starts, but something of it cannot work."""
    ERROR = "error"
    """Serving would fail."""


@dataclass(frozen=True, slots=True)
class Finding:
    level: Level
    part: str
    said: str
