"""What was said in an entry: sealed beside it, with the salt of its digest, and erased together with it."""

from typing import Final, NamedTuple

import structlog
from sqlalchemy import insert, select

from adapters.casebook import seals
from adapters.casebook.occasion import Occasion
from adapters.casebook.rules import chain
from adapters.casebook.schema import timeline, words
from adapters.sealing import Keyring
from adapters.sql import Statement
from dialogs.facts.errors import UnreadableSeal

log = structlog.get_logger()

UNREADABLE: Final = "[unreadable]"
"""Stands for words that no key opens any more."""

KEPT: Final = Statement(insert(words))


class Said(NamedTuple):
    """The words of an entry, sealed, and their digest; without words there is neither."""

    digest: bytes = b""
    sealed: bytes = b""


def sealed(occasion: Occasion, number: str, seq: int, said: str) -> Said:
    if not said:
        return Said()
    salt = occasion.office.chance.token(chain.SALT_SIZE)
    digest = chain.digest_of_words(salt, said)
    return Said(digest, occasion.seal(words.c.sealed, f"{salt}\n{said}", number, seq))


def keep(occasion: Occasion, number: str, seq: int, said: Said) -> None:
    if said.sealed:
        KEPT.write(occasion.connection, {"case": number, "seq": seq, "sealed": said.sealed})


def words_of(keyring: Keyring, number: str, seq: int, sealed: bytes) -> tuple[str, str]:
    """Give the salt and the words."""
    salt, _, text = seals.open_sealed(keyring, words.c.sealed, sealed, number, seq).partition("\n")
    return salt, text


def shown(keyring: Keyring, number: str, seq: int, sealed: bytes) -> str:
    """Give the words as staff see them: where a key is lost, the rest of their page is not to suffer for it."""
    try:
        return words_of(keyring, number, seq, sealed)[1]
    except UnreadableSeal:
        log.error("unreadable", case=number, seq=seq)  # noqa: TRY400  which entry it is is all there is to know
        return UNREADABLE


def last_words(occasion: Occasion, number: str, kind: str) -> str:
    """Give what was said in a case's last entry of a kind; nothing where none was, or it was erased."""
    beside = (words.c.case == timeline.c.case) & (words.c.seq == timeline.c.seq)
    found = select(words.c.seq, words.c.sealed).join(timeline, beside)
    found = found.where(timeline.c.case == number, timeline.c.kind == kind).order_by(timeline.c.seq.desc()).limit(1)
    row = occasion.connection.execute(found).mappings().first()
    return words_of(occasion.office.keyring, number, row["seq"], row["sealed"])[1] if row and row["sealed"] else ""
