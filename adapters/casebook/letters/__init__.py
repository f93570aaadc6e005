"""Letters of supervision: where they are kept, and how they become documents."""

from adapters.casebook.letters.keeping import SqlLetters
from adapters.casebook.letters.press import LetterPress, can_print

__all__ = ["LetterPress", "SqlLetters", "can_print"]
