"""What the clock is watched for in a case: a watch for each time that runs, planned anew whenever the case changes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from adapters.casebook.rules import warnings
from adapters.casebook.rules.course import Course, Terms
from adapters.casebook.rules.warnings import Run
from dialogs.facts.cases import Status
from dialogs.facts.moment import DAY, Moment

REMINDED_BEFORE: Final = 2 * DAY
"""How long before the rating window closes citizens are reminded, once."""


class Watched(StrEnum):
    """What a watch waits for; times that run are named as the columns of a case."""

    ACCEPT = "accept_by"
    SIGN = "sign_by"
    REPLY = "reply_by"
    PAUSE = "pause"  # the end of a pause
    REMIND = "remind"  # nobody has rated yet
    CLOSE = "close"  # the rating window ends
    LETTER = "letter"  # a letter of supervision is to be answered


RUNNING: Final = frozenset({Watched.ACCEPT, Watched.SIGN, Watched.REPLY, Watched.LETTER})
"""Of these is warned; the others are looked at once."""


@dataclass(frozen=True, slots=True)
class Watch:
    """``at`` is when to look next, ``None`` while the time rests; ``given`` counts the warnings of this time.

    ``ref`` tells watches of one kind apart: a case may have several letters.
    """

    kind: Watched
    since: Moment
    due: Moment
    at: Moment | None
    given: int = 0
    ref: str = ""


def planned(course: Course, submitted: Moment, kept: Mapping[str, Watch], terms: Terms) -> dict[str, Watch]:
    """Give the watches that a case needs now; those that still fit stay as they are."""
    return {watch.kind: watch for watch in _Plan(course, submitted, kept, terms).watches()}


def looked(watch: Watch, urgency: str, terms: Terms) -> Watch:
    """Give the watch after its warning: of those missed meanwhile only the last is given."""
    run = Run(watch.since, watch.due, warnings.is_urgent(terms, urgency))
    at, given = warnings.look(run, terms)
    return replace(watch, at=at, given=given)


def of_letter(id: str, since: Moment, due: Moment, terms: Terms) -> Watch:
    """Watch for the answer to a letter."""
    return Watch(Watched.LETTER, since, due, warnings.next_look(Run(since, due), terms), ref=id)


@dataclass(frozen=True, slots=True)
class _Plan:
    course: Course
    submitted: Moment
    kept: Mapping[str, Watch]
    terms: Terms

    def watches(self) -> Iterator[Watch]:
        course, now = self.course, self.terms.now
        if course.status is Status.SUBMITTED and course.accept_by is not None:
            yield self._run(Watched.ACCEPT, course.accept_by, self.submitted)
        if course.status is Status.ASSIGNED and course.sign_by is not None and course.signed_at is None:
            yield self._run(Watched.SIGN, course.sign_by, now)
        if course.status in {Status.ACCEPTED, Status.ASSIGNED} and course.reply_by is not None:
            yield self._run(Watched.REPLY, course.reply_by, now, rests=course.paused_until is not None)
        if course.status is Status.ASSIGNED and course.paused_until is not None:
            yield self._once(Watched.PAUSE, course.paused_until, course.paused_until)
        if course.status is Status.RESOLVED and course.resolved_at is not None:
            end = Moment(course.resolved_at + self.terms.city.limits.rating_days * DAY)
            yield self._once(Watched.REMIND, end, Moment(max(course.resolved_at, end - REMINDED_BEFORE)))
            yield self._once(Watched.CLOSE, end, end)

    def _run(self, kind: Watched, due: Moment, since: Moment, *, rests: bool = False) -> Watch:
        """Watch a time that runs. Moved, it goes on from where it began, but a new time to sign begins anew."""
        before = self.kept.get(kind)
        if before and before.due == due:
            return before if rests is (before.at is None) else self._turned(before, rests=rests)
        goes_on = before if kind is not Watched.SIGN else None
        run = self._of(goes_on.since if goes_on else since, due)
        # Who was told already that it is over hears no sooner of it because the day of it was corrected.
        told = goes_on is not None and goes_on.given >= len(self.terms.city.supervision.warn_at)
        at_once = self.terms.now >= due and not told
        at, given = (self.terms.now, 0) if at_once else warnings.look(run, self.terms)
        return Watch(kind, run.since, due, None if rests else at, given)

    def _turned(self, watch: Watch, *, rests: bool) -> Watch:
        """Let a watch rest, or take it up again where it stood."""
        return replace(watch, at=None if rests else warnings.next_look(self._of(watch.since, watch.due), self.terms))

    def _of(self, since: Moment, due: Moment) -> Run:
        return Run(since, due, warnings.is_urgent(self.terms, self.course.urgency))

    def _once(self, kind: Watched, due: Moment, at: Moment) -> Watch:
        """Watch for one moment; what was put off since keeps its later look."""
        before = self.kept.get(kind)
        return before if before and before.due == due else Watch(kind, self.terms.now, due, at)
