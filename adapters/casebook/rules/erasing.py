"""Which texts of a case go when what it holds of somebody is erased."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from adapters.casebook.rules.lifecycle import Step
from dialogs.facts.moment import Moment

CITIZEN: Final = "citizen"
SYSTEM: Final = "system"
BETWEEN: Final = re.compile(r"[\s\-()（）.]")
"""What stands between the digits of one number."""
NUMBER: Final = re.compile(r"\d{7,}")
TELLING: Final = 9
"""Digits at the end of a number by which it is known with and without what is dialled before it."""
LEAST_NAME: Final = 2


@dataclass(frozen=True, slots=True)
class Spoken:
    """An entry that has words still; ``text`` is empty where no key opens them."""

    seq: int
    at: Moment
    kind: str
    actor: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Share:
    """What of a case is theirs whose data is erased.

    An entry does not say which of several reporters made it: that is told by its moment.
    """

    whole: bool = False
    """All that citizens wrote."""
    filed: bool = False
    """The matter itself."""
    joined: int = 0
    """The entry with which they joined."""
    mine: frozenset[Moment] = frozenset()
    """When they did something."""
    others: frozenset[Moment] = frozenset()
    """When other reporters did something."""
    marks: frozenset[str] = field(default=frozenset(), repr=False)
    """Their names and numbers, as ``marks_in`` gives them."""

    def holds(self, spoken: Spoken) -> bool:
        if spoken.actor == CITIZEN or spoken.kind == Step.FILE:
            return self.whole or self._is_theirs(spoken)
        return spoken.actor != SYSTEM and self._is_named(spoken.text)

    def _is_theirs(self, spoken: Spoken) -> bool:
        """Say whether it is theirs; what cannot be told goes with who filed the case."""
        if spoken.kind == Step.FILE:
            return self.filed
        if spoken.seq == self.joined or spoken.at in self.mine:
            return True
        return self.filed and spoken.at not in self.others

    def _is_named(self, text: str) -> bool:
        squeezed = BETWEEN.sub("", text)
        return any(mark in squeezed for mark in self.marks)


def marks_in(names: Iterable[str], texts: Iterable[str]) -> frozenset[str]:
    """Give by what somebody is known in a text: their names, and the numbers that these texts hold."""
    named = (BETWEEN.sub("", name) for name in names)
    return frozenset((*(name for name in named if len(name) >= LEAST_NAME), *_numbers(texts)))


def _numbers(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from (number[-TELLING:] for number in NUMBER.findall(BETWEEN.sub("", text)))
