"""Taking out of a text what tells who a person is; what remains may be searched and shown to units."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import TypeAlias

import phonenumbers

MASK = "***"
CASE_NUMBER = re.compile(r"(?<![\d+])[2-9]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{6}(?!\d)")
"""Twelve digits that begin with a day: what a citizen may quote, and no phone of these parts."""
CUE_REACH = 20
REGION = "CN"
"""For numbers without a country code; those of Hong Kong, Macao and Taiwan have the patterns below."""

Span: TypeAlias = tuple[int, int]

_DIGIT_WORDS = {
    **{char: str(value) for value, char in enumerate("零一二三四五六七八九")},
    "〇": "0",
    "幺": "1",
    "两": "2",
}
_DIGIT_WORDS |= {"壹": "1", "贰": "2", "叁": "3", "肆": "4", "伍": "5", "陆": "6", "柒": "7", "捌": "8", "玖": "9"}
_SEPARATOR = r"[\s\-‐‑‒–—―－.·・_/\u200b-\u200d\u2060\ufeff]{0,2}"
_DIGIT = re.compile(r"\d")
_MANY = re.compile(rf"(?<!\d)\d(?:{_SEPARATOR}\d){{12,}}(?:{_SEPARATOR}[Xx]|(?!\d))")
_TWELVE = re.compile(r"(?<!\d)\d{12}(?!\d)")
_MOBILE = re.compile(rf"(?<!\d)(?:(?:\+|00)?86{_SEPARATOR})?1{_SEPARATOR}[3-9](?:{_SEPARATOR}\d){{9}}(?!\d)")
_LANDLINE = re.compile(
    rf"(?<!\d)[(（]?0\d{{2,3}}[)）]?{_SEPARATOR}[2-9](?:{_SEPARATOR}\d){{6,7}}(?:(?:{_SEPARATOR}|转|轉)\d{{1,5}})?(?!\d)"
)
_LOCAL = re.compile(rf"(?<!\d)[2-9]\d{{2,3}}{_SEPARATOR}\d{{4}}(?!\d)")
_LIKE_A_NUMBER = re.compile(rf"[+(（]?\d(?:[()（）]?{_SEPARATOR}[()（）]?\d){{6,19}}")
"""What phonenumbers may look at; each costs it a quarter of a millisecond."""
SHORTEST = 7
"""Digits of a whole number: with fewer in all of a text, phonenumbers need not look at it."""
MOST_LOOKED_AT = 30
"""Numbers of a text that are looked at one by one; so many in one message are no story, and the rest goes unread."""
_CALLED = re.compile(
    r"(?:电话|電話|手机|手機|座机|座機|致电|致電|联系|聯絡|聯繫|号码|號碼|打给|打給|tel|phone|call|mobile|contact)[^\d\n]{0,8}$"
)
_LETTERED = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"  # e-mail
    r"|(?<![\w-])o[\w-]{27}(?![\w-])"  # an openid of WeChat
    r"|(?<![a-z0-9])[a-z]{1,2}\d{6} ?\([\da]\)"  # an identity card of Hong Kong, of Macao without letter
    r"|(?<![a-z0-9])[a-z][12]\d{8}(?![a-z0-9])"  # of Taiwan
    r"|(?<![a-z0-9])(?:[egd][a-z]?\d{8}|[hm]\d{8,10})(?![a-z0-9])",  # a passport or a permit to travel
    re.ASCII | re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"(?:微信|wechat|weixin|wx|qq)(?:号|號|id)?(?:是|为|為|[:：\s])*([a-z][\w-]{5,19}|[1-9]\d{4,11})(?![\w])",
    re.ASCII | re.IGNORECASE,
)


def mask(text: str) -> str:
    """Put ``***`` for phones, identity and bank cards, e-mail and account names; case numbers stay readable."""
    said = []
    end = 0
    for start, stop in _merged(_personal(text)):
        said += [text[end:start], MASK]
        end = stop
    return "".join((*said, text[end:]))


def _personal(text: str) -> Iterator[Span]:
    plain = CASE_NUMBER.sub("#" * 12, "".join(map(_digit, text)))
    # Twelve digits and more are a card or an account, whatever else they may be.
    yield from (match.span() for pattern in (_MANY, _TWELVE) for match in pattern.finditer(plain))
    yield from _phones(plain)
    yield from (match.span() for match in _LETTERED.finditer(plain))
    yield from (match.span(1) for match in _ACCOUNT.finditer(plain))
    spoken = "".join(_DIGIT_WORDS.get(char, char) for char in plain)
    yield from (match.span() for pattern in (_MOBILE, _MANY) for match in pattern.finditer(spoken))


@lru_cache(maxsize=8192)
def _digit(char: str) -> str:
    """Give one character for one, so that positions stay true."""
    value = unicodedata.digit(char, None)
    if value is not None:
        return str(value)
    folded = unicodedata.normalize("NFKC", char)
    return folded if len(folded) == 1 else char


def _phones(plain: str) -> Iterator[Span]:
    yield from (match.span() for match in _MOBILE.finditer(plain))
    yield from (match.span() for match in _LANDLINE.finditer(plain))
    for match in _LOCAL.finditer(plain):
        if _CALLED.search(plain, max(0, match.start() - CUE_REACH), match.start()) or (
            match[0].isdigit() and not _is_date(match[0])
        ):
            yield match.span()
    if len(_DIGIT.findall(plain)) < SHORTEST:
        return
    like_numbers = list(_LIKE_A_NUMBER.finditer(plain))
    rest = like_numbers[MOST_LOOKED_AT:]
    for found in phonenumbers.PhoneNumberMatcher(plain[: rest[0].start()] if rest else plain, REGION):
        if not _is_date(found.raw_string):
            yield found.start, found.end
    yield from (match.span() for match in rest if not _is_date(match[0]))


def _is_date(digits: str) -> bool:
    """Say whether digits are a day: 20260102, 2026-01-02, or so short that they are rather an amount."""
    only = "".join(char for char in digits if char.isdigit())
    if len(only) != len("20260102"):
        return len(only) < len("20260102")
    try:
        date.fromisoformat(f"{only[:4]}-{only[4:6]}-{only[6:]}")
    except ValueError:
        return False
    return True


def _merged(spans: Iterator[Span]) -> Iterator[Span]:
    """Join spans that overlap."""
    begun: Span | None = None
    for start, stop in sorted(spans):
        if begun and start <= begun[1]:
            begun = (begun[0], max(begun[1], stop))
            continue
        if begun:
            yield begun
        begun = (start, stop)
    if begun:
        yield begun
