"""Sealing of personal data at rest, and the blind indexes by which it is found again."""

import hashlib
import os
from typing import final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from dialogs.facts.errors import UnreadableSeal

VERSION = b"\x01"
MARK_SIZE = 4
HEADER_SIZE = len(VERSION) + MARK_SIZE
# Random nonces of 96 bits: NIST SP 800-38D allows 2**32 seals per key, and each purpose has its own key.
NONCE_SIZE = 12
TAG_SIZE = 16
INDEX_SIZE = 16


@final
class Keyring:
    """The secrets of the city, newest first: the first seals, all open.

    A seal is version (1 byte), mark of the key (4), nonce (12), ciphertext and tag (16). ``bound`` is what a seal
    belongs to, such as the key of its row: moved to another row it no longer opens.
    """

    __slots__ = ("_ciphers", "_header", "_headers", "_macs", "_secrets")

    def __init__(self, secrets: tuple[str, ...]) -> None:
        if not secrets or not all(secret.strip() for secret in secrets):
            raise ValueError("a keyring needs at least one secret, and no empty one")
        self._secrets = tuple(secret.encode() for secret in secrets)
        self._headers = {_header(secret): secret for secret in reversed(self._secrets)}
        self._header = _header(self._secrets[0])
        self._ciphers: dict[tuple[bytes, str], AESGCM] = {}
        self._macs: dict[str, tuple[HMAC, ...]] = {}

    def __repr__(self) -> str:
        return f"Keyring({self.fingerprint}, {len(self._secrets)} keys)"

    @property
    def fingerprint(self) -> str:
        """Names the first key without telling it."""
        return self._header[len(VERSION) :].hex()

    def knows(self, fingerprint: str) -> bool:
        """Say whether the key of that fingerprint is here, first or later."""
        return any(header[len(VERSION) :].hex() == fingerprint for header in self._headers)

    def seal(self, purpose: str, plain: bytes, *, bound: bytes = b"") -> bytes:
        header = self._header
        cipher = self._ciphers.get((header, purpose)) or self._cipher(header, purpose)
        nonce = os.urandom(NONCE_SIZE)
        return header + nonce + cipher.encrypt(nonce, plain, header + bound)

    def open(self, purpose: str, sealed: bytes, *, bound: bytes = b"") -> bytes:
        """Give the plain bytes; ``UnreadableSeal`` for another key, another purpose, another place, or damage."""
        header, body = sealed[:HEADER_SIZE], HEADER_SIZE + NONCE_SIZE
        cipher = self._ciphers.get((header, purpose)) or self._cipher(header, purpose)
        try:
            return cipher.decrypt(sealed[HEADER_SIZE:body], sealed[body:], header + bound)
        except (InvalidTag, ValueError) as error:
            raise UnreadableSeal(purpose) from error

    def is_current(self, sealed: bytes) -> bool:
        """Say whether the first key sealed it; what is not current, a rekeying seals again."""
        return sealed.startswith(self._header)

    def index(self, purpose: str, text: str) -> bytes:
        """Give 16 bytes under which ``text`` is found again, and which tell nobody without the key what it was."""
        return _tagged((self._macs.get(purpose) or self._keyed(purpose))[0], text.encode())

    def indices(self, purpose: str, text: str) -> tuple[bytes, ...]:
        """Give the index by each key, the first key's first: while keys rotate, a look-up tries all of them."""
        plain = text.encode()
        return tuple([_tagged(mac, plain) for mac in self._macs.get(purpose) or self._keyed(purpose)])

    def _cipher(self, header: bytes, purpose: str) -> AESGCM:
        secret = self._headers.get(header)
        if secret is None:
            raise UnreadableSeal(purpose)
        cipher = AESGCM(_derived(secret, f"seal {purpose}"))
        self._ciphers[header, purpose] = cipher
        return cipher

    def _keyed(self, purpose: str) -> tuple[HMAC, ...]:
        macs = tuple(HMAC(_derived(secret, f"index {purpose}"), SHA256()) for secret in self._secrets)
        self._macs[purpose] = macs
        return macs


def fingerprint_of(sealed: bytes) -> str:
    """Name the key of a seal without telling it."""
    return sealed[len(VERSION) : HEADER_SIZE].hex()


def _tagged(mac: HMAC, plain: bytes) -> bytes:
    # A copy of a keyed state costs a quarter of hmac.digest(), which looks its algorithm up each time.
    mine = mac.copy()
    mine.update(plain)
    return mine.finalize()[:INDEX_SIZE]


def _derived(secret: bytes, info: str) -> bytes:
    return HKDF(SHA256(), 32, salt=b"huiyin 1", info=info.encode()).derive(secret)


def _header(secret: bytes) -> bytes:
    return VERSION + hashlib.sha256(_derived(secret, "mark")).digest()[:MARK_SIZE]
