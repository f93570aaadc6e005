"""Entries that change nothing about a case."""

from typing import Final

from adapters.casebook.rules.lifecycle import Step

LOOKED_UP: Final = "looked-up"
"""Somebody asked who the reporter is."""
NO_NEWS: Final = frozenset({LOOKED_UP, Step.WARN})
"""No backend is told of them."""
