"""Entries that change nothing about a case."""

from typing import Final

LOOKED_UP: Final = "looked-up"
"""Somebody asked who the reporter is."""
NO_NEWS: Final = frozenset({LOOKED_UP})
"""No backend is told of them."""
