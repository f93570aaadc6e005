"""How each step is told: for how long it is news, what older news it makes stale, and whether a double does harm."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from adapters.casebook.rules.lifecycle import Step
from dialogs.facts.moment import DAY, HOUR, Moment

WAITING: Final = "waiting"
HELD: Final = "held"
SUPERSEDED: Final = "superseded"

STATE: Final = frozenset(
    {
        *(Step.ACCEPT, Step.DECLINE, Step.ASSIGN, Step.GRANT, Step.RESOLVE),
        *(Step.REOPEN, Step.WITHDRAW, Step.MERGE, Step.CLOSE),
    }
)
"""Steps that say where a case stands: the newest says it all."""
REMIND: Final = "remind-rating"


@dataclass(frozen=True, slots=True)
class Telling:
    """``keep``: µs after which it is news no more."""

    keep: int = 7 * DAY
    twice: bool = True
    """Sent again where nobody knows whether it arrived: a double is better than none."""
    stale: frozenset[str] = frozenset()
    """Steps that it makes stale: what of them is not delivered is not sent any more."""
    asks: bool = False
    """It expects an answer: held back while the citizen is in the middle of something."""
    lasting: bool = True
    """Held, it is told however late; else it goes once it is news no more."""


_STATE: Final = Telling(stale=STATE)
_END: Final = Telling(stale=STATE | {Step.ASK, REMIND})
_REMINDER: Final = Telling(keep=DAY, twice=False, asks=True, lasting=False)

TELLINGS: Final[Mapping[str, Telling]] = MappingProxyType(
    {
        Step.ACCEPT: _STATE,
        Step.DECLINE: _END,
        Step.ASSIGN: _STATE,
        Step.GRANT: _STATE,
        Step.ASK: Telling(asks=True),
        Step.REPLY: Telling(),
        Step.NOTE: Telling(),
        Step.RESOLVE: Telling(stale=STATE | {Step.ASK}, asks=True),
        # Officers read in it that whoever reports the case was not satisfied.
        Step.REOPEN: Telling(stale=STATE | {REMIND, Step.RATE}),
        Step.WITHDRAW: _END,
        Step.MERGE: _END,
        # Who has not heard the result yet is told it also after the time to rate.
        Step.CLOSE: Telling(stale=(STATE - {Step.RESOLVE}) | {Step.ASK, REMIND}),
        Step.ANSWER: Telling(stale=frozenset({Step.ASK})),
        Step.RATE: Telling(stale=frozenset({REMIND})),
        REMIND: _REMINDER,
        "draft-reminder": _REMINDER,
        "draft-handed-over": Telling(keep=3 * DAY),
        "danger": Telling(keep=DAY),
        "alarm": Telling(keep=6 * HOUR),
        "daily-list": Telling(keep=8 * HOUR, twice=False),
        "unmanned": Telling(keep=DAY, twice=False),
    }
)
"""Every step that is told otherwise than ``USUAL``: warnings, new cases and returns to officers among them are not."""
USUAL: Final = Telling()
FLEETING: Final = frozenset(step for step, telling in TELLINGS.items() if not telling.lasting)


def sent_again(attempts: int, now: Moment) -> Moment:
    """Say when what did not reach a phone is sent once more: after an hour, then after twice as long, a day at most."""
    return Moment(now + min(HOUR << min(max(attempts - 1, 0), 10), DAY))


def telling_of(step: str) -> Telling:
    return TELLINGS.get(step, USUAL)
