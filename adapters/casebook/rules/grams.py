"""What texts are found by: pairs of characters, which short Chinese words survive, within their runs of letters."""

import re
import unicodedata
from typing import Final

_RUNS: Final = re.compile(r"[^\W_]+")


def grams(text: str) -> frozenset[str]:
    """Give the pairs of a text, and of each run its last character alone: so each character begins one."""
    return frozenset(run[at : at + 2] for run in _runs(text) for at in range(len(run)))


def asked(query: str) -> tuple[frozenset[str], frozenset[str]]:
    """Give the pairs that a text has to hold to answer a query, and the single characters that it has to hold.

    Blanks and marks set words apart: each is looked for by itself.
    """
    runs = _runs(query)
    pairs = frozenset(run[at : at + 2] for run in runs for at in range(len(run) - 1))
    return pairs, frozenset(run for run in runs if len(run) == 1)


def _runs(text: str) -> list[str]:
    """Fold width and case away, and set the runs of letters and digits apart."""
    return _RUNS.findall(unicodedata.normalize("NFKC", text).casefold())
