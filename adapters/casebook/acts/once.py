"""What staff did under which key: a repeated request finds what the first one did, another one is refused."""

import hashlib
from typing import Final

import msgspec
from sqlalchemy import select

from adapters.casebook.occasion import Occasion
from adapters.casebook.schema.acting import acted
from adapters.sql import upsert
from dialogs.facts.records import Bearer

SAID: Final = "staff said"
"""The index by which a repeated request is known."""


def first_time(occasion: Occasion, key: str, by: Bearer, number: str, what: object) -> bool | None:
    """Say whether this is done for the first time under the key; ``None`` where something else was done under it."""
    named = _digest(f"{by.token}\n{key}".encode())
    # Keyed, for what was said may be short enough to be guessed from a plain digest.
    digests = occasion.office.keyring.indices(SAID, msgspec.json.encode(what).decode())
    row = {"key": named, "token": by.token, "digest": digests[0], "case": number, "at": occasion.now}
    # Inserted before the act: whoever comes second waits here for the first one's end.
    if upsert(occasion.connection, acted, row, keys=("key",), update=()):
        return True
    kept = occasion.connection.scalar(select(acted.c.digest).where(acted.c.key == named))
    return False if kept is not None and bytes(kept) in digests else None


def number_under(occasion: Occasion, key: str, by: Bearer) -> str:
    """Name the case that something was done with under the key."""
    named = _digest(f"{by.token}\n{key}".encode())
    number: str = occasion.connection.execute(select(acted.c.case).where(acted.c.key == named)).scalar_one()
    return number


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()
