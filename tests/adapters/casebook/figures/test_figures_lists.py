"""The lists of a day: what came, what is due, what is late."""

import pytest
from ledger import Ledger, at, span

from dialogs.facts.cases import CaseKind, Status
from dialogs.facts.figures import Day

TUESDAY = span("2026-03-03 00:00", "2026-03-04 00:00")
EVENING = at("2026-03-03 18:00")


def counts(day: Day) -> tuple[int, int, int]:
    return day.came, day.due, day.late


async def test_what_came(ledger: Ledger) -> None:
    """What was submitted on the day came, from its first moment to its last, whatever became of it."""
    await ledger.lay("2026-03-02 23:59")
    first = await ledger.lay("2026-03-03 00:00", status=Status.CLOSED)
    last = await ledger.lay("2026-03-03 23:59")
    await ledger.lay("2026-03-04 00:00")
    day = await ledger.day("2026-03-05 09:00", TUESDAY)

    assert [each.number for each in day.came_cases] == first + last
    assert counts(day) == (2, 0, 0)


async def test_due_then_late(ledger: Ledger) -> None:
    """Due is what has to be done on the day, from the next moment on it is late; due later it is neither."""
    number = await ledger.lay("2026-02-24 10:00", reply_by=EVENING)
    await ledger.lay("2026-02-24 10:00", reply_by=at("2026-03-04 00:00"))
    due = await ledger.day("2026-03-03 18:00", TUESDAY)
    late = await ledger.day("2026-03-03 18:01", TUESDAY)

    assert (counts(due), [each.number for each in due.due_cases]) == ((0, 1, 0), number)
    assert (counts(late), [each.number for each in late.late_cases]) == ((0, 0, 1), number)
    assert (late.late_cases[0].due_at, late.late_cases[0].unit) == (EVENING, "lights")


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.ACCEPTED])
async def test_the_time_that_runs(ledger: Ledger, status: Status) -> None:
    """Before a case is taken the time to take it counts, afterwards the one to answer."""
    times = {"accept_by": EVENING, "reply_by": at("2026-04-01 18:00")}
    await ledger.lay("2026-02-24 10:00", status=status, **times)

    assert counts(await ledger.day("2026-03-03 19:00", TUESDAY)) == (0, 0, int(status is Status.SUBMITTED))


@pytest.mark.parametrize(
    "values",
    [
        {"status": Status.RESOLVED},
        {"status": Status.WITHDRAWN},
        {"paused_until": at("2026-03-09 18:00")},
        {"kind": CaseKind.MISCONDUCT},
    ],
    ids=str,
)
async def test_what_is_in_no_list(ledger: Ledger, values: dict) -> None:
    """What is done, rests while a citizen is asked, or is about officials is neither due nor late."""
    await ledger.lay("2026-02-24 10:00", reply_by=EVENING, **values)

    assert counts(await ledger.day("2026-03-03 10:00", TUESDAY)) == (0, 0, 0)
    assert counts(await ledger.day("2026-03-03 19:00", TUESDAY)) == (0, 0, 0)


async def test_of_a_unit(ledger: Ledger) -> None:
    """A unit's lists have its own cases and those of the units below it."""
    for unit in ("lights", "centre", "parks", ""):
        await ledger.lay("2026-03-03 10:00", unit=unit)
    came = [(await ledger.day("2026-03-03 12:00", TUESDAY, unit)).came for unit in ("", "desk", "centre", "lights")]

    assert came == [4, 3, 2, 1]


async def test_the_first_of_many(ledger: Ledger) -> None:
    """Of many cases all are counted and two hundred are named, the longest due first."""
    await ledger.lay("2026-02-24 10:00", 200, reply_by=at("2026-03-02 18:00"))
    oldest = await ledger.lay("2026-02-24 10:00", reply_by=at("2026-02-27 18:00"))
    day = await ledger.day("2026-03-03 12:00", TUESDAY)

    assert (day.late, len(day.late_cases)) == (201, 200)
    assert day.late_cases[0].number == oldest[0]
