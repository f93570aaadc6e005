"""What an act or a look-up happens with: the transaction, who, when, and what is passed in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import Any, Final

import msgspec
from sqlalchemy import Column, Connection

from adapters.casebook import seals
from adapters.sealing import Keyring
from dialogs.city import City
from dialogs.facts.messages import Address
from dialogs.facts.moment import Chance, Moment

MOST_FILINGS: Final = 20  # of one citizen within a day


@dataclass(frozen=True, slots=True)
class Office:
    """Where the casebook is kept: what stays the same from one act to the next."""

    keyring: Keyring
    city: Callable[[], City]
    chance: Chance
    zone: tzinfo
    tell: Callable[[str, str, Mapping[str, str]], str]
    """Words from the catalogue: key, language, values."""
    backends: tuple[str, ...] = ()
    """Names of the outside backends that are told of each change of a case."""
    robots: frozenset[str] = frozenset()
    """Units whose group robot says what is new and what is late."""
    filings: int = MOST_FILINGS
    """How many cases one citizen may file within 24 hours."""


@dataclass(frozen=True, slots=True)
class Occasion:
    connection: Connection = field(repr=False)
    office: Office = field(repr=False)
    who: Address
    now: Moment

    def seal(self, column: Column[Any], text: str, *row: object) -> bytes:
        return seals.seal(self.office.keyring, column, text, *row)

    def open(self, column: Column[Any], sealed: bytes, *row: object) -> str:
        return seals.open_sealed(self.office.keyring, column, sealed, *row)


def codes_text(codes: Mapping[str, Any]) -> str:
    """Give codes as they are stored: JSON with sorted keys."""
    return msgspec.json.encode(codes, order="sorted").decode()
