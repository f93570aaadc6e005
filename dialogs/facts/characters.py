"""Which characters of a text may stand: what orders a terminal or a reader about is dropped, or shown as what it is."""

from collections.abc import Iterator
from typing import Final
from unicodedata import combining

MOST_MARKS: Final = 30
"""Marks on one character, as Unicode's stream-safe format has it: to put them in order costs the square of them."""
_KEPT: Final = "\n\t"
_BREAKS: Final = dict.fromkeys("\r\v\f\x85\u2028\u2029", "\n")
"""What programs other than ours end a line with."""
_CONTROLS: Final = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in _KEPT]
"""C0 and C1: escape sequences begin with one of them, titles and clipboards are set by them."""
_FORCING: Final = [chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))]
"""What makes a stretch of text read another way than it is written, until it is ended."""
_TURNING: Final = [chr(code) for code in (0x061C, 0x200E, 0x200F, 0x2028, 0x2029)] + _FORCING
"""Breaks of lines and all that turns the direction, the marks too that scripts written from the right need."""
_DROPPED: Final = str.maketrans(dict.fromkeys(_CONTROLS, ""))
_PLAIN: Final = str.maketrans(dict.fromkeys([*_CONTROLS, *_FORCING], "") | _BREAKS)
_ESCAPED: Final = str.maketrans({each: f"\\u{ord(each):04x}" for each in (*_CONTROLS, *_TURNING)})


def without_controls(text: str) -> str:
    """Drop control characters but line breaks and tabs."""
    return text if text.isprintable() else text.translate(_DROPPED)


def without_heaps(text: str) -> str:
    """Drop the marks that are heaped on a character beyond all writing; most texts have none and stay the same object.

    Whoever compares texts folds them, and a message of marks alone would hold up all the others.
    """
    return text if text.isascii() or not any(map(combining, text)) else "".join(_sparing(text))


def _sparing(text: str) -> Iterator[str]:
    marks = 0
    for character in text:
        marks = marks + 1 if combining(character) else 0
        if marks <= MOST_MARKS:
            yield character


def official(text: str) -> str:
    """Give what an office says as everybody reads it alike: no controls, no forced direction, lines broken one way.

    A citizen's words are evidence and stay as they were turned; those of an office are not to look like others.
    """
    return text if text.isprintable() else text.replace("\r\n", "\n").translate(_PLAIN)


def escaped(text: str) -> str:
    """Write control characters, and what turns the direction, as JSON would: a backslash, u, four digits."""
    return text if text.isprintable() else text.translate(_ESCAPED)
