"""What looks wrong about an answer that is to end a case: it needs a second thought, and is counted."""

from collections.abc import Collection, Iterable, Iterator

from adapters.casebook.rules.likeness import plain
from dialogs.city import Closing
from dialogs.facts.staff import CHECKS

LEAST_OWN = 6
"""Letters that have to be left of an answer without its stock phrases."""


def doubts(text: str, checks: Collection[str], rule: Closing, *, copied: bool) -> tuple[str, ...]:
    """Name what looks wrong: short, stock, copy, and each check that does not hold."""
    return tuple(_doubts(text, checks, rule, copied=copied))


def _doubts(text: str, checks: Collection[str], rule: Closing, *, copied: bool) -> Iterator[str]:
    if len(text.strip()) < rule.least:
        yield "short"
    if _only_stock(text, rule.phrases):
        yield "stock"
    if copied:
        yield "copy"
    yield from (check for check in CHECKS if check not in checks)


def _only_stock(text: str, phrases: Iterable[str]) -> bool:
    """Take the phrases out, long ones first; what is left has to say something."""
    left = plain(text)
    said = [phrase for phrase in sorted(map(plain, phrases), key=len, reverse=True) if phrase in left]
    for phrase in said:
        left = left.replace(phrase, "")
    return bool(said) and len(left) < LEAST_OWN
