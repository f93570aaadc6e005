"""The envelope around messages in compatible and safe mode.

AES-256-CBC with the first half of the key as initial vector; inside: 16 random bytes, the length of the message
(four bytes, big-endian), the message, the app id, and padding to 32 bytes whose every byte is its own length.
"""

import base64
import hmac
import re

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from handlers.wechat.refusals import Unreadable

_KEY_SHAPE = re.compile(r"[A-Za-z0-9]{43}", re.ASCII)
_BLOCK = 32
_RANDOM = 16
_LENGTH = 4
_HEAD = _RANDOM + _LENGTH


class Envelope:
    """Opens and seals with one EncodingAESKey, for one app id."""

    __slots__ = ("_app_id", "_cipher", "_key")

    def __init__(self, aes_key: str, app_id: str) -> None:
        """``aes_key`` as the console shows it: 43 letters and digits, else ``ValueError``."""
        if not _KEY_SHAPE.fullmatch(aes_key):
            raise ValueError("an EncodingAESKey is 43 letters and digits")
        # The last letter carries two bits too many; WeChat ignores them, so do we.
        self._key = base64.b64decode(aes_key + "=")
        self._app_id = app_id.encode()
        self._cipher = Cipher(AES(self._key), CBC(self._key[:16]))

    def open(self, encrypted: str) -> bytes:
        """Give the message of a base64 text; ``Unreadable`` where any part of it does not fit."""
        inside = self._decrypt(encrypted)
        end = _HEAD + int.from_bytes(inside[_RANDOM:_HEAD], "big")
        if not hmac.compare_digest(inside[end:], self._app_id) or end > len(inside):
            raise Unreadable("app id")
        return inside[_HEAD:end]

    def seal(self, message: bytes, random: bytes) -> str:
        """Encrypt a message behind 16 ``random`` bytes, as base64 text."""
        inside = random + len(message).to_bytes(_LENGTH, "big") + message + self._app_id
        pad = _BLOCK - len(inside) % _BLOCK
        encryptor = self._cipher.encryptor()
        return base64.b64encode(encryptor.update(inside + bytes((pad,)) * pad) + encryptor.finalize()).decode()

    def draw(self, about: str) -> tuple[bytes, str]:
        """Derive 16 bytes and a nonce that are the same whenever it is about the same, and secret without the key."""
        drawn = hmac.digest(self._key, b"answer to " + about.encode(), "sha256")
        return drawn[:_RANDOM], str(int.from_bytes(drawn[_RANDOM : _RANDOM + 5], "big"))

    def _decrypt(self, encrypted: str) -> bytes:
        try:
            ciphertext = base64.b64decode(encrypted, validate=True)
        except ValueError as error:
            raise Unreadable("base64") from error
        if len(ciphertext) < _BLOCK or len(ciphertext) % 16:
            raise Unreadable("length")
        decryptor = self._cipher.decryptor()
        padded = decryptor.update(ciphertext) + decryptor.finalize()
        return _without_padding(padded)


def _without_padding(padded: bytes) -> bytes:
    pad = padded[-1]
    if not 1 <= pad <= _BLOCK or padded[-pad:] != bytes((pad,)) * pad or len(padded) < _HEAD + pad:
        raise Unreadable("padding")
    return padded[:-pad]
