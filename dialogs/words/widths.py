"""How many characters each variable of the catalogues may take, so that every prompt fits two SMS."""

from collections.abc import Mapping
from typing import Final

SEGMENTS_OF_A_PROMPT: Final = 2
SHOWN_ON_SMS: Final = (60, 45, 30, 18, 9)
"""How many characters of a citizen's own words a text may show: as many of them as leave it within two SMS."""

WIDTHS: Final[Mapping[str, tuple[int, int]]] = {
    # variable: in Chinese, in English
    "number": (12, 12),
    "into": (12, 12),
    "code": (6, 6),
    "tail": (5, 5),
    "value": (6, 32),
    "days": (2, 2),
    "photos": (1, 1),
    "reporters": (3, 3),
    "area": (6, 24),
    "street": (6, 24),
    "place": (20, 40),
    "page": (60, 60),
    "category": (9, 31),
    "group": (8, 31),
    "label": (8, 24),
    "unit": (11, 36),
    "hotline": (8, 8),
    "hours": (14, 24),
    "name": (8, 28),
    "address": (62, 160),
    "count": (3, 3),
    "late": (3, 3),
    "share": (3, 3),
    "phone": (14, 14),
    "line": (62, 160),
    "channel": (8, 8),
    "detail": (24, 24),
    "choice": (10, 23),
    "told": (10, 23),
    "step": (20, 20),
    "act": (4, 20),
}
"""What the city names with a code stays within these; ``label`` is what a question is called on a card."""


def width(name: str, language: str) -> int:
    return WIDTHS[name][0 if language.startswith("zh") else 1]
