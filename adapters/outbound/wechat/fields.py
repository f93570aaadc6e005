"""The fields of a template: each name says what fits it, and what does not fit is cut or left out, never refused.

Sources: the field types at developers.weixin.qq.com/doc/service/api/notify; a wrong one is errcode 47003.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

NAME: Final = re.compile(r"([a-z_]+?)([0-9]{0,2})(?:\.DATA)?")
HAN: Final = re.compile(r"[^\u4e00-\u9fff]")
_LINES: Final = re.compile(r"\s+")
_WORD: Final = re.compile(r"[^\x21-\x7e]")
_FIGURES: Final = re.compile(r"[^0-9]")
EMPTY: Final[Mapping[str, str]] = {"phrase": "无", "number": "0", "amount": "0", "letter": "X"}
"""What stands where there is nothing to say, by kind; WeChat takes no empty field. All others: a dash."""


def _cut(longest: int) -> Callable[[str], str]:
    def cut(text: str) -> str:
        line = _LINES.sub(" ", text).strip()
        return line if len(line) <= longest else line[: longest - 1] + "…"

    return cut


def _kept(forbidden: re.Pattern[str], longest: int) -> Callable[[str], str]:
    return lambda text: forbidden.sub("", text)[:longest]


def _date(text: str) -> str:
    return text.partition(" ")[0]


def _as_it_is(text: str) -> str:
    return text


KINDS: Final[Mapping[str, Callable[[str], str]]] = {
    "thing": _cut(20),
    "short_thing": _cut(10),
    "const": _cut(20),
    "name": _cut(10),
    "phrase": _kept(HAN, 5),
    "character_string": _kept(_WORD, 32),
    "letter": _kept(re.compile(r"[^A-Za-z]"), 32),
    "number": _kept(_FIGURES, 32),
    "symbol": _cut(5),
    "phone_number": _kept(re.compile(r"[^0-9+-]"), 17),
    "amount": _cut(10),
    "time": _as_it_is,
    "date": _date,
    "keyword": _cut(200),
}
"""How a text is made to fit a kind of field; ``keyword`` is that of the old templates."""


def kind_of(field: str) -> str:
    """Give the kind of a field by its name, as ``thing`` of ``thing4``; nothing for a name that WeChat knows not."""
    named = NAME.fullmatch(field)
    return named[1] if named and named[1] in KINDS else ""


def fitted(field: str, text: str) -> str:
    """Make a text fit its field."""
    kind = kind_of(field)
    return KINDS[kind](text) or EMPTY.get(kind, "-")
