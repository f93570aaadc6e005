"""Phone numbers as the gateways write them."""

import re
from functools import lru_cache

import phonenumbers

DIALLED = re.compile(r"\+?[0-9]{3,17}")  # the library would find a number in a sentence, too


@lru_cache(
    maxsize=4096
)  # people write several messages in a row, and parsing one costs as much as the rest of the door
def e164(number: str, region: str | None = None) -> str:
    """Give the international form, ``region`` being where a national number is dialled; no number is a ``ValueError``.

    A possible number is enough: the ranges in use grow faster than any table of them.
    """
    if not DIALLED.fullmatch(number):
        raise ValueError
    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        raise ValueError from None  # its message would quote the number
    if not phonenumbers.is_possible_number(parsed):
        raise ValueError
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
