"""How a conversation rests: keys that name nobody, and sealed contents that know whose they are."""

from typing import Final, final

import msgspec

from adapters.sealing import Keyring
from dialogs.facts.messages import Address, Answer

CONVERSATION: Final = "conversation"
ANSWERED: Final = "answered"
_LENGTH: Final = 2  # bytes, of the length of a name
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Answer).decode


@final
class ConversationSeals:
    """Seals states and answers, each bound to its key.

    A name (channel, identity, message) stands sealed before each content, so that a rekeying can make its new key.
    """

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring

    def keys(self, who: Address) -> tuple[bytes, ...]:
        """Give the keys of a conversation, the one to write under first."""
        return self._keyring.indices(CONVERSATION, f"{who.channel}\0{who.id}")

    def message_keys(self, who: Address, message: str) -> tuple[bytes, ...]:
        """Give the keys of a message's answer, the one to write under first."""
        return self._keyring.indices(ANSWERED, f"{who.channel}\0{who.id}\0{message}")

    def seal_state(self, key: bytes, who: Address, state: bytes) -> bytes:
        return self._seal(CONVERSATION, key, f"{who.channel}\0{who.id}", state)

    def open_state(self, key: bytes, sealed: bytes) -> bytes:
        return self._open(CONVERSATION, key, sealed)[1]

    def seal_answer(self, key: bytes, who: Address, message: str, answer: Answer) -> bytes:
        return self._seal(ANSWERED, key, f"{who.channel}\0{who.id}\0{message}", _encode(answer))

    def open_answer(self, key: bytes, sealed: bytes) -> Answer:
        return _decode(self._open(ANSWERED, key, sealed)[1])

    def renewed(self, purpose: str, key: bytes, sealed: bytes) -> tuple[bytes, bytes] | None:
        """Give key and seal by the first secret, or nothing where it is by the first already."""
        if self._keyring.is_current(sealed):
            return None
        name, content = self._open(purpose, key, sealed)
        new = self._keyring.index(purpose, name)
        return new, self._seal(purpose, new, name, content)

    def _seal(self, purpose: str, key: bytes, name: str, content: bytes) -> bytes:
        named = name.encode()
        return self._keyring.seal(purpose, len(named).to_bytes(_LENGTH, "big") + named + content, bound=key)

    def _open(self, purpose: str, key: bytes, sealed: bytes) -> tuple[str, bytes]:
        plain = self._keyring.open(purpose, sealed, bound=key)
        begins = _LENGTH + int.from_bytes(plain[:_LENGTH], "big")
        return plain[_LENGTH:begins].decode(), plain[begins:]
