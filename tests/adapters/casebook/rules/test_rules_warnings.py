"""When is warned, and what is watched."""

from dataclasses import replace
from datetime import datetime

import pytest
from casebook_world import CITY, ZONE
from hypothesis import given
from hypothesis import strategies as st

from adapters.casebook.rules.course import Course, Terms
from adapters.casebook.rules.warnings import Run, next_look, reached
from adapters.casebook.rules.watch import Watch, Watched, looked, planned
from dialogs.facts.cases import Status
from dialogs.facts.moment import DAY, HOUR, Moment, civil, moment_of

# Monday to Monday, five working days: 10:00 to 18:00, then four days of seven hours.
SINCE, DUE = "2026-03-02 10:00", "2026-03-09 18:00"


def at(text: str) -> Moment:
    return moment_of(datetime.fromisoformat(text).replace(tzinfo=ZONE))


def terms(text: str) -> Terms:
    return Terms(CITY, ZONE, at(text))


def shown(moment: Moment | None) -> str:
    return civil(moment or Moment(0), ZONE).strftime("%Y-%m-%d %H:%M")


RUN = Run(at(SINCE), at(DUE))


@pytest.mark.parametrize(
    ("now", "given", "following"),
    [
        ("2026-03-02 10:00", 0, "2026-03-05 09:30"),  # half of 41 hours: 6, 7, 7, and half an hour
        ("2026-03-05 09:30", 1, "2026-03-06 16:48"),
        ("2026-03-07 12:00", 2, "2026-03-09 18:00"),
        ("2026-03-09 18:00", 3, "2026-03-10 08:00"),
        ("2026-03-10 07:59", 3, "2026-03-10 08:00"),
        ("2026-03-10 08:00", 4, "2026-03-11 08:00"),
        ("2026-03-13 20:00", 7, "2026-03-16 08:00"),  # nobody is warned at the weekend
        ("2026-03-15 12:00", 7, "2026-03-16 08:00"),
    ],
)
def test_warnings_of_a_time(now: str, given: int, following: str) -> None:
    """At half, at four fifths and at the end of the open hours, then at eight on each working day."""
    assert (reached(RUN, terms(now)), shown(next_look(RUN, terms(now)))) == (given, following)


def test_urgent_by_the_clock() -> None:
    """What is urgent is warned about by the clock, in the night too."""
    run = Run(at("2026-03-07 22:00"), at("2026-03-08 22:00"), urgent=True)

    assert shown(next_look(run, terms("2026-03-07 22:00"))) == "2026-03-08 10:00"


def test_a_time_outside_the_hours() -> None:
    """A time within one night has its shares too."""
    run = Run(at("2026-03-02 20:00"), at("2026-03-02 22:00"))

    assert shown(next_look(run, terms("2026-03-02 20:00"))) == "2026-03-02 21:00"


@given(st.integers(0, 60 * 24), st.integers(0, 12 * 24))
def test_looks_and_warnings_agree(first: int, length: int) -> None:
    """Until the next look no warning falls due, and then one does, whatever the time."""
    since = Moment(at("2026-02-10 00:00") + first * HOUR)
    run = Run(since, Moment(since + length * HOUR + 1))
    now = since
    for _ in range(8):
        before, look = reached(run, Terms(CITY, ZONE, now)), next_look(run, Terms(CITY, ZONE, now))
        assert look > now
        assert reached(run, Terms(CITY, ZONE, Moment(look - 1))) == before < reached(run, Terms(CITY, ZONE, look))
        now = look


FILED = Course(Status.SUBMITTED, accept_by=at("2026-03-03 18:00"))
GIVEN = Course(Status.ASSIGNED, unit="lights", sign_by=at("2026-03-02 17:00"), reply_by=at(DUE))


def plan(course: Course, now: str, kept: dict[str, Watch] | None = None) -> dict[str, Watch]:
    return planned(course, at(SINCE), kept or {}, terms(now))


def test_what_is_watched() -> None:
    """Of a new case its acceptance, of an assigned one signing and the answer, of a resolved one the rating."""
    signed = replace(GIVEN, signed_at=at("2026-03-02 12:00"))
    resolved = replace(signed, status=Status.RESOLVED, resolved_at=at("2026-03-03 10:00"))

    assert set(plan(FILED, SINCE)) == {Watched.ACCEPT}
    assert set(plan(GIVEN, SINCE)) == {Watched.SIGN, Watched.REPLY}
    assert set(plan(signed, SINCE)) == {Watched.REPLY}
    assert set(plan(resolved, "2026-03-03 10:00")) == {Watched.REMIND, Watched.CLOSE}
    assert plan(replace(signed, status=Status.WITHDRAWN), SINCE) == {}


def test_nothing_moves_a_watch_but_its_time() -> None:
    """Planned again later, with the same due time, a watch stays as it was."""
    first = plan(GIVEN, SINCE)

    assert plan(GIVEN, "2026-03-04 10:00", first) == first


def test_a_pause() -> None:
    """While the citizen is asked nobody is warned about the answer; then the watch goes on where it stood."""
    first = plan(GIVEN, SINCE)
    paused = replace(GIVEN, paused_at=at("2026-03-03 10:00"), paused_until=at("2026-03-10 18:00"))
    resting = plan(paused, "2026-03-03 10:00", first)
    over = plan(replace(GIVEN, reply_by=at("2026-03-11 18:00")), "2026-03-05 10:00", resting)

    assert resting[Watched.REPLY].at is None
    assert shown(resting[Watched.PAUSE].at) == "2026-03-10 18:00"
    assert (over[Watched.REPLY].since, shown(over[Watched.REPLY].at)) == (at(SINCE), "2026-03-06 09:30")
    assert Watched.PAUSE not in over


def test_signing_begins_anew() -> None:
    """Handed on, the next unit has all of its time; the answer's time goes on from where it began."""
    first = plan(GIVEN, SINCE)
    handed_on = plan(replace(GIVEN, sign_by=at("2026-03-04 17:00")), "2026-03-04 10:00", first)

    assert handed_on[Watched.SIGN].since == at("2026-03-04 10:00")
    assert handed_on[Watched.REPLY] == first[Watched.REPLY]


def test_moved_into_the_past() -> None:
    """A due time that is over when it is set is warned about at once."""
    late = plan(replace(GIVEN, reply_by=at("2026-03-03 18:00")), "2026-03-05 10:00", plan(GIVEN, SINCE))

    assert shown(late[Watched.REPLY].at) == "2026-03-05 10:00"


def test_a_corrected_day_of_what_is_late() -> None:
    """A due time that is over and moves, as when the calendar is corrected, is told again in its turn, not at once."""
    late = {Watched.REPLY: looked(plan(GIVEN, SINCE)[Watched.REPLY], "normal", terms("2026-03-11 12:00"))}
    moved = plan(replace(GIVEN, reply_by=at("2026-03-10 18:00")), "2026-03-11 12:30", late)

    assert (moved[Watched.REPLY].given, shown(moved[Watched.REPLY].at)) == (4, "2026-03-12 08:00")


def test_missed_warnings_are_one() -> None:
    """Of the warnings that fell due while nobody looked only the last is given, and the next is still to come."""
    after = looked(plan(GIVEN, SINCE)[Watched.REPLY], "normal", terms("2026-03-20 12:00"))

    assert (after.given, shown(after.at)) == (3 + 9, "2026-03-23 08:00")


def test_the_rating_window() -> None:
    """A resolved case is looked at two days before its window ends, and then."""
    resolved = replace(GIVEN, status=Status.RESOLVED, resolved_at=at("2026-03-03 10:00"))
    watches = plan(resolved, "2026-03-03 10:00")

    assert watches[Watched.CLOSE].at == Moment(at("2026-03-03 10:00") + 7 * DAY)
    assert watches[Watched.REMIND].at == Moment(at("2026-03-03 10:00") + 5 * DAY)
