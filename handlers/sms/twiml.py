"""TwiML by hand: the SDK's builder costs 12 µs an answer."""

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape

# What XML 1.0 allows in no form, escaped or not; a carriage return would come back as a line feed.
FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SILENCE = '<?xml version="1.0" encoding="UTF-8"?><Response/>'


def twiml(parts: Iterable[str]) -> str:
    """One message a part, in order; without parts a defined silence."""
    messages = "".join(f"<Message>{escape(FORBIDDEN.sub('', part))}</Message>" for part in parts)
    return SILENCE if not messages else f"{SILENCE.removesuffix('<Response/>')}<Response>{messages}</Response>"
