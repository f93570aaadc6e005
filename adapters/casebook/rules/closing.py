"""What looks wrong about an answer that is to end a case: it needs a second thought, and is counted."""

from collections.abc import Collection, Iterator

from adapters.casebook.rules.likeness import plain
from dialogs.facts.staff import CHECKS

LEAST = 20  # characters
# What offices write where they have done nothing yet. Taken out one by one; what is left has to say something.
STOCK = (
    "您反映的问题",
    "已收到",
    "已转交相关部门处理",
    "已转有关部门",
    "已转办",
    "正在处理中",
    "正在处理",
    "正在办理",
    "请耐心等待",
    "感谢您的来信",
    "感谢您的支持",
    "已转交",
    "being handled",
    "handed on",
    "we have received your message",
    "thank you",
)
LEAST_OWN = 6
"""Letters that have to be left of an answer without its stock phrases."""


def doubts(text: str, checks: Collection[str], *, copied: bool) -> tuple[str, ...]:
    """Name what looks wrong: short, stock, copy, and each check that does not hold."""
    return tuple(_doubts(text, checks, copied=copied))


def _doubts(text: str, checks: Collection[str], *, copied: bool) -> Iterator[str]:
    if len(text.strip()) < LEAST:
        yield "short"
    if _only_stock(text):
        yield "stock"
    if copied:
        yield "copy"
    yield from (check for check in CHECKS if check not in checks)


def _only_stock(text: str) -> bool:
    left = plain(text)
    said = [phrase for phrase in map(plain, STOCK) if phrase in left]
    for phrase in said:
        left = left.replace(phrase, "")
    return bool(said) and len(left) < LEAST_OWN
