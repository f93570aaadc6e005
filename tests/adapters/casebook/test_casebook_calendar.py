from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from casebook_world import ANNA, BORIS, CITY, ZONE, World, filing, world
from sqlalchemy import select
from staff_steps import DESK, LAMPS, LIGHTS, Offices

from adapters.casebook.recalculating import SqlCalendar
from adapters.casebook.schema import cases, timeline
from adapters.casebook.verifying import verify
from bot.demo.clock import HandClock, SeededChance
from dialogs.city import City
from dialogs.facts import acts
from dialogs.facts.moment import DAY, Moment, moment_of

PUBLISHED = replace(
    LAMPS, calendar=replace(CITY.calendar, free=(date(2027, 1, 1), date(2027, 1, 4)), years=(2027,), working=())
)


@pytest.fixture
def year_end(town: World, clock: HandClock, chance: SeededChance) -> tuple[Offices, Callable[[City], None]]:
    """The small city at the end of 2026, and how its profile is changed."""
    clock.set(moment_of(datetime(2026, 12, 28, 10, tzinfo=ZONE)))
    now = [LAMPS]
    offices = Offices(world(town.database, clock, chance, city=lambda: now[0]))
    return offices, lambda city: now.__setitem__(0, city)


async def entries(offices: Offices, number: str) -> list[str]:
    return [each["kind"] for each in await offices.rows(timeline, number)]


async def test_once(year_end: tuple[Offices, Callable[[City], None]]) -> None:
    """When the schedule arrives, each open case is computed anew, once, as an act that names old and new time."""
    offices, publish = year_end
    number = await offices.accepted(ANNA)
    before = await offices.do("note", number, text="x")
    calendar = SqlCalendar(offices.town.database, offices.town.office, offices.town.clock)
    nothing = await calendar.recompute()
    publish(PUBLISHED)
    first, again = await calendar.recompute(), await calendar.recompute()
    after = await offices.do("note", number, text="x")
    (moved,) = [each for each in await offices.rows(timeline, number) if each["kind"] == "calendar"]

    assert (nothing, first, again) == (0, 1, 0)
    assert after.reply_by > before.reply_by
    assert moved["actor"] == "system"
    assert f'"reply_by":"{before.reply_by}>{after.reply_by}"' in moved["codes"]


async def test_before_the_next_act(year_end: tuple[Offices, Callable[[City], None]]) -> None:
    """An act that comes before the sweep finds the case by the new calendar already."""
    offices, publish = year_end
    number = await offices.accepted(ANNA)
    publish(PUBLISHED)
    await offices.do("sign", number, officer="li")

    assert (await entries(offices, number))[-2:] == ["calendar", "sign"]
    assert await SqlCalendar(offices.town.database, offices.town.office, offices.town.clock).recompute() == 0


async def test_what_has_ended_stays(year_end: tuple[Offices, Callable[[City], None]]) -> None:
    """What has ended is not touched, however the calendar changes."""
    offices, publish = year_end
    number = await offices.accepted(ANNA)
    await offices.town.do(ANNA, acts.Withdraw(number))
    publish(PUBLISHED)

    assert await SqlCalendar(offices.town.database, offices.town.office, offices.town.clock).recompute() == 0
    assert "calendar" not in await entries(offices, number)


async def test_in_batches(year_end: tuple[Offices, Callable[[City], None]]) -> None:
    """Many cases are computed anew in bounded batches, each of them once."""
    offices, publish = year_end
    for index in range(25):
        who = BORIS if index % 2 else ANNA
        await offices.town.do(who, filing(f"Lamp number {index} is out and dark", category="noise"))
    publish(PUBLISHED)
    calendar = SqlCalendar(offices.town.database, offices.town.office, offices.town.clock)
    done = [await calendar.recompute() for _ in range(3)]
    kept = await offices.town.database.read(lambda c: c.scalars(select(cases.c.calendar).distinct()).all())

    assert done == [20, 5, 0]
    assert len(kept) == 1


@pytest.mark.parametrize("step", ["reply", "assign", "return", "reopen"])
async def test_a_clock_set_back(year_end: tuple[Offices, Callable[[City], None]], step: str) -> None:
    """A clock that is set back by days breaks neither the order of entries nor a due time, and it is noted."""
    offices, _ = year_end
    number = await offices.accepted(ANNA)
    if step == "reopen":
        await offices.resolved(number)
    before = await offices.do("note", number, text="before")
    offices.town.clock.set(Moment(offices.town.clock.now() - 3 * DAY))
    body = {"reply": {"text": "t"}, "assign": {"unit": "lights"}}.get(step, {"reason": "r"})
    after = await offices.do(step, number, LIGHTS if step in {"reply", "return"} else DESK, **body)
    last = (await offices.rows(timeline, number))[-1]
    ring = offices.town.office.keyring

    assert [each.at for each in after.timeline] == sorted(each.at for each in after.timeline)
    assert f'"clock":"{offices.town.clock.now()}"' in last["codes"]
    assert (after.reply_by, after.sign_by) == (before.reply_by, before.sign_by)
    assert (await offices.town.database.read(lambda c: verify(c, ring, number))).intact
