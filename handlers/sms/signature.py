"""Twilio's request signature: base64 HMAC-SHA1 over the URL as Twilio called it and every field of the form.

Twilio's own validator costs 42 µs a request, a tenth of a turn; a test proves that both agree.
Hooks signed with a shared key (HMAC-SHA256) are another secret than the one we hold, and are refused.
"""

import hmac
from base64 import b64encode
from collections.abc import Iterable
from urllib.parse import urlsplit, urlunsplit

DEFAULT_PORTS = {"https": 443, "http": 80}


def sign(auth_token: str, url: str, fields: Iterable[tuple[str, str]]) -> str:
    """Sign a call; a repeated field counts once per distinct value."""
    said = url + "".join(name + value for name, value in sorted(set(fields)))
    # A raw path may hold bytes that are no UTF-8; they are signed as they came.
    seal = hmac.digest(auth_token.encode(), said.encode(errors="surrogateescape"), "sha1")
    return b64encode(seal).decode()


def spellings(url: str) -> tuple[str, ...]:
    """Give a base URL with and without its port: Twilio signs either."""
    parts = urlsplit(url)
    bare = (parts.hostname or "") if parts.port else parts.netloc
    ported = parts.netloc if parts.port else f"{bare}:{DEFAULT_PORTS.get(parts.scheme, 80)}"
    both = (urlunsplit(parts._replace(netloc=netloc)) for netloc in (bare, ported))
    return tuple(sorted(both, key=url.__ne__))


def signed(auth_token: str, urls: Iterable[str], fields: Iterable[tuple[str, str]], signature: str) -> bool:
    """Tell whether one of the spellings of the URL was signed, in constant time for each."""
    given = signature.encode(errors="surrogateescape")
    once = set(fields)
    return any(hmac.compare_digest(sign(auth_token, url, once).encode(), given) for url in urls)
