"""Finding a city's words in a text, all in one pass."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from dialogs.reading.folding import folded

Meaning: TypeAlias = tuple[str, str]
"""A kind (category, road, past …) and a code."""

_TOKEN = re.compile(r"[a-z0-9']+")
HAN_WEIGHT, TOKEN_WEIGHT = 2, 4
LEAST_PLURAL = 4


class Hit(NamedTuple):
    """A word that stands in the text; of several parts: from the first to the last of them."""

    start: int
    end: int
    kind: str
    code: str
    word: str
    weight: int


class Lexicon:
    """Words with their meanings. Han words are found anywhere, Latin ones as whole words, plural or not.

    ``a+b`` is found where both parts are, in any order. Results depend on the set of words alone.
    """

    def __init__(self, words: Iterable[tuple[str, Meaning]]) -> None:
        self._meanings: dict[str, list[tuple[Meaning, str]]] = {}
        self._several: dict[str, list[tuple[tuple[str, ...], Meaning, str]]] = {}
        self._weights: dict[str, int] = {}
        for word, meaning in sorted({(_normal(word), meaning) for word, meaning in words}):
            self._add(word, meaning)
        self._han, self._latin = _indexed(self._weights)
        self._last: tuple[str, tuple[Hit, ...]] = ("", ())

    def _add(self, word: str, meaning: Meaning) -> None:
        parts = tuple(word.split("+"))
        for part in parts:
            self._weights[part] = _weight(part)
        self._weights.setdefault(word, sum(_weight(part) for part in parts))
        if len(parts) == 1:
            self._meanings.setdefault(word, []).append((meaning, word))
        else:
            self._several.setdefault(parts[0], []).append((parts, meaning, word))

    def hits(self, text: str) -> tuple[Hit, ...]:
        """Find every word of a folded text, in order; longer ones first where they begin together."""
        last = self._last
        if last[0] != text:  # one message is looked at from several sides
            last = self._last = text, self._found(text)
        return last[1]

    def _found(self, text: str) -> tuple[Hit, ...]:
        found: dict[str, list[tuple[int, int]]] = {}
        for start, end, part in self._parts_in(text):
            found.setdefault(part, []).append((start, end))
        hits = [
            Hit(start, end, *meaning, word, self._weights[word])
            for part, spans in found.items()
            for meaning, word in self._meanings.get(part, ())
            for start, end in spans
        ]
        hits += self._joined(found)
        return tuple(sorted(hits, key=lambda hit: (hit.start, -hit.end, *hit[2:])))

    def _joined(self, found: dict[str, list[tuple[int, int]]]) -> Iterator[Hit]:
        for first in found:
            for parts, meaning, word in self._several.get(first, ()):
                if all(part in found for part in parts):
                    spans = [found[part][0] for part in parts]
                    start, end = min(spans)[0], max(end for _, end in spans)
                    yield Hit(start, end, *meaning, word, self._weights[word])

    def _parts_in(self, text: str) -> Iterator[tuple[int, int, str]]:
        han = self._han
        for start, char in enumerate(text):
            for part in han.get(char, ()):
                if text.startswith(part, start) and not _cuts_number(text, start, start + len(part)):
                    yield start, start + len(part), part
        tokens = [(match.start(), match.end(), _stem(match[0])) for match in _TOKEN.finditer(text)]
        for index, (start, _, stem) in enumerate(tokens):
            for phrase, part in self._latin.get(stem, ()):
                along = tokens[index : index + len(phrase)]
                if tuple(token[2] for token in along) == phrase:
                    yield start, along[-1][1], part


def _indexed(
    parts: Iterable[str],
) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[tuple[tuple[str, ...], str], ...]]]:
    """Sort parts by their first character, Latin ones by their first stem."""
    han: dict[str, tuple[str, ...]] = {}
    latin: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {}
    for part in parts:
        phrase = tuple(_stem(token) for token in _TOKEN.findall(part))
        if "+" in part:
            continue
        if part.isascii() and phrase:
            latin[phrase[0]] = (*latin.get(phrase[0], ()), (phrase, part))
        else:
            han[part[0]] = (*han.get(part[0], ()), part)
    return han, latin


def _normal(word: str) -> str:
    return "+".join(part.strip() for part in folded(word).split("+") if part.strip())


def _weight(part: str) -> int:
    if part.isascii():
        return TOKEN_WEIGHT * max(1, len(_TOKEN.findall(part)))
    return HAN_WEIGHT * len(part)


def _stem(token: str) -> str:
    """Take the plural off."""
    plural = token.endswith("s") and len(token) >= LEAST_PLURAL and not token.endswith(("ss", "us", "is"))
    return token[:-1] if plural else token


def _cuts_number(text: str, start: int, end: int) -> bool:
    """Say whether a match begins or ends inside a longer number."""
    before = text[start].isdigit() and text[start - 1 : start].isdigit()
    return before or (text[end - 1].isdigit() and text[end : end + 1].isdigit())


def longest(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Drop what stands inside a longer hit; equal spans stay. A word of several parts covers nothing between them."""
    kept: list[Hit] = []
    start = end = 0
    for hit in hits:
        if hit.end <= end and hit.end - hit.start < end - start:
            continue
        kept.append(hit)
        if hit.end > end and "+" not in hit.word:
            start, end = hit.start, hit.end
    return tuple(kept)
