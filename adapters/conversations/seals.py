"""How a conversation rests: under a key that names nobody, and sealed."""

from typing import Final, final

import msgspec

from adapters.conversations.kept import Apart, Kept
from adapters.sealing import Keyring
from dialogs.facts.messages import Address

CONVERSATION: Final = "conversation"
ANSWERED: Final = "answered"
# Among ten million conversations two have one key with a chance of 3 in a million; the second then cannot be opened.
KEY_SIZE: Final = 8  # bytes: the rowid itself, so that a look-up goes down one tree
_encode = msgspec.msgpack.Encoder().encode
_kept = msgspec.msgpack.Decoder(Kept).decode
_apart = msgspec.msgpack.Decoder(Apart).decode


@final
class ConversationSeals:
    """Keys and seals of conversations, and of answers that lie apart; each seal is bound to its key."""

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring

    def keys(self, who: Address) -> tuple[int, ...]:
        """Give the keys of a conversation, the one to write under first; others while secrets rotate."""
        return tuple(_key(index) for index in self._keyring.indices(CONVERSATION, name_of(who)))

    def message_keys(self, who: Address, message: str) -> tuple[int, ...]:
        """Give the keys of an answer that lies apart, the one to write under first."""
        return tuple(_key(index) for index in self._keyring.indices(ANSWERED, name_of(who, message)))

    def seal(self, key: int, kept: Kept) -> bytes:
        return self._keyring.seal(CONVERSATION, _encode(kept), bound=_bound(key))

    def open(self, key: int, sealed: bytes) -> Kept:
        return _kept(self._keyring.open(CONVERSATION, sealed, bound=_bound(key)))

    def seal_apart(self, key: int, apart: Apart) -> bytes:
        return self._keyring.seal(ANSWERED, _encode(apart), bound=_bound(key))

    def open_apart(self, key: int, sealed: bytes) -> Apart:
        return _apart(self._keyring.open(ANSWERED, sealed, bound=_bound(key)))

    def renewed(self, purpose: str, key: int, sealed: bytes) -> tuple[int, bytes] | None:
        """Give key and seal by the first secret, or nothing where it is by the first already."""
        if self._keyring.is_current(sealed):
            return None
        plain = self._keyring.open(purpose, sealed, bound=_bound(key))
        name = _kept(plain).name if purpose == CONVERSATION else _apart(plain).name
        new = _key(self._keyring.index(purpose, name))
        return new, self._keyring.seal(purpose, plain, bound=_bound(new))


def name_of(who: Address, *more: str) -> str:
    return "\0".join((who.channel, who.id, *more))


def _key(index: bytes) -> int:
    return int.from_bytes(index[:KEY_SIZE], "big", signed=True)


def _bound(key: int) -> bytes:
    return key.to_bytes(KEY_SIZE, "big", signed=True)
