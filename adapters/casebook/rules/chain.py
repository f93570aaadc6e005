"""The timeline as a chain: each entry's digest covers its own fields and the digest before it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from dialogs.facts.moment import Moment

ROOT = bytes(32)
SALT_SIZE = 16  # bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """One step of a case as the chain sees it: codes, times, an actor, and the salted digest of its words."""

    case: str
    seq: int
    at: Moment
    kind: str
    actor: str
    codes: str
    """JSON with sorted keys, as it is stored."""
    words: bytes = b""


@dataclass(frozen=True, slots=True)
class Link:
    """An entry with its stored digest, and what is left of its words: ``None`` when they were erased."""

    entry: Entry
    digest: bytes
    salt: str = ""
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """``broken``: the first sequence number that does not hold, 0 when the chain is intact."""

    entries: int
    erased: int
    broken: int = 0

    @property
    def intact(self) -> bool:
        return not self.broken


def digest_of(entry: Entry, before: bytes) -> bytes:
    return hashlib.sha256(before + msgspec.json.encode(entry)).digest()


def digest_of_words(salt: str, text: str) -> bytes:
    """Digest words with a salt that is erased together with them, so that nobody can guess at them afterwards."""
    return hashlib.sha256(f"{salt}\n{text}".encode()).digest()


def verify(links: Iterable[Link], head: bytes, length: int) -> Verdict:
    """Walk the chain from its root to ``head``; a missing, moved, changed or added entry breaks it."""
    before, erased, count = ROOT, 0, 0
    for count, link in enumerate(links, start=1):
        if link.entry.seq != count or digest_of(link.entry, before) != link.digest or not _words_hold(link):
            return Verdict(count, erased, count)
        erased += bool(link.entry.words) and link.text is None
        before = link.digest
    broken = 0 if (before, count) == (head, length) else count + 1
    return Verdict(count, erased, broken)


def _words_hold(link: Link) -> bool:
    if link.text is None:
        return True
    return digest_of_words(link.salt, link.text) == link.entry.words
