"""Reading a figure that is written in digits, in Han numerals or in both: 3000, 三千五, 3万."""

import re
from typing import Final

DIGITS: Final = {**{each: at for at, each in enumerate("零一二三四五六七八九")}, "〇": 0, "两": 2, "兩": 2}
UNITS: Final = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "萬": 10_000}
MYRIAD: Final = 10_000
MOST_DIGITS: Final = 6
_FIGURE = re.compile(rf"(?:\d+(?:,\d{{3}})*|[{''.join(DIGITS)}{''.join(UNITS)}])+")


def figures_in(text: str) -> tuple[int, ...]:
    """Give the figures of a folded text that are short enough to be meant as such."""
    found = (_value(match[0].replace(",", "")) for match in _FIGURE.finditer(text))
    return tuple(figure for figure in found if len(str(figure)) <= MOST_DIGITS)


def _value(written: str) -> int:
    """Add up parts such as 三 千 五 百; a last digit behind 百, 千 or 万 counts tenths of it: 三千五 is 3500."""
    whole = part = figure = 0
    unit = 1
    for piece in re.findall(r"\d+|\D", written):
        if (multiple := UNITS.get(piece)) is None:
            figure, unit = _behind(figure, piece), 1 if piece in "零〇" else unit
        elif multiple == MYRIAD:
            whole, part, figure, unit = (whole + (part + figure or 1) * MYRIAD), 0, 0, MYRIAD
        else:
            part, figure, unit = part + (figure or 1) * multiple, 0, multiple
    return whole + part + figure * (unit // 10 if unit > 10 and figure < 10 else 1)  # noqa: PLR2004 - tens


def _behind(figure: int, piece: str) -> int:
    """Read digits that follow each other: 一二〇 is 120."""
    return figure * 10 + DIGITS[piece] if piece in DIGITS else int(piece)
