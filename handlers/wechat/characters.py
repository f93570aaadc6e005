"""Which characters may stand in a text on the wire."""

import re

# What XML 1.0 forbids: JSON can spell it, and one such character makes a whole answer unreadable.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def legal(text: str) -> str:
    """Drop the characters that no XML document may hold."""
    return _ILLEGAL.sub("", text)


def cdata(text: str) -> str:
    """Wrap a text so that nothing in it can end the section before its end."""
    return f"<![CDATA[{legal(text).replace(']]>', ']]]]><![CDATA[>')}]]>"
