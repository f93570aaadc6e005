"""How reporters want to be known."""

import msgspec

from adapters.casebook.occasion import Occasion
from adapters.casebook.schema import reporters
from dialogs.facts.cases import Contact


def contact_of(occasion: Occasion, number: str, citizen: str, sealed: bytes) -> Contact:
    """Open the card that a reporter left with a case."""
    return msgspec.json.decode(occasion.open(reporters.c.contact, sealed, number, citizen), type=Contact)
