"""A clock that is turned by hand, and chance that repeats itself."""

import base64
import random
from datetime import tzinfo

from dialogs.facts.moment import Moment, civil


class HandClock:
    """Stands still until it is turned; ``zone`` is only for who reads it."""

    def __init__(self, now: Moment, zone: tzinfo | None = None) -> None:
        self._now = now
        self._zone = zone

    def now(self) -> Moment:
        return self._now

    def advance(self, microseconds: int) -> Moment:
        """Turn it on; a clock is never turned back by ``advance``: that is a ``ValueError``."""
        if microseconds < 0:
            raise ValueError(microseconds)
        self._now = Moment(self._now + microseconds)
        return self._now

    def set(self, now: Moment) -> None:
        self._now = now

    def __repr__(self) -> str:
        return f"HandClock({civil(self._now, self._zone)})" if self._zone else f"HandClock({self._now})"


class SeededChance:
    """The same draws for the same seed, in any process: for tests and transcripts, never for secrets."""

    def __init__(self, seed: int | str) -> None:
        self._random = random.Random(seed)  # noqa: S311  repeatable on purpose

    def token(self, size: int) -> str:
        return base64.urlsafe_b64encode(self._random.randbytes(size)).rstrip(b"=").decode()

    def digits(self, count: int) -> str:
        return f"{self._random.randrange(10**count):0{count}d}"

    def fraction(self) -> float:
        return self._random.random()
