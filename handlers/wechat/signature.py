"""WeChat's signature: SHA-1 over the sorted parts, in hex. The token is one of them, and the only secret."""

import hashlib
import hmac


def signature(*parts: str) -> str:
    """Sign ``parts``, sorted by their bytes and joined without a separator."""
    joined = b"".join(sorted(part.encode() for part in parts))
    return hashlib.sha1(joined, usedforsecurity=False).hexdigest()


def signed(given: str, *parts: str) -> bool:
    """Say in constant time whether ``given`` is the signature of ``parts``."""
    return hmac.compare_digest(given.encode(), signature(*parts).encode())
