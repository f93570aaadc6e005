"""How reporters want to be known."""

import msgspec

from adapters.casebook import seals
from adapters.casebook.occasion import Occasion
from adapters.casebook.schema import reporters
from adapters.sealing import Keyring
from dialogs.facts.cases import Contact


def contact_of(occasion: Occasion, number: str, citizen: str, sealed: bytes) -> Contact:
    """Open the card that a reporter left with a case."""
    return contact_in(occasion.office.keyring, number, citizen, sealed)


def contact_in(keyring: Keyring, number: str, citizen: str, sealed: bytes) -> Contact:
    opened = seals.open_sealed(keyring, reporters.c.contact, sealed, number, citizen)
    return msgspec.json.decode(opened, type=Contact)
