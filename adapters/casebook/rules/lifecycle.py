"""Which step a case may take from where, and who may take it; domain.md's life of a case as a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

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
    HAND_ON = "hand-on"
    ACCEPT = "accept"
    DECLINE = "decline"
    RECLASSIFY = "reclassify"
    ASSIGN = "assign"
    SIGN = "sign"
    RETURN = "return"
    ASK = "ask"
    ASK_EXTENSION = "ask-extension"
    GRANT = "grant"
    REFUSE = "refuse"
    NOTE = "note"
    REPLY = "reply"
    RESOLVE = "resolve"
    REOPEN = "reopen"
    FOLLOW_UP = "follow-up"
    INSPECT = "inspect"
    URGE = "urge"
    WITHDRAW = "withdraw"
    AMEND = "amend"
    SUPERVISE = "supervise"
    ANSWER_LETTER = "answer-letter"
    LEAD = "lead"
    MERGE = "merge"
    UNMERGE = "unmerge"
    CLOSE = "close"
    CALENDAR = "calendar"
    WARN = "warn"
    PAUSE_OVER = "pause-over"


class Who(StrEnum):
    """Whose act it is."""

    CITIZEN = "citizen"
    PLATFORM = "platform"
    ASSIGNER = "assigner"  # the platform, or a unit that hands on to one below it
    UNIT = "unit"  # the unit in charge, or one above it
    ADDRESSEE = "addressee"  # the unit that a letter went to; the platform where that is the desk
    ABOVE = "above"  # the platform, or a unit above the one in charge
    HELPER = "helper"  # the unit in charge, one above it, or one that helps it
    STAFF = "staff"  # the platform, the unit in charge, those above it and those that help it
    AUDITOR = "auditor"
    SYSTEM = "system"


class DueTime(StrEnum):
    """Named as the columns of a case."""

    ACCEPT_BY = "accept_by"
    SIGN_BY = "sign_by"
    REPLY_BY = "reply_by"


@dataclass(frozen=True, slots=True)
class Rule:
    """An act: whose it is, where it may start, what its body needs and takes, and the due times that it may move."""

    who: Who
    origins: frozenset[Status]
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    moves: frozenset[DueTime] = frozenset()


def _from(*statuses: Status) -> frozenset[Status]:
    return frozenset(statuses)


def _moves(*times: DueTime) -> frozenset[DueTime]:
    return frozenset(times)


_SUBMITTED, _ACCEPTED, _ASSIGNED = _from(Status.SUBMITTED), Status.ACCEPTED, _from(Status.ASSIGNED)
_UNRESOLVED: Final = _from(Status.SUBMITTED, Status.ACCEPTED, Status.ASSIGNED)
_DONE: Final = _from(Status.RESOLVED, Status.CLOSED)
_ALL: Final = frozenset(DueTime)
_EARLIEST: Final = _moves(DueTime.ACCEPT_BY, DueTime.REPLY_BY)
_RUN: Final = _moves(DueTime.SIGN_BY, DueTime.REPLY_BY)
_SIGN: Final = _moves(DueTime.SIGN_BY)
_REPLY: Final = _moves(DueTime.REPLY_BY)
_CHECKS: Final = ("checks", "confirm")

TABLE: Final[Mapping[Step, Rule]] = MappingProxyType(
    {
        Step.FILE: Rule(Who.CITIZEN, frozenset(), moves=_moves(DueTime.ACCEPT_BY)),
        Step.JOIN: Rule(Who.CITIZEN, OPEN),
        Step.ANSWER: Rule(Who.CITIZEN, _ASSIGNED, moves=_REPLY),
        Step.RATE: Rule(Who.CITIZEN, _DONE),
        Step.RENEW_CODE: Rule(Who.CITIZEN, ANY),
        Step.MEDIA_LOST: Rule(Who.SYSTEM, ANY),
        # From an officer who has left to the head of the unit, or to all of it.
        Step.HAND_ON: Rule(Who.SYSTEM, OPEN),
        Step.ACCEPT: Rule(Who.PLATFORM, _SUBMITTED, takes=("category", "urgency"), moves=_RUN),
        Step.DECLINE: Rule(Who.PLATFORM, _from(Status.SUBMITTED, _ACCEPTED), needs=("reason", "path")),
        # Handing on again starts the time to sign anew.
        Step.RECLASSIFY: Rule(Who.PLATFORM, _UNRESOLVED, needs=("category",), moves=_SIGN),
        Step.ASSIGN: Rule(Who.ASSIGNER, _from(_ACCEPTED, Status.ASSIGNED), ("unit",), ("joint",), _SIGN),
        Step.SIGN: Rule(Who.HELPER, _ASSIGNED, takes=("officer",)),
        Step.RETURN: Rule(Who.UNIT, _ASSIGNED, needs=("reason",), takes=("unit",)),
        Step.ASK: Rule(Who.UNIT, _ASSIGNED, needs=("text",)),
        Step.ASK_EXTENSION: Rule(Who.UNIT, _ASSIGNED, needs=("reason", "until")),
        Step.GRANT: Rule(Who.ABOVE, _ASSIGNED, moves=_REPLY),
        Step.REFUSE: Rule(Who.ABOVE, _ASSIGNED, needs=("reason",)),
        # A citizen's supplement is a note as well.
        Step.NOTE: Rule(Who.STAFF, ANY, needs=("text",), takes=("public",)),
        Step.REPLY: Rule(Who.HELPER, _ASSIGNED, needs=("text",)),
        Step.RESOLVE: Rule(Who.UNIT, _ASSIGNED, needs=("text", "outcome"), takes=_CHECKS),
        Step.REOPEN: Rule(Who.PLATFORM, _DONE, needs=("reason",), moves=_RUN),
        Step.FOLLOW_UP: Rule(Who.PLATFORM, _from(Status.CLOSED), needs=("result",), takes=("text",)),
        Step.INSPECT: Rule(Who.AUDITOR, _from(Status.CLOSED), needs=("verdict",), takes=("text",)),
        Step.WARN: Rule(Who.SYSTEM, ANY),
        Step.PAUSE_OVER: Rule(Who.SYSTEM, _ASSIGNED, moves=_REPLY),
        Step.URGE: Rule(Who.CITIZEN, _UNRESOLVED),
        Step.WITHDRAW: Rule(Who.CITIZEN, _UNRESOLVED),
        Step.AMEND: Rule(Who.CITIZEN, OPEN),
        Step.SUPERVISE: Rule(Who.ABOVE, OPEN, needs=("kind",), takes=("text",)),
        Step.ANSWER_LETTER: Rule(Who.ADDRESSEE, ANY, needs=("text",), takes=("letter",)),
        Step.LEAD: Rule(Who.PLATFORM, OPEN, needs=("official",), takes=("team", "plan", "until")),
        # Of the case that goes into another one; the due times of that one move.
        Step.MERGE: Rule(Who.PLATFORM, OPEN, needs=("into",), moves=_EARLIEST),
        Step.UNMERGE: Rule(Who.PLATFORM, _from(Status.MERGED), moves=_EARLIEST),
        Step.CLOSE: Rule(Who.SYSTEM, _from(Status.RESOLVED)),
        Step.CALENDAR: Rule(Who.SYSTEM, _UNRESOLVED, moves=_ALL),
    }
)
"""Every act. Filing starts a case and comes from no status."""

ENDED: frozenset[Status] = ANY - OPEN
FINAL = ENDED - {Status.CLOSED}
"""What no later step of a backend leads out of; a closed case can be reopened."""


def may_become(status: Status, following: Status) -> bool:
    """Say whether a backend may move a case so; it need not tell every step between."""
    return status not in FINAL and not (following is Status.SUBMITTED and status is not Status.SUBMITTED)


def may(step: Step, status: Status) -> bool:
    return status in TABLE[step].origins
