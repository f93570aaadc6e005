"""Which characters of a text may stand: what orders a terminal or a reader about is dropped, or shown as what it is."""

from typing import Final

_KEPT: Final = "\n\t"
_CONTROLS: Final = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in _KEPT]
"""C0 and C1: escape sequences begin with one of them, titles and clipboards are set by them."""
_TURNING: Final = [chr(code) for code in (0x061C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A))]
"""Breaks of lines, and what makes a line read another way than it is written."""
_DROPPED: Final = str.maketrans(dict.fromkeys(_CONTROLS, ""))
_ESCAPED: Final = str.maketrans({each: f"\\u{ord(each):04x}" for each in (*_CONTROLS, *_TURNING)})


def without_controls(text: str) -> str:
    """Drop control characters but line breaks and tabs."""
    return text if text.isprintable() else text.translate(_DROPPED)


def escaped(text: str) -> str:
    """Write control characters, and what turns the direction, as JSON would: a backslash, u, four digits."""
    return text if text.isprintable() else text.translate(_ESCAPED)
