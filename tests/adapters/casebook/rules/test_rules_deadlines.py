from dataclasses import replace
from datetime import datetime

import pytest
from casebook_world import CITY, ZONE
from hypothesis import given
from hypothesis import strategies as st

from adapters.casebook.rules import acting, deadlines
from adapters.casebook.rules.course import Course, Terms
from adapters.casebook.rules.lifecycle import TABLE, DueTime, Step
from dialogs.facts.cases import Status
from dialogs.facts.moment import DAY, HOUR, Moment, civil, moment_of
from dialogs.facts.records import Bearer, Role
from dialogs.facts.staff import StaffAct

ADMIN = Bearer("t", Role.ADMIN)
WALK = st.lists(st.tuples(st.sampled_from(list(acting.CHANGES)), st.integers(0, 60)), max_size=25)
ABOUT_TIME = (Step.ASK, Step.ASK_EXTENSION, Step.ASK_EXTENSION, Step.GRANT, Step.GRANT, Step.REFUSE, Step.NOTE)
ASKING = st.lists(st.tuples(st.sampled_from(ABOUT_TIME), st.integers(0, 60), st.integers(1, 90)), max_size=25)
MAY_MOVE = {
    DueTime.SIGN_BY: {Step.ACCEPT, Step.ASSIGN, Step.RECLASSIFY, Step.REOPEN},
    DueTime.REPLY_BY: {Step.ACCEPT, Step.GRANT, Step.REOPEN},
    DueTime.ACCEPT_BY: set(),
}


def at(text: str) -> Moment:
    return moment_of(datetime.fromisoformat(text).replace(tzinfo=ZONE))


def terms(text: str) -> Terms:
    return Terms(CITY, ZONE, at(text))


def shown(moment: Moment | None) -> str:
    return civil(moment or Moment(0), ZONE).strftime("%Y-%m-%d %H:%M")


def acted(step: Step, now: Moment, **body: object) -> StaffAct:
    said = {"reason": "r", "path": "court", "category": "lamp", "unit": "parks", "text": "t", "outcome": "solved"}
    said |= {"result": "well", "verdict": "well", "kind": "letter", "official": "o", "into": "2"}
    needed = {name: said[name] for name in TABLE[step].needs if name in said}
    until = {"until": Moment(now + 90 * DAY)} if "until" in TABLE[step].needs else {}
    return StaffAct(step, "1", ADMIN, **{**needed, **until, **body})


def step(course: Course, name: Step, when: str, **body: object) -> Course:
    now = terms(when)
    act = acted(name, now.now, **body)
    assert acting.misfit(name, course, act, now) is None
    return acting.take(name, course, act, now)


@pytest.fixture
def assigned() -> Course:
    course = step(Course(Status.SUBMITTED, category="lamp", urgency="normal"), Step.ACCEPT, "2026-03-02 10:00")
    return step(course, Step.ASSIGN, "2026-03-02 11:00", unit="lights")


def test_reply_by_runs_from_acceptance(assigned: Course) -> None:
    """The answer is due five working days after acceptance, whenever the case was handed on."""
    assert shown(assigned.reply_by) == "2026-03-09 18:00"


def test_sign_by_runs_from_dispatch(assigned: Course) -> None:
    """The time to sign runs from the dispatch in working hours, and signing late gains nothing."""
    signed = step(assigned, Step.SIGN, "2026-03-05 10:00")

    assert shown(assigned.sign_by) == "2026-03-02 17:00"
    assert (signed.sign_by, signed.reply_by) == (assigned.sign_by, assigned.reply_by)


def test_by_the_clock() -> None:
    """An urgent case is signed for and answered by the clock, on a Saturday night too."""
    course = step(Course(Status.SUBMITTED, category="gas", urgency="urgent"), Step.ACCEPT, "2026-03-07 22:00")
    course = step(course, Step.ASSIGN, "2026-03-07 22:10", unit="lights")

    assert (shown(course.reply_by), shown(course.sign_by)) == ("2026-03-08 22:00", "2026-03-07 23:10")


def test_pause(assigned: Course) -> None:
    """A question to the citizen stops the time to answer by as many working days as the answer took."""
    asked = step(assigned, Step.ASK, "2026-03-03 10:00")
    over = deadlines.resumed(asked, terms("2026-03-05 09:00"))

    assert (asked.reply_by, shown(asked.paused_until)) == (assigned.reply_by, "2026-03-10 18:00")
    assert (shown(over.reply_by), over.paused, over.paused_until) == ("2026-03-11 18:00", 2, None)


def test_pauses_have_a_cap(assigned: Course) -> None:
    """All pauses of a case together move the answer by five working days and no more."""
    first = deadlines.resumed(step(assigned, Step.ASK, "2026-03-03 10:00"), terms("2026-03-06 09:00"))
    second = deadlines.resumed(step(first, Step.ASK, "2026-03-06 10:00"), terms("2026-05-06 09:00"))
    third = step(second, Step.ASK, "2026-05-06 10:00")

    assert (first.paused, second.paused, third.paused_until) == (3, 5, None)
    assert shown(second.reply_by) == "2026-03-16 18:00"


def test_a_pause_by_the_clock() -> None:
    """Where a case is counted by the clock, a pause is too."""
    course = step(Course(Status.SUBMITTED, category="gas", urgency="urgent"), Step.ACCEPT, "2026-03-07 22:00")
    course = step(course, Step.ASSIGN, "2026-03-07 22:10", unit="lights")
    over = deadlines.resumed(step(course, Step.ASK, "2026-03-07 22:30"), terms("2026-03-08 01:30"))

    assert over.reply_by == Moment((course.reply_by or 0) + 3 * HOUR)


def test_a_pause_ends_with_the_answer(assigned: Course) -> None:
    """Who resolves while the citizen is still asked is on time by the moved time."""
    asked = step(assigned, Step.ASK, "2026-03-03 10:00")
    resolved = step(asked, Step.RESOLVE, "2026-03-10 10:00")

    assert (resolved.paused_until, shown(resolved.reply_by)) == (None, "2026-03-16 18:00")


def test_more_time(assigned: Course) -> None:
    """More time counts once it is granted; asked for or refused it moves nothing."""
    asked = step(assigned, Step.ASK_EXTENSION, "2026-03-03 10:00", until=at("2026-03-20 18:00"))
    refused = step(asked, Step.REFUSE, "2026-03-03 11:00")
    granted = step(asked, Step.GRANT, "2026-03-03 11:00")

    assert asked.reply_by == refused.reply_by == assigned.reply_by
    assert (shown(granted.reply_by), granted.asked_until) == ("2026-03-20 18:00", None)


def test_a_pause_that_is_over_counts(assigned: Course) -> None:
    """More time than there was before a pause is not more than there is after it: it is not granted, and may be
    refused or asked for anew."""
    paused = step(assigned, Step.ASK, "2026-03-03 10:00")
    asked = step(paused, Step.ASK_EXTENSION, "2026-03-03 11:00", until=at("2026-03-10 18:00"))
    now = terms("2026-03-11 09:00")
    found = [acting.misfit(Step.GRANT, course, acted(Step.GRANT, now.now), now) for course in (asked, ended(asked))]

    assert [each and each.errors for each in found] == [(("until", "not-later"),)] * 2
    assert step(ended(asked), Step.REFUSE, "2026-03-11 09:00").asked_until is None
    assert shown(step(asked, Step.ASK_EXTENSION, "2026-03-11 09:00", until=at("2026-03-20 18:00")).asked_until) == (
        "2026-03-20 18:00"
    )


def ended(course: Course) -> Course:
    """Give a course whose pause was ended at its cap."""
    return deadlines.resumed(course, terms("2026-03-10 18:30"))


def test_granted_too_late(assigned: Course) -> None:
    """Time that is over by the moment it would be granted is not granted."""
    asked = step(assigned, Step.ASK_EXTENSION, "2026-03-03 10:00", until=at("2026-03-10 18:00"))
    now = terms("2026-03-20 11:00")
    found = acting.misfit(Step.GRANT, asked, acted(Step.GRANT, now.now), now)

    assert found is not None
    assert found.errors == (("until", "not-later"),)


@given(walk=ASKING)
def test_a_grant_is_more_time(walk: list[tuple[Step, int, int]]) -> None:
    """Over random acts, whatever was asked for when, a grant makes the answer due later than it was, and than now."""
    now = at("2026-03-02 10:00")
    course = Course(Status.ASSIGNED, category="lamp", urgency="normal", unit="lights", reply_by=at("2026-03-09 18:00"))
    for name, hours, more in walk:
        now = Moment(now + hours * HOUR)
        here, act = Terms(CITY, ZONE, now), acted(name, now, until=Moment(now + more * HOUR))
        if acting.misfit(name, course, act, here):
            continue
        after = acting.take(name, course, act, here)
        if name is Step.GRANT:
            assert after.reply_by is not None
            assert after.reply_by > max(now, course.reply_by or now)
        course = after


def test_pauses_under_another_urgency() -> None:
    """Pauses that were used by the clock are days once working days count, begun ones whole, and back."""
    urgent = Course(Status.ASSIGNED, category="gas", urgency="urgent", unit="lights", reply_by=at("2026-03-05 10:00"))
    used = deadlines.resumed(step(urgent, Step.ASK, "2026-03-02 10:00"), terms("2026-03-02 12:00"))
    calm = step(used, Step.RECLASSIFY, "2026-03-02 13:00", category="lamp")
    again = step(calm, Step.RECLASSIFY, "2026-03-02 14:00", category="gas")

    assert (used.paused, calm.paused, again.paused) == (2 * HOUR, 1, DAY)
    assert shown(step(calm, Step.ASK, "2026-03-02 15:00").paused_until) == "2026-03-06 18:00"
    assert step(again, Step.ASK, "2026-03-02 15:00").paused_until == at("2026-03-06 15:00")


def test_reopened(assigned: Course) -> None:
    """Reopening starts both times anew, and the second time the level above takes over."""
    resolved = step(assigned, Step.RESOLVE, "2026-03-09 10:00")
    again = step(resolved, Step.REOPEN, "2026-03-12 10:00")

    assert (again.status, again.unit, again.reopened) == (Status.ASSIGNED, "lights", 1)
    assert (shown(again.sign_by), shown(again.reply_by)) == ("2026-03-12 16:00", "2026-03-19 18:00")
    assert (again.resolved_at, again.outcome) == (None, "")


def test_over_an_unpublished_new_year() -> None:
    """A case whose answer is due in 2027 is marked as provisional."""
    course = step(Course(Status.SUBMITTED, category="lamp", urgency="normal"), Step.ACCEPT, "2026-12-29 10:00")

    assert (shown(course.reply_by), course.provisional) == ("2027-01-06 18:00", True)


@given(walk=WALK)
def test_what_moves_a_due_time(walk: list[tuple[Step, int]]) -> None:
    """Over random acts a due time moves by what may move it alone, and a pause's end moves the answer."""
    now = at("2026-03-02 10:00")
    course = Course(Status.SUBMITTED, category="lamp", urgency="normal", accept_by=at("2026-03-03 18:00"))
    for name, hours in walk:
        now = Moment(now + hours * HOUR)
        here = Terms(CITY, ZONE, now)
        act = acted(name, now)
        if acting.misfit(name, course, act, here):
            continue
        after = acting.take(name, course, act, here)
        moved = {time for time in DueTime if getattr(course, time) != getattr(after, time)}
        rested = course.paused_at is not None and after.paused_at is None
        free = {DueTime.REPLY_BY} if rested else set()
        assert all(name in MAY_MOVE[time] for time in moved - free)
        assert moved - free <= TABLE[name].moves
        assert after.paused <= CITY.limits.pause_days
        course = after


@given(walk=WALK)
def test_waiting_gains_nothing(walk: list[tuple[Step, int]]) -> None:
    """Taken later, the same act that moves no due time leaves the same due times."""
    still = [name for name, _ in walk if not TABLE[name].moves and name not in acting.ENDS_PAUSE]
    course = Course(
        Status.ASSIGNED,
        category="lamp",
        urgency="normal",
        unit="lights",
        reply_by=at("2026-03-09 18:00"),
        first_unit="lights",
    )
    for name in still:
        early, late = terms("2026-03-03 10:00"), terms("2026-03-06 10:00")
        act = acted(name, late.now)
        if acting.misfit(name, course, act, late) is None:
            times = [
                replace(acting.take(name, course, act, here), paused_at=None, paused_until=None)
                for here in (early, late)
            ]
            assert times[0].reply_by == times[1].reply_by == course.reply_by
            assert times[0].sign_by == times[1].sign_by == course.sign_by
