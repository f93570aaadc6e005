"""Telling a danger that is here and now from one that was, might be, or is elsewhere."""

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import NamedTuple

from dialogs.reading.lexicon import Hit, longest

_BREAK = re.compile(r"[,.;!?，。；！？、…~]+|\s{2,}|\b(?:and|but)\b")
NEAR_HAN, NEAR_LATIN = 2, 12
"""How many characters may stand between a denial and what it denies."""


class Signs(NamedTuple):
    """What stands around the dangers of a text, found once."""

    text: str
    clauses: tuple[int, ...]
    """Where they end."""
    times: tuple[Hit, ...]
    latest: tuple[Hit, ...]
    """For each word of time the one that ends last of those up to it."""
    doubted: tuple[int, ...]
    """Where such words begin."""
    denied: tuple[Hit, ...]
    """In the order in which they end."""
    risk: tuple[Hit, ...]
    ended: int
    """Where the last word begins that says it is over."""


def danger_in(text: str, hits: tuple[Hit, ...]) -> str:
    """Give the code of the first danger that is present and near, or nothing."""
    dangers = longest(_of(hits, "danger"))
    if not dangers:
        return ""
    signs = _signs(text, hits)
    return next((hit.code for hit in dangers if _is_present(hit, signs)), "")


def _signs(text: str, hits: tuple[Hit, ...]) -> Signs:
    denied = tuple(sorted(_of(hits, "denied"), key=_end))
    times = tuple(hit for hit in hits if hit.kind in {"past", "now"})
    over = [hit.start for hit in _of(hits, "over") if not _denies(text, denied, hit)]
    return Signs(
        text,
        tuple(match.end() for match in _BREAK.finditer(text)),
        times,
        tuple(accumulate(times, _later)),
        tuple(hit.start for hit in _of(hits, "doubted")),
        denied,
        _of(hits, "risk"),
        max(over, default=-1),
    )


def _is_present(danger: Hit, signs: Signs) -> bool:
    index = bisect_right(signs.clauses, danger.end - 1)
    begins = signs.clauses[index - 1] if index else 0
    ends = signs.clauses[index] if index < len(signs.clauses) else len(signs.text)
    doubts = bisect_left(signs.doubted, begins) < bisect_left(signs.doubted, danger.start)
    if signs.ended >= danger.end or doubts:
        return False
    if _is_risk(signs.text, signs.risk, danger) or _denies(signs.text, signs.denied, danger):
        return False
    return not _is_past(signs, ends)


def _is_past(signs: Signs, until: int) -> bool:
    """Go by the last word of time said up to the end of the clause: a past goes on until a now."""
    said = bisect_left(signs.times, until, key=_start)
    return said > 0 and signs.latest[said - 1].kind == "past"


def _later(first: Hit, second: Hit) -> Hit:
    return max(first, second, key=lambda hit: (hit.end, hit.kind == "now"))


def _is_risk(text: str, risks: tuple[Hit, ...], what: Hit) -> bool:
    first, behind = bisect_left(risks, what.end, key=_start), bisect_right(risks, what.end + NEAR_LATIN, key=_start)
    return any(_beside(text, what, risk) for risk in risks[first:behind])


def _denies(text: str, denials: tuple[Hit, ...], what: Hit) -> bool:
    first, behind = bisect_left(denials, what.start - NEAR_LATIN, key=_end), bisect_right(denials, what.start, key=_end)
    return any(_beside(text, denial, what) for denial in denials[first:behind])


def _start(hit: Hit) -> int:
    return hit.start


def _end(hit: Hit) -> int:
    return hit.end


def _beside(text: str, first: Hit, second: Hit) -> bool:
    """Say whether one word stands shortly before another, in the same clause."""
    if not first.end <= second.start <= first.end + NEAR_LATIN:
        return False
    between = text[first.end : second.start]
    near = NEAR_LATIN if between.isascii() and between else NEAR_HAN
    return len(between) <= near and not _BREAK.search(between)


def _of(hits: tuple[Hit, ...], kind: str) -> tuple[Hit, ...]:
    return tuple(hit for hit in hits if hit.kind == kind)
