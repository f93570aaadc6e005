"""Over random lives of two cases a due time moves by what may move it alone."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from casebook_world import CITY, ZONE
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.casebook.rules import acting, merging
from adapters.casebook.rules.course import Course, Terms
from adapters.casebook.rules.lifecycle import TABLE, DueTime, Step, may
from adapters.casebook.rules.recalculating import recalculated
from dialogs.facts.cases import Status
from dialogs.facts.moment import DAY, HOUR, Moment, moment_of
from dialogs.facts.records import Bearer, Role
from dialogs.facts.staff import StaffAct

ADMIN = Bearer("t", Role.ADMIN)
START = moment_of(datetime(2026, 12, 14, 10, tzinfo=ZONE))
PUBLISHED = replace(CITY, calendar=replace(CITY.calendar, free=(date(2027, 1, 1), date(2027, 1, 4)), years=(2027,)))
SAID: dict[str, Any] = {
    "reason": "r",
    "path": "court",
    "category": "lamp",
    "unit": "parks",
    "text": "t",
    "outcome": "solved",
    "result": "well",
    "verdict": "well",
    "kind": "letter",
    "official": "o",
    "into": "2",
}
BY_SYSTEM_OR_CITIZEN = (Step.WITHDRAW, Step.CLOSE, Step.CALENDAR)
STEPS = st.sampled_from([*acting.CHANGES, *BY_SYSTEM_OR_CITIZEN, *[Step.ACCEPT, Step.ASSIGN, Step.MERGE] * 3])
WALK = st.lists(st.tuples(STEPS, st.integers(0, 1), st.integers(0, 40)), max_size=30)
MAY_MOVE = {
    DueTime.ACCEPT_BY: {Step.MERGE, Step.UNMERGE, Step.CALENDAR},
    DueTime.SIGN_BY: {Step.ACCEPT, Step.ASSIGN, Step.RECLASSIFY, Step.REOPEN, Step.CALENDAR},
    DueTime.REPLY_BY: {Step.ACCEPT, Step.GRANT, Step.REOPEN, Step.MERGE, Step.UNMERGE, Step.CALENDAR},
}
"""domain.md's closed list, written out once more; the end of a pause moves the answer at whatever act ends it."""


class Life:
    """Two cases, and what is done with them."""

    def __init__(self) -> None:
        first = Course(Status.SUBMITTED, category="lamp", urgency="normal", accept_by=Moment(START + DAY))
        self.courses = [first, replace(first, accept_by=Moment(START + 3 * DAY))]
        self.city = CITY
        self.now = START

    def take(self, step: Step, which: int) -> list[Course]:
        """Give both cases after an act on one of them, where it fits; else as they are."""
        course, terms, after = self.courses[which], Terms(self.city, ZONE, self.now), [*self.courses]
        if step is Step.CALENDAR:
            return self._corrected()
        if step in BY_SYSTEM_OR_CITIZEN:
            ends = {Step.WITHDRAW: acting.withdrawn, Step.CLOSE: acting.closed}[step]
            after[which] = ends(course, terms) if may(step, course.status) else course
            return after
        needed = {name: SAID[name] for name in TABLE[step].needs if name in SAID}
        until = {"until": Moment(self.now + 90 * DAY)} if "until" in TABLE[step].needs else {}
        act = StaffAct(step, "1", ADMIN, **needed, **until)
        if acting.misfit(step, course, act, terms) or (step is Step.MERGE and self._kept_apart(which)):
            return after
        after[which] = acting.take(step, course, act, terms)
        if step is Step.MERGE:
            after[1 - which] = merging.taking_in(after[1 - which], after[which])
        elif step is Step.UNMERGE:
            after[1 - which] = merging.letting_go(after[1 - which], [])
        return after

    def _corrected(self) -> list[Course]:
        old, self.city = self.city, PUBLISHED if self.city is CITY else CITY
        times = [Terms(city, ZONE, self.now).time for city in (old, self.city)]
        return [recalculated(course, START, self.city, *times) for course in self.courses]

    def _kept_apart(self, which: int) -> str:
        source, into = self.courses[which], self.courses[1 - which]
        return merging.misfit(source, into, itself=False, chained=source.own_accept_by is not None)


@given(walk=WALK)
@settings(max_examples=400)
def test_what_moves_a_due_time(walk: list[tuple[Step, int, int]]) -> None:
    """Nothing but domain.md's closed list moves a due time, merged or not, under whatever calendar."""
    life = Life()
    for step, which, hours in walk:
        life.now = Moment(life.now + hours * HOUR)
        after = life.take(step, which)
        for before, course in zip(life.courses, after, strict=True):
            moved = {time for time in DueTime if getattr(before, time) != getattr(course, time)}
            rested = before.paused_at is not None and course.paused_at is None
            moved -= {DueTime.REPLY_BY} if rested else set()
            assert all(step in MAY_MOVE[time] for time in moved), (step, moved)
            assert moved <= TABLE[step].moves
            assert course.paused <= CITY.limits.pause_days
        life.courses = after


@given(walk=WALK)
@settings(max_examples=200)
def test_merging_gains_no_time(walk: list[tuple[Step, int, int]]) -> None:
    """A case that takes in another one is never due later for it, and taking it out again never brings it nearer."""
    life = Life()
    for step, which, hours in walk:
        life.now = Moment(life.now + hours * HOUR)
        before, after = life.courses[1 - which], life.take(step, which)
        other = after[1 - which]
        if before.reply_by and other.reply_by and step is Step.MERGE:
            assert other.reply_by <= before.reply_by
        if before.reply_by and other.reply_by and step is Step.UNMERGE:
            assert other.reply_by >= before.reply_by
        life.courses = after
