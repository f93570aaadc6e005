"""How many customer messages an account may send to somebody, and until when: what the citizen did decides."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from dialogs.facts.moment import HOUR, MINUTE, Clock, Moment

CLOSED, USED_UP = 45015, 45047


class Trigger(StrEnum):
    """What opens a window."""

    MESSAGE = "message"
    CLICK = "click"
    """A menu click, a follow, a scan; a tapped msgmenu item too, although it arrives as a message."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """So many messages, within so many microseconds."""

    messages: int
    lasts: int


ALLOWED: Final[Mapping[Trigger, Allowance]] = {
    Trigger.MESSAGE: Allowance(5, 48 * HOUR),
    Trigger.CLICK: Allowance(3, MINUTE),
}


@dataclass(slots=True)
class _Window:
    left: int
    until: Moment


@dataclass(slots=True)
class Windows:
    clock: Clock
    allowed: Mapping[Trigger, Allowance] = field(default_factory=lambda: ALLOWED)
    _open: dict[str, dict[Trigger, _Window]] = field(default_factory=dict, repr=False)

    def open(self, openid: str, trigger: Trigger) -> None:
        """Note what somebody did; each time the count begins anew."""
        allowance = self.allowed[trigger]
        until = Moment(self.clock.now() + allowance.lasts)
        self._open.setdefault(openid, {})[trigger] = _Window(allowance.messages, until)

    def close(self, openid: str) -> None:
        """Who follows no more gets nothing."""
        self._open.pop(openid, None)

    def spend(self, openid: str) -> int:
        """Count one message: 0, or the error code of what forbids it. What ends first is spent first."""
        now = self.clock.now()
        current = [window for window in self._open.get(openid, {}).values() if now < window.until]
        if not current:
            return CLOSED
        with_some = [window for window in current if window.left]
        if not with_some:
            return USED_UP
        min(with_some, key=lambda window: window.until).left -= 1
        return 0
