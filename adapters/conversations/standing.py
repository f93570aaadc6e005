"""Conversations as they stood when they were last seen, kept in mind between a look-up and its turn."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Final, final

from adapters.conversations.kept import Kept
from dialogs.facts.messages import Address

MOST_IN_MIND: Final = 4096  # conversations, of some KB each


@dataclass(frozen=True, slots=True)
class Standing:
    """A conversation at a revision, its keys, and the one under which it was found."""

    keys: tuple[int, ...]
    key: int
    revision: int
    kept: Kept


@final
class InMind:
    """The conversations seen last.

    What it says of a revision is true; whether that revision still stands, only the file knows.
    """

    def __init__(self) -> None:
        self._seen: OrderedDict[Address, Standing] = OrderedDict()

    def see(self, who: Address, standing: Standing) -> None:
        """Keep it in mind, unless a later revision is."""
        seen = self._seen.get(who)
        if seen is None or seen.revision <= standing.revision:
            self._seen[who] = standing
            self._seen.move_to_end(who)
            if len(self._seen) > MOST_IN_MIND:
                self._seen.popitem(last=False)

    def recall(self, who: Address) -> Standing | None:
        return self._seen.get(who)

    def lose(self, who: Address) -> None:
        self._seen.pop(who, None)

    def clear(self) -> None:
        self._seen.clear()
