"""Figures that are written in digits, in Han numerals or in both: 3000, 三千五, 3万; and what is only a part of one."""

import re
from typing import Final

DIGITS: Final = {**{each: at for at, each in enumerate("零一二三四五六七八九")}, "〇": 0, "两": 2, "兩": 2}
UNITS: Final = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "萬": 10_000}
MYRIAD: Final = 10_000
MOST_DIGITS: Final = 6
HAN: Final = frozenset("".join((*DIGITS, *UNITS)) + "几幾")
_TENS: Final = re.compile(r"\b(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)(?: and)?[ -]$")
LONGEST_TENS: Final = len(" thousand and ")
_SPELT: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_ONES: Final = re.compile(rf"(?:{'|'.join(_SPELT)})\b")
_FIGURE = re.compile(rf"(?:\d+(?:,\d{{3}})*|[{''.join(DIGITS)}{''.join(UNITS)}])+")


def figures_in(text: str) -> tuple[int, ...]:
    """Give the figures of a folded text that are short enough to be meant as such; where there are none, words."""
    found = [_value(match[0].replace(",", "")) for match in _FIGURE.finditer(text)]
    return tuple(figure for figure in found if len(str(figure)) <= MOST_DIGITS) if found else _spelt(text)


def _spelt(text: str) -> tuple[int, ...]:
    """Give what is spelt out in English and is not a part of a number: three days, but not twenty-three."""
    found = [each for each in _ONES.finditer(text) if not text[: each.start()][-1:].isalpha()]
    if any(_TENS.search(text[: each.start()]) for each in found):
        return ()
    return tuple(_SPELT.index(each[0]) + 1 for each in found)


def is_cut(text: str, start: int, end: int) -> bool:
    """Say whether a stretch of a folded text begins or ends inside a number or an ordinal: 一盏 of 十一盏, 第一盏."""
    before = text[max(0, start - 1) : start]
    if _is_numeral(text[start : start + 1]) and (before == "第" or _is_numeral(before)):
        return True
    if _ONES.match(text, start) and _TENS.search(text[max(0, start - LONGEST_TENS) : start]):
        return True
    return _is_numeral(text[end - 1 : end]) and _is_numeral(text[end : end + 1])


def is_number(word: str) -> bool:
    """Say whether a folded word is nothing but a number: 2, 三, two."""
    return bool(word) and (all(map(_is_numeral, word)) or bool(_ONES.fullmatch(word)))


def _is_numeral(character: str) -> bool:
    return character in HAN or character.isdigit()


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
