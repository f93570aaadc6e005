"""Reading of free text: place, categories, danger and other paths by a city's words; and masking of personal data."""

from dialogs.reading.masking import mask
from dialogs.reading.reader import Reader, read, reader_of

__all__ = ["Reader", "mask", "read", "reader_of"]
