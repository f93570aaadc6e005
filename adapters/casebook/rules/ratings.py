"""How citizens rate the handling of their case."""

from typing import Final

VALUES: Final = ("satisfied", "acceptable", "dissatisfied", "unsolved")
"""From best to worst; a citizen presses 1 to 4."""
BAD: Final = frozenset(VALUES[2:])
"""What the unit is told of, and who gave it may have the case handled again."""
