"""What a text is about: categories, kind, other path, and a common question that it asks."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from dialogs.city import City
from dialogs.facts.cases import CaseKind
from dialogs.reading.lexicon import Hit, longest
from dialogs.reading.vocabulary import PLACES

SUGGESTED = 3
SHARE = 60
"""Divisible by 2 to 6, so that the weight of a word shared by some categories stays whole."""
ENOUGH = 4 * SHARE
"""Two Han characters, or one Latin word, that no other category has."""
AHEAD = 2
"""So many times the second best, and the first needs no asking."""
KIND_ORDER = (CaseKind.MISCONDUCT, CaseKind.REPORT, CaseKind.SUGGESTION, CaseKind.HELP, CaseKind.QUESTION)
LONGEST_QUESTION = 60
SHORT = 10
"""So short a text needs no question word to be one."""


def categories_in(hits: tuple[Hit, ...]) -> tuple[tuple[str, ...], bool]:
    """Give at most three codes, best first, and whether the first is sure. Words of a place's name do not count."""
    words = _outside(longest(_of(hits, "category")), tuple(hit for hit in hits if hit.kind in PLACES))
    owners: dict[str, set[str]] = {}
    for hit in words:
        owners.setdefault(hit.word, set()).add(hit.code)
    weights = {(hit.code, hit.word): hit.weight * SHARE // len(owners[hit.word]) for hit in words}
    scores: dict[str, int] = {}
    for (code, _), weight in weights.items():
        scores[code] = scores.get(code, 0) + weight
    ranked = sorted(scores, key=lambda code: (-scores[code], code))
    first, second = (*(scores[code] for code in ranked[:2]), 0, 0)[:2]
    return tuple(ranked[:SUGGESTED]), first >= max(ENOUGH, AHEAD * second)


def kind_in(hits: tuple[Hit, ...], sure: str, city: City) -> CaseKind:
    said = {hit.code for hit in _of(hits, "kind")}
    for kind in KIND_ORDER:
        if kind.value in said:
            return kind
    category = city.category(sure)
    return category.kind if category else CaseKind.REPORT


def path_in(hits: tuple[Hit, ...]) -> str:
    return _heaviest(_of(hits, "path"))


def answer_in(text: str, hits: tuple[Hit, ...]) -> str:
    """Give the one common question that a text asks; a text that tells of something wrong asks none."""
    asks = bool(_of(hits, "asking")) or len(text) <= SHORT
    tells = bool(_of(hits, "complaint")) or any(hit.kind in {"road", "street"} for hit in hits)
    if not asks or tells or len(text) > LONGEST_QUESTION * (1 + text.isascii()):
        return ""
    return _heaviest(_of(hits, "answer"))


def _heaviest(hits: Iterable[Hit]) -> str:
    """Give the code with the greatest weight of words; nothing where two are equal."""
    scores: dict[str, int] = {}
    for code, weight in sorted({(hit.code, hit.word): hit.weight for hit in hits}.items()):
        scores[code[0]] = scores.get(code[0], 0) + weight
    best = max(scores.values(), default=0)
    first = [code for code, score in scores.items() if score == best]
    return first[0] if len(first) == 1 else ""


def _outside(words: Iterable[Hit], names: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Drop the words that stand inside a name; names come in the order in which they begin."""
    starts = [name.start for name in names]
    reach = [-1, *accumulate((name.end for name in names), max)]
    return tuple(word for word in words if reach[bisect_right(starts, word.start)] < word.end)


def _of(hits: tuple[Hit, ...], kind: str) -> tuple[Hit, ...]:
    return tuple(hit for hit in hits if hit.kind == kind)
