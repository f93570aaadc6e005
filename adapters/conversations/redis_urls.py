"""URLs of a Redis behind Sentinels, which redis-py does not read by itself."""

from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import parse_qs, unquote, urlsplit

SENTINEL: Final = "redis+sentinel://"
SENTINEL_PORT: Final = 26379


@dataclass(frozen=True, slots=True)
class Watched:
    """A Redis whose master Sentinels know: where they are, what they call it, and how either is entered."""

    sentinels: tuple[tuple[str, int], ...]
    name: str
    master: dict[str, Any] = field(repr=False)
    entry: dict[str, Any] = field(repr=False)


def watched(url: str) -> Watched:
    """Read the URL of a Redis behind Sentinels. ``ValueError`` where it names none or no master."""
    parts = urlsplit(url)
    entry, _, hosts = parts.netloc.rpartition("@")
    name = parts.path.strip("/")
    if not hosts or not name:
        raise ValueError(f"must be {SENTINEL}host:port,host:port/name-of-the-master")
    asked = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    user, _, password = (unquote(part) for part in entry.partition(":"))
    tls = {"ssl": True} if asked.get("ssl") == "true" else {}
    own = {"username": user, "password": password, "db": int(asked.get("db", "0"))}
    kept = {key: value for key, value in own.items() if value}
    lock = {"password": asked["sentinel_password"]} if "sentinel_password" in asked else {}
    return Watched(tuple(map(_place, hosts.split(","))), name, kept | tls, lock | tls)


def _place(host: str) -> tuple[str, int]:
    name, colon, port = host.rpartition(":")
    return (name, int(port)) if colon else (host, SENTINEL_PORT)
