"""How a webhook's requests prove that they are ours: an HMAC over the time and the body."""

import hashlib
import hmac
from typing import Final

TIMESTAMP: Final = "Huiyin-Timestamp"
SIGNATURE: Final = "Huiyin-Signature"


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Sign ``timestamp`` (seconds since 1970), a dot, and the body; of a GET, its query string."""
    return "sha256=" + hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()


def signed(secret: str, timestamp: str, body: bytes) -> dict[str, str]:
    """Give the headers."""
    return {TIMESTAMP: timestamp, SIGNATURE: signature(secret, timestamp, body)}
