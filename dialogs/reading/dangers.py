"""Telling a danger that is here and now from one that was, might be, or is elsewhere."""

import re
from bisect import bisect_right

from dialogs.reading.lexicon import Hit, longest

_BREAK = re.compile(r"[,.;!?，。；！？、…~]+|\s{2,}|\b(?:and|but)\b")
NEAR_HAN, NEAR_LATIN = 2, 12
"""How many characters may stand between a denial and what it denies."""


def danger_in(text: str, hits: tuple[Hit, ...]) -> str:
    """Give the code of the first danger that is present and near, or nothing."""
    clauses = [match.end() for match in _BREAK.finditer(text)]
    return next((hit.code for hit in longest(_of(hits, "danger")) if _is_present(text, hit, hits, clauses)), "")


def _is_present(text: str, danger: Hit, hits: tuple[Hit, ...], clauses: list[int]) -> bool:
    begins = _begin(clauses, danger.end - 1)
    ends = next((end for end in clauses if end > begins), len(text))
    doubted = any(begins <= hit.start < danger.start for hit in _of(hits, "doubted"))
    risk = any(_beside(text, danger, hit) for hit in _of(hits, "risk"))
    over = any(danger.end <= hit.start and not _denied(text, hit, hits) for hit in _of(hits, "over"))
    return not (doubted or risk or over or _denied(text, danger, hits) or _is_past(hits, ends))


def _is_past(hits: tuple[Hit, ...], until: int) -> bool:
    """Go by the last word of time said up to the end of the clause: a past goes on until a now."""
    times = [hit for hit in hits if hit.kind in {"past", "now"} and hit.start < until]
    return bool(times) and max(times, key=lambda hit: (hit.end, hit.kind == "now")).kind == "past"


def _denied(text: str, what: Hit, hits: tuple[Hit, ...]) -> bool:
    return any(_beside(text, hit, what) for hit in _of(hits, "denied"))


def _beside(text: str, first: Hit, second: Hit) -> bool:
    """Say whether one word stands shortly before another, in the same clause."""
    between = text[first.end : second.start]
    near = NEAR_LATIN if between.isascii() and between else NEAR_HAN
    return first.end <= second.start and len(between) <= near and not _BREAK.search(between)


def _begin(clauses: list[int], position: int) -> int:
    index = bisect_right(clauses, position)
    return clauses[index - 1] if index else 0


def _of(hits: tuple[Hit, ...], kind: str) -> tuple[Hit, ...]:
    return tuple(hit for hit in hits if hit.kind == kind)
