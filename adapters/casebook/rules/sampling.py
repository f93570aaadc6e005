"""Which closed cases are looked at a second time: a share of each day's, drawn by a seed that nobody knew before."""

import hashlib
from collections.abc import Iterable

WHOLE = 100  # per cent


def drawn(numbers: Iterable[str], share: int, seed: str) -> tuple[str, ...]:
    """Draw a share (per cent) of cases, at least one where there are any; the same seed draws the same cases."""
    ordered = sorted(numbers, key=lambda number: hashlib.sha256(f"{seed}:{number}".encode()).digest())
    return tuple(ordered[: -(-len(ordered) * share // WHOLE)])
