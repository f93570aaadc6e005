"""Entries that change nothing about a case."""

from typing import Final

from adapters.casebook.rules.lifecycle import Step

LOOKED_UP: Final = "looked-up"
"""Somebody asked who the reporter is."""
ERASED: Final = "erased"
"""What the case held of persons is gone, and its entries stay. Backends are told, for they hold it too."""
NO_NEWS: Final = frozenset({LOOKED_UP, Step.WARN})
"""No backend is told of them."""
