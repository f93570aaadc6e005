"""What a sentence says of a result: a rating, words that come near one and are to be asked about, or nothing."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from dialogs.answers import plain

TOLD: Final = {
    "unsolved": "told-unsolved-words",
    "dissatisfied": "told-dissatisfied-words",
    "satisfied": "told-satisfied-words",
}
"""By rating the words for it in a sentence; who says two kinds of blame means the first."""
NEAR: Final = {
    "acceptable": "near-acceptable-words",
    "satisfied": "near-satisfied-words",
    "dissatisfied": "near-dissatisfied-words",
    "unsolved": "near-unsolved-words",
}
"""By rating the words that may mean it where little else is said."""
LONGEST: Final = 200  # characters
ASKING: Final = ("?", "？")
GOOD, MIDDLING, BAD = "satisfied", "acceptable", ("unsolved", "dissatisfied")
ROOM: Final = {MIDDLING: 3}
"""By rating how many times its own length may stand around a word that comes near it; once where none is named."""
MIXED: Final = BAD[1]
"""What praise beside blame comes near, and praise that is denied."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """``sure``: taken at its word; else whoever said it is asked whether that was meant."""

    value: str = ""
    sure: bool = False


NONE: Final = Judgement()


class Judging:
    """``listed`` gives the words of an entry, ``denies`` whether a sentence says no to something."""

    def __init__(self, listed: Callable[[str], tuple[str, ...]], denies: Callable[[str], bool]) -> None:
        self._near = {value: tuple(map(plain, listed(key))) for value, key in NEAR.items()}
        told = [(plain(word), value) for value, key in TOLD.items() for word in listed(key)]
        # Praise with a hedge may hold words of blame: 还是不错 holds 还是不.
        hedged = {word for word in self._near[GOOD] if any(value in BAD and blame in word for blame, value in told)}
        self._hedged = frozenset(hedged)
        # The longest first: "not satisfied" holds "satisfied".
        self._told = sorted((*told, *((word, GOOD) for word in hedged)), key=lambda pair: len(pair[0]), reverse=True)
        self._turning = tuple(plain(word) for word in listed("turning-words"))
        self._denies = denies

    def of(self, text: str) -> Judgement:
        """Judge by praise and blame; praise in a sentence that denies something is none.

        Praise beside blame is asked about, and praise with a question mark. So is what stands right behind a word of
        denial: "not bad" is no blame.
        """
        rest = plain(text) if len(text) <= LONGEST else ""
        found: set[str] = set()
        doubted: set[str] = set()
        for word, value in self._told:
            for before in _befores(rest, word):
                if self._is_turned(before):
                    doubted.add(MIDDLING if value in BAD else MIXED)
                else:
                    (doubted if word in self._hedged else found).add(value)
            rest = _without(rest, word)
        judged = self._weighed(found, doubted, rest)
        return Judgement(GOOD) if judged.value == GOOD and text.rstrip().endswith(ASKING) else judged

    def _weighed(self, found: set[str], doubted: set[str], rest: str) -> Judgement:
        if bad := next((value for value in BAD if value in found), ""):
            return Judgement(MIXED) if GOOD in found | doubted else Judgement(bad, sure=True)
        if MIXED in doubted:
            return Judgement(MIXED)
        if GOOD in found | doubted:
            return NONE if self._denies(rest) and not doubted else Judgement(GOOD, sure=not doubted)
        return Judgement(MIDDLING) if doubted else NONE

    def near(self, text: str, *values: str) -> str:
        """Give the one of these ratings that a few words come near, or nothing."""
        said = plain(text) if len(text) <= LONGEST else ""
        pairs = ((value, word) for value in values for word in self._near[value])
        return next((value for value, word in pairs if said == word or self._nears(said, word, value)), "")

    def _nears(self, said: str, word: str, value: str) -> bool:
        before = next(_befores(said, word), None)
        if before is None or len(word) == 1 or len(said) > len(word) * (1 + ROOM.get(value, 1)):
            return False
        return not self._is_turned(before) and not (value == GOOD and self._denies(_without(said, word)))

    def _is_turned(self, before: str) -> bool:
        """Whether a sentence, so far, ends with a word that denies what comes next."""
        return any(
            re.search(rf"\b{re.escape(word)} $", before) if word.isascii() else before.endswith(word)
            for word in self._turning
        )


def _befores(said: str, word: str) -> Iterator[str]:
    """Give what stands before each place where a sentence holds a word."""
    if word in said:
        yield from (said[: found.start()] for found in _pattern(word).finditer(said))


def _without(said: str, word: str) -> str:
    return _pattern(word).sub(" ", said) if word in said else said


def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word))
