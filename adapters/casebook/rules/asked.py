"""What the platform asks of citizens."""

from typing import Final

RATING: Final = "rating"
ASK: Final = "ask"
