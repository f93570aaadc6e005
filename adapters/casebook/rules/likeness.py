"""How alike two texts are: by words where words are set apart, by pairs of characters where they are not."""

import re
import unicodedata

_RUNS = re.compile(r"[a-z0-9]+|[^\W_a-z0-9]+")
SHORT = 3
"""Words of fewer Latin letters tell nothing apart."""


def plain(text: str) -> str:
    """Reduce a text to its letters and digits, width and case folded away."""
    return "".join(letter for letter in _folded(text) if letter.isalnum())


def marks(text: str) -> frozenset[str]:
    """Give what a text is compared by: short Chinese words survive in pairs of characters."""
    return frozenset(mark for run in _RUNS.findall(_folded(text)) for mark in _of_run(run))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Give the share of the shorter text's marks that the longer one holds too: 0 to 1."""
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _of_run(run: str) -> list[str]:
    if run.isascii():
        return [run] if len(run) >= SHORT else []
    return [run[at : at + 2] for at in range(len(run) - 1)]
