"""What is kept of a conversation, in the shape in which it is encoded."""

import secrets
from functools import lru_cache
from hashlib import blake2b
from typing import Final

import msgspec

from dialogs.facts.discreet import Discreet
from dialogs.facts.messages import Answer
from dialogs.facts.moment import DAY, Moment

MOST_ANSWERS: Final = 256  # of one person in one day; of one who writes more, the oldest are no longer known
PLACES_PER_MOMENT: Final = 1024


class Answered(msgspec.Struct, frozen=True, array_like=True):
    """A message that has an answer: a digest of its id, and the place where the answer lies."""

    digest: int
    place: int


class Said(Discreet, frozen=True, array_like=True):
    """An answer, as it lies at its place."""

    parts: tuple[str, ...]
    at: Moment

    def answer(self) -> Answer:
        return Answer(self.parts, self.at)


class Kept(Discreet, frozen=True, array_like=True):
    """A state, and which messages were answered in the last day, oldest first.

    ``name`` is channel and identity: it stands inside the seal, so that a rekeying can make the new key.
    """

    name: str
    state: bytes
    answered: tuple[Answered, ...] = ()

    def place_of(self, message: str) -> int | None:
        """Give the place of a message's answer."""
        if self.answered:
            digest = digest_of(message)
            for each in reversed(self.answered):
                if each.digest == digest:
                    return each.place
        return None

    def followed_by(self, state: bytes, now: Moment, new: Answered | None) -> "Kept":
        """Give what is kept after a turn."""
        answered, day_ago = self.answered, place_at(Moment(now - DAY))
        if answered and answered[0].place < day_ago:
            answered = tuple(each for each in answered if each.place >= day_ago)
        if new is not None:
            answered = (*answered[-MOST_ANSWERS + 1 :], new)
        return Kept(self.name, state, answered)


class Places:
    """Places that grow with time, so that answers are written one after the other.

    The lowest digits are a draw: two processes do not meet, and where they do, the second draws again.
    """

    def __init__(self) -> None:
        self._draw = secrets.randbelow(PLACES_PER_MOMENT)
        self._last = 0

    def next(self, now: Moment) -> int:
        self._last = max(self._last + PLACES_PER_MOMENT, place_at(now) + self._draw)
        return self._last

    def draw_again(self) -> None:
        """Move on: the last place was taken."""
        self._draw = secrets.randbelow(PLACES_PER_MOMENT)
        self._last += self._draw


def place_at(moment: Moment) -> int:
    """Give the first place of a moment."""
    return moment * PLACES_PER_MOMENT


@lru_cache(maxsize=256)  # of those under way: a turn asks three times
def digest_of(message: str) -> int:
    return int.from_bytes(blake2b(message.encode(), digest_size=8).digest(), "big")
