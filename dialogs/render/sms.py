"""How many segments a text is as SMS (3GPP TS 23.038 and 23.040)."""

from collections.abc import Callable, Iterable
from enum import StrEnum

# The default alphabet; its escape code 0x1B stands for no character of its own.
GSM7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM7_EXTENSION = frozenset("\f^{}\\[~]|€")
LAST_OF_BMP = "\uffff"


class Encoding(StrEnum):
    GSM7 = "gsm-7"  # 160 septets, 153 a part
    UCS2 = "ucs-2"  # 70 UTF-16 units, 67 a part


def is_gsm7(text: str) -> bool:
    return GSM7.issuperset(set(text) - GSM7_EXTENSION)


def encoding(text: str) -> Encoding:
    """One character outside GSM-7 makes the whole text UCS-2."""
    return Encoding.GSM7 if is_gsm7(text) else Encoding.UCS2


def segments(text: str, signature: str = "") -> int:
    """Count the segments of a text with the signature that the carrier puts before it; of nothing, 0."""
    whole = signature + text
    if is_gsm7(whole):
        return _parts(whole, GSM7_EXTENSION.__contains__, single=160, part=153)
    return _parts(whole, LAST_OF_BMP.__lt__, single=70, part=67)


def _parts(text: str, wide: Callable[[str], bool], *, single: int, part: int) -> int:
    """Count the parts; a wide character (an escape, a surrogate pair) takes two places and is never split."""
    length = len(text) + sum(map(wide, text))
    if length <= single:
        return 1 if text else 0
    if length == len(text):
        return -(-length // part)
    return _packed((2 if wide(char) else 1 for char in text), part)


def _packed(widths: Iterable[int], part: int) -> int:
    count, room = 0, 0
    for width in widths:
        if width > room:
            count, room = count + 1, part
        room -= width
    return count
