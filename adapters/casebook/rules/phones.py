"""Which numbers an SMS reaches."""

from typing import Final

import phonenumbers
from phonenumbers import PhoneNumberType

MOBILE: Final = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE})


def is_mobile(number: str) -> bool:
    """Say whether a number (E.164) is one of a mobile phone; in some countries that cannot be told, and may be."""
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_number(parsed) and phonenumbers.number_type(parsed) in MOBILE
