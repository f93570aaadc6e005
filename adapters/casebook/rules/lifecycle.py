"""Which step a case may take from where; domain.md's life of a case as a table."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from dialogs.facts.cases import OPEN, Status

ANY = frozenset(Status)


class Step(StrEnum):
    """What an entry of the timeline says happened."""

    FILE = "file"
    JOIN = "join"
    SUPPLEMENT = "note"
    ANSWER = "answer"
    RATE = "rate"
    RENEW_CODE = "renew-code"
    MEDIA_LOST = "media-lost"


ALLOWED: Mapping[Step, frozenset[Status]] = MappingProxyType(
    {
        Step.FILE: frozenset(),
        Step.JOIN: OPEN,
        Step.SUPPLEMENT: ANY,
        Step.ANSWER: frozenset({Status.ASSIGNED}),
        Step.RATE: frozenset({Status.RESOLVED, Status.CLOSED}),
        Step.RENEW_CODE: ANY,
        Step.MEDIA_LOST: ANY,
    }
)
"""The statuses a step may be taken from; filing starts a case and comes from none."""


ENDED: frozenset[Status] = ANY - OPEN
FINAL = ENDED - {Status.CLOSED}
"""What no later step leads out of; a closed case can be reopened."""


def may_become(status: Status, following: Status) -> bool:
    """Say whether a backend may move a case so; it need not tell every step between."""
    return status not in FINAL and not (following is Status.SUBMITTED and status is not Status.SUBMITTED)


def may(step: Step, status: Status) -> bool:
    return status in ALLOWED[step]
