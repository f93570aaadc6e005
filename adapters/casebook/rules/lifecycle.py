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


class Then(StrEnum):
    """What else an act brings about, beside its entry and the case's state."""

    DISPATCH = "dispatch"  # the city's rules send it on
    PAUSE_ENDS = "pause-ends"  # nobody waits for the citizen's answer any more
    ASK = "ask"  # the filer is asked
    ASK_RATING = "ask-rating"  # every reporter is asked how it went
    NO_RATING = "no-rating"  # nobody is any more
    WRITE_LETTER = "write-letter"
    LETTER_ANSWERED = "letter-answered"
    NAME_LEAD = "name-lead"
    TAKE_IN = "take-in"  # the other case gets the reporters and the earlier due time
    LET_GO = "let-go"  # the other case has its own again
    COUNT_CALL = "count-call"


class Told(StrEnum):
    """Who gets a notice of an act."""

    REPORTERS = "reporters"
    IN_CHARGE = "in-charge"  # the officers of the unit that has it afterwards, else those above or the desk
    DESK = "desk"
    HELPERS = "helpers"  # the officers of the units that are asked to help


@dataclass(frozen=True, slots=True)
class Rule:
    """An act: whose it is, where it may start, what its body needs and takes, and the due times that it may move.

    Of what staff do also what follows from it, and who is told.
    """

    who: Who
    origins: frozenset[Status]
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    moves: frozenset[DueTime] = frozenset()
    then: tuple[Then, ...] = ()
    tells: frozenset[Told] = frozenset()


def _from(*statuses: Status) -> frozenset[Status]:
    return frozenset(statuses)


def _moves(*times: DueTime) -> frozenset[DueTime]:
    return frozenset(times)


def _tells(*told: Told) -> frozenset[Told]:
    return frozenset(told)


_SUBMITTED, _ACCEPTED, _ASSIGNED = _from(Status.SUBMITTED), Status.ACCEPTED, _from(Status.ASSIGNED)
_UNRESOLVED: Final = _from(Status.SUBMITTED, Status.ACCEPTED, Status.ASSIGNED)
_DONE: Final = _from(Status.RESOLVED, Status.CLOSED)
_ALL: Final = frozenset(DueTime)
_EARLIEST: Final = _moves(DueTime.ACCEPT_BY, DueTime.REPLY_BY)
_RUN: Final = _moves(DueTime.SIGN_BY, DueTime.REPLY_BY)
_SIGN: Final = _moves(DueTime.SIGN_BY)
_REPLY: Final = _moves(DueTime.REPLY_BY)
_REPORTERS: Final = _tells(Told.REPORTERS)
_CHARGE: Final = _tells(Told.IN_CHARGE)
_BOTH: Final = _REPORTERS | _CHARGE
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
        Step.ACCEPT: Rule(
            Who.PLATFORM, _SUBMITTED, takes=("category", "urgency"), moves=_RUN, then=(Then.DISPATCH,), tells=_REPORTERS
        ),
        Step.DECLINE: Rule(
            Who.PLATFORM, _from(Status.SUBMITTED, _ACCEPTED), needs=("reason", "path"), tells=_REPORTERS
        ),
        # Handing on again starts the time to sign anew.
        Step.RECLASSIFY: Rule(
            Who.PLATFORM, _UNRESOLVED, needs=("category",), moves=_SIGN, then=(Then.PAUSE_ENDS, Then.DISPATCH)
        ),
        Step.ASSIGN: Rule(
            Who.ASSIGNER,
            _from(_ACCEPTED, Status.ASSIGNED),
            needs=("unit",),
            takes=("joint",),
            moves=_SIGN,
            then=(Then.PAUSE_ENDS,),
            tells=_BOTH | _tells(Told.HELPERS),
        ),
        Step.SIGN: Rule(Who.HELPER, _ASSIGNED, takes=("officer",)),
        Step.RETURN: Rule(
            Who.UNIT, _ASSIGNED, needs=("reason",), takes=("unit",), then=(Then.PAUSE_ENDS,), tells=_tells(Told.DESK)
        ),
        Step.ASK: Rule(Who.UNIT, _ASSIGNED, needs=("text",), then=(Then.ASK,), tells=_REPORTERS),
        Step.ASK_EXTENSION: Rule(Who.UNIT, _ASSIGNED, needs=("reason", "until")),
        Step.GRANT: Rule(Who.ABOVE, _ASSIGNED, moves=_REPLY, tells=_BOTH),
        Step.REFUSE: Rule(Who.ABOVE, _ASSIGNED, needs=("reason",), tells=_CHARGE),
        # A citizen's supplement is a note as well.
        Step.NOTE: Rule(Who.STAFF, ANY, needs=("text",), takes=("public",)),
        Step.REPLY: Rule(Who.HELPER, _ASSIGNED, needs=("text",), tells=_REPORTERS),
        Step.RESOLVE: Rule(
            Who.UNIT,
            _ASSIGNED,
            needs=("text", "outcome"),
            takes=_CHECKS,
            then=(Then.PAUSE_ENDS, Then.ASK_RATING),
            tells=_REPORTERS,
        ),
        Step.REOPEN: Rule(Who.PLATFORM, _DONE, needs=("reason",), moves=_RUN, then=(Then.NO_RATING,), tells=_BOTH),
        Step.FOLLOW_UP: Rule(
            Who.PLATFORM, _from(Status.CLOSED), needs=("result",), takes=("text",), then=(Then.COUNT_CALL,)
        ),
        Step.INSPECT: Rule(Who.AUDITOR, _from(Status.CLOSED), needs=("verdict",), takes=("text",)),
        Step.WARN: Rule(Who.SYSTEM, ANY),
        Step.PAUSE_OVER: Rule(Who.SYSTEM, _ASSIGNED, moves=_REPLY),
        Step.URGE: Rule(Who.CITIZEN, _UNRESOLVED),
        Step.WITHDRAW: Rule(Who.CITIZEN, _UNRESOLVED, then=(Then.PAUSE_ENDS,)),
        Step.AMEND: Rule(Who.CITIZEN, OPEN),
        Step.SUPERVISE: Rule(
            Who.ABOVE, OPEN, needs=("kind",), takes=("text",), then=(Then.WRITE_LETTER,), tells=_CHARGE
        ),
        Step.ANSWER_LETTER: Rule(Who.ADDRESSEE, ANY, needs=("text",), takes=("letter",), then=(Then.LETTER_ANSWERED,)),
        Step.LEAD: Rule(
            Who.PLATFORM, OPEN, needs=("official",), takes=("team", "plan", "until"), then=(Then.NAME_LEAD,)
        ),
        # Of the case that goes into another one; the due times of that one move.
        Step.MERGE: Rule(
            Who.PLATFORM,
            OPEN,
            needs=("into",),
            moves=_EARLIEST,
            then=(Then.PAUSE_ENDS, Then.NO_RATING, Then.TAKE_IN),
            tells=_REPORTERS,
        ),
        Step.UNMERGE: Rule(Who.PLATFORM, _from(Status.MERGED), moves=_EARLIEST, then=(Then.LET_GO,), tells=_REPORTERS),
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


def that(does: Then) -> frozenset[Step]:
    """Name the acts from which something follows."""
    return frozenset(step for step, rule in TABLE.items() if does in rule.then)


def may(step: Step, status: Status) -> bool:
    return status in TABLE[step].origins
