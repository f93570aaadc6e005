"""Two cases about the same matter become one, and may be set apart again; pure."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from adapters.casebook.rules.course import Course, Terms
from dialogs.facts.cases import CaseKind, Status
from dialogs.facts.moment import Moment

HANDLED: Final = (Status.SUBMITTED, Status.ACCEPTED, Status.ASSIGNED)
"""Where a case may take in another one, in the order in which it comes there."""


def misfit(source: Course, into: Course, *, itself: bool, chained: bool) -> str:
    """Say in a code why a case cannot go into another one; ``chained``: others went into it before."""
    if itself:
        return "itself"
    if into.status is Status.MERGED or chained:
        return "chain"
    if into.status not in HANDLED:
        return "ended"
    # What is said about officials is seen by few: it is not mixed with what all may see.
    if CaseKind.MISCONDUCT in {source.kind, into.kind} and source.kind is not into.kind:
        return "kind"
    # A time to answer that runs already would be lost in one whose time has not begun.
    if into.status is Status.SUBMITTED and source.status is not Status.SUBMITTED:
        return "not-accepted"
    return ""


def merged(source: Course, into: str, terms: Terms) -> Course:
    return replace(
        source, status=Status.MERGED, stood=source.status, merged_into=into, ended_at=terms.now, asked_until=None
    )


def set_apart(source: Course) -> Course:
    """Put a merged case back to where it stood, its due times as they were."""
    return replace(source, status=source.stood or Status.ACCEPTED, stood=None, merged_into="", ended_at=None)


def taking_in(into: Course, source: Course) -> Course:
    """Give the case that another one went into: the earlier due time of both counts, of those that still run."""
    accept_by = _earliest((into.accept_by, source.accept_by)) if into.status is Status.SUBMITTED else into.accept_by
    own_accept = into.accept_by if into.own_accept_by is None else into.own_accept_by
    own_reply = into.reply_by if into.own_reply_by is None else into.own_reply_by
    return replace(
        into,
        accept_by=accept_by,
        reply_by=_earliest((into.reply_by, source.reply_by)),
        own_accept_by=own_accept,
        own_reply_by=own_reply,
        provisional=into.provisional or source.provisional,
    )


def letting_go(into: Course, left: Iterable[Course]) -> Course:
    """Give the case that one was taken out of: its former due times, as far as those still in it allow.

    A due time never comes nearer by that, and one that was set anew meanwhile stays.
    """
    others = tuple(left)
    accept_by = into.accept_by
    if into.status is Status.SUBMITTED:
        accept_by = _former(accept_by, into.own_accept_by, [each.accept_by for each in others])
    reply_by = _former(into.reply_by, into.own_reply_by, [each.reply_by for each in others])
    free = replace(into, accept_by=accept_by, reply_by=reply_by)
    return free if others else replace(free, own_accept_by=None, own_reply_by=None)


def _former(now: Moment | None, own: Moment | None, others: Iterable[Moment | None]) -> Moment | None:
    if now is None or own is None:
        return now
    return max(now, _earliest((own, *others)) or now)


def _earliest(times: Iterable[Moment | None]) -> Moment | None:
    return min((time for time in times if time is not None), default=None)
