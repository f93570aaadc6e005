"""What was said in an entry: sealed beside it, with the salt of its digest, and erased together with it."""

from sqlalchemy import insert

from adapters.casebook import seals
from adapters.casebook.occasion import Occasion
from adapters.casebook.rules import chain
from adapters.casebook.schema import words
from adapters.sealing import Keyring


def keep(occasion: Occasion, number: str, seq: int, said: str) -> bytes:
    """Keep the words of an entry and give their digest; without words there is none."""
    if not said:
        return b""
    salt = occasion.office.chance.token(chain.SALT_SIZE)
    sealed = occasion.seal(words.c.sealed, f"{salt}\n{said}", number, seq)
    occasion.connection.execute(insert(words).values(case=number, seq=seq, sealed=sealed))
    return chain.digest_of_words(salt, said)


def words_of(keyring: Keyring, number: str, seq: int, sealed: bytes) -> tuple[str, str]:
    """Give the salt and the words."""
    salt, _, text = seals.open_sealed(keyring, words.c.sealed, sealed, number, seq).partition("\n")
    return salt, text
