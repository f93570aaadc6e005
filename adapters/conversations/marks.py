"""Marks of people and of their messages, for stores that many processes share: numbers that name neither."""

from hashlib import blake2b
from typing import Final, final

from adapters.conversations.seals import ANSWERED, KEY_SIZE, name_of
from adapters.sealing import Keyring
from dialogs.facts.messages import Address

DELIVERED: Final = "delivered"
SHARDS: Final = 1024


@final
class Marks:
    """Marks by each secret, the first one's first: while secrets rotate, a look-up tries all of them."""

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring

    def of_message(self, who: Address, message: str) -> tuple[int, ...]:
        """Mark a message of a person; none for no message."""
        if not message:
            return ()
        return tuple(map(_number, self._keyring.indices(ANSWERED, f"{name_of(who)}\0{message}")))

    def of_delivery(self, channel: str, message: str) -> int:
        """Mark a message before it is known whose it is."""
        return _number(self._keyring.index(DELIVERED, f"{channel}\0{message}"))


def shard_of(name: str) -> int:
    """Give the shard of a person: the same by whichever secret, so that a key can move within it.

    It is the only thing here that needs no secret to compute, and one person in a thousand has it too.
    """
    return int.from_bytes(blake2b(name.encode(), digest_size=2).digest(), "big") % SHARDS


def _number(index: bytes) -> int:
    return int.from_bytes(index[:KEY_SIZE], "big", signed=True)
