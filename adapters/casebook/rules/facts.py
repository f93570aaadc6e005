"""What an entry's codes tell who reads the timeline; whose token it was and the like are for the audit alone."""

from collections.abc import Iterator, Mapping
from typing import Final

from adapters.casebook.rules.lifecycle import DueTime, Step
from dialogs.facts.moment import Moment
from dialogs.facts.records import Fact

TOLD: Final = (
    "kind", "category", "urgency", "unit", "joint", "officer", "rule", "path", "until", "outcome", "checks", "doubts",
    "result", "verdict", "letter", "into", "from", "part", "public", "left", "time", "warning", "due",
)  # fmt: skip
TIMES: Final = frozenset({"until", "due", *map(str, DueTime)})
UNTOLD: Final = frozenset({Step.FILE})
"""What its codes say the case itself says."""


def facts_of(step: str, codes: Mapping[str, str]) -> tuple[Fact, ...]:
    """Give them in one order, times as moments; of what changed both sides, the former one with ``_before``."""
    if step in UNTOLD:
        return ()
    named = [name for name in (*TOLD, *map(str, DueTime)) if codes.get(name)]
    return tuple(fact for name in named for fact in _sides(name, codes[name]))


def _sides(name: str, value: str) -> Iterator[Fact]:
    former, changed, present = value.partition(">")
    sides = ((name, present), (f"{name}_before", former)) if changed else ((name, value),)
    for side, said in sides:
        if said:
            yield side, Moment(int(said)) if name in TIMES else said
