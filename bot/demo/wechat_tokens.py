"""Access tokens as WeChat gives them: one that is stable, and classic ones that push each other out."""

import hashlib
from collections import deque
from dataclasses import dataclass
from typing import Final, NamedTuple

from dialogs.facts.moment import DAY, MINUTE, SECOND, Clock, Moment

TOKEN_LIVES: Final = 120 * MINUTE
RENEWED_BEFORE_END: Final = 5 * MINUTE
"""Both tokens are good for so long."""
FORCED_A_DAY: Final = 20
FORCED_APART: Final = 30 * SECOND

MISSING, MALFORMED, VOID, OUTLIVED = 41001, 40014, 40001, 42001
TOO_SOON, TOO_OFTEN = 45011, 45009


class Given(NamedTuple):
    token: str
    seconds: int
    """How long it is still good."""


@dataclass(slots=True)
class _Token:
    text: str
    until: Moment


class Tokens:
    """``stable_token`` and ``token`` keep apart: getting one kind takes nothing from the other."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._made = 0
        self._good: list[_Token] = []
        self._outlived: set[str] = set()
        self._stable: _Token | None = None
        self._classic: _Token | None = None
        self._forced: deque[Moment] = deque()

    def stable(self) -> Given:
        """Give the same token each time, and a new one in its last five minutes."""
        now = self._clock.now()
        if self._stable is None or self._stable.until - now <= RENEWED_BEFORE_END:
            self._stable = self._new()
        return self._given(self._stable)

    def forced(self) -> Given | int:
        """Give a new stable token, and the former is good no more; the error code where that is asked too often."""
        now = self._clock.now()
        if self._forced and now - self._forced[-1] < FORCED_APART:
            return TOO_SOON
        while self._forced and now - self._forced[0] >= DAY:
            self._forced.popleft()
        if len(self._forced) >= FORCED_A_DAY:
            return TOO_OFTEN
        self._forced.append(now)
        if self._stable:
            self._void(self._stable)
        self._stable = self._new()
        return self._given(self._stable)

    def classic(self) -> Given:
        """Give a new token; the former stays good for five minutes."""
        if self._classic:
            self._classic.until = Moment(min(self._classic.until, self._clock.now() + RENEWED_BEFORE_END))
        self._classic = self._new()
        return self._given(self._classic)

    def void(self) -> None:
        """Let all tokens that are out be good no more, before their time."""
        self._good, self._stable, self._classic = [], None, None

    def refusal(self, shown: str) -> int:
        """Give the error code for a token that was shown; 0 for a good one."""
        if not shown:
            return MISSING
        if not shown.startswith("token-"):
            return MALFORMED
        token = next((each for each in self._good if each.text == shown), None)
        if token is None:
            return VOID
        return 0 if self._clock.now() < token.until else OUTLIVED

    def _new(self) -> _Token:
        self._made += 1
        digest = hashlib.sha256(str(self._made).encode()).hexdigest()
        token = _Token(f"token-{self._made}-{digest}", Moment(self._clock.now() + TOKEN_LIVES))
        self._good.append(token)
        return token

    def _void(self, token: _Token) -> None:
        self._good.remove(token)

    def _given(self, token: _Token) -> Given:
        return Given(token.text, (token.until - self._clock.now()) // SECOND)
