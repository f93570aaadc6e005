"""What the platform asks of citizens."""

from typing import Final

from adapters.casebook.rules.lifecycle import Step

RATING: Final = "rating"
ASK: Final = "ask"
QUESTIONS: Final = {Step.RESOLVE: RATING, Step.ASK: ASK}
"""What a step asks of the citizen."""
RATED_BY: Final = frozenset({Step.RESOLVE, "remind-rating"})
"""Notices in which the citizen is asked how it went."""
