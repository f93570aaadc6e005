"""The machine's time and the system's randomness, to be passed in."""

import secrets
import time

from dialogs.facts.moment import Moment


class SystemClock:
    def now(self) -> Moment:
        return Moment(time.time_ns() // 1000)


class SystemChance:
    """Chance fit for secrets."""

    def token(self, size: int) -> str:
        return secrets.token_urlsafe(size)

    def digits(self, count: int) -> str:
        return f"{secrets.randbelow(10**count):0{count}d}"

    def fraction(self) -> float:
        return secrets.randbits(53) / 2**53
