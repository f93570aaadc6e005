"""How a conversation rests: under a key that names nobody, and sealed."""

from typing import Final, final

import msgspec

from adapters.conversations.kept import Kept, Said
from adapters.sealing import Keyring
from dialogs.facts.messages import Address, Answer

CONVERSATION: Final = "conversation"
ANSWERED: Final = "answered"
# Among ten million conversations two have one key with a chance of 3 in a million; the second then cannot be opened.
KEY_SIZE: Final = 8  # bytes: the rowid itself, so that a look-up goes down one tree
_encode = msgspec.msgpack.Encoder().encode
_kept = msgspec.msgpack.Decoder(Kept).decode
_said = msgspec.msgpack.Decoder(Said).decode


@final
class ConversationSeals:
    """Keys and seals of conversations and answers; each seal is bound to the key or place where it lies."""

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring

    def keys(self, who: Address) -> tuple[int, ...]:
        """Give the keys of a conversation, the one to write under first; others while secrets rotate."""
        return tuple(_key(index) for index in self._keyring.indices(CONVERSATION, name_of(who)))

    def seal(self, key: int, kept: Kept) -> bytes:
        return self._keyring.seal(CONVERSATION, _encode(kept), bound=_bound(key))

    def open(self, key: int, sealed: bytes) -> Kept:
        return _kept(self._keyring.open(CONVERSATION, sealed, bound=_bound(key)))

    def seal_answer(self, place: int, answer: Answer) -> bytes:
        return self._keyring.seal(ANSWERED, _encode(Said(answer.parts, answer.at)), bound=_bound(place))

    def open_answer(self, place: int, sealed: bytes) -> Answer:
        return _said(self._keyring.open(ANSWERED, sealed, bound=_bound(place))).answer()

    def renewed(self, key: int, sealed: bytes) -> tuple[int, bytes] | None:
        """Give key and seal of a conversation by the first secret, or nothing where it is by the first already."""
        if self._keyring.is_current(sealed):
            return None
        kept = self.open(key, sealed)
        new = _key(self._keyring.index(CONVERSATION, kept.name))
        return new, self.seal(new, kept)

    def renewed_answer(self, place: int, sealed: bytes) -> tuple[int, bytes] | None:
        """Do so with an answer, whose place stays."""
        if self._keyring.is_current(sealed):
            return None
        return place, self.seal_answer(place, self.open_answer(place, sealed))


def name_of(who: Address) -> str:
    return f"{who.channel}\0{who.id}"


def _key(index: bytes) -> int:
    return int.from_bytes(index[:KEY_SIZE], "big", signed=True)


def _bound(key: int) -> bytes:
    return key.to_bytes(KEY_SIZE, "big", signed=True)
