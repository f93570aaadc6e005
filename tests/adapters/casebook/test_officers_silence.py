"""A number that no officer was heard from for half a year."""

import pytest
from officer_steps import CLERK, HEAD, PHONE, PIN, Office

from adapters.casebook.outbox_ways import people
from adapters.casebook.schema import cases, officers, timeline
from adapters.casebook.sweeping import SqlSweeper
from dialogs.facts.moment import DAY, MINUTE
from dialogs.facts.officers import (
    Bind,
    Binding,
    Handle,
    Me,
    MyTasks,
    OfficeQuery,
    SetPin,
    TryPin,
    WhoAmI,
)

HALF_A_YEAR = 180 * DAY


async def swept(place: Office) -> None:
    """Do what the clock brings."""
    sweeper = SqlSweeper(place.town.database, place.town.office, place.town.clock)
    while await sweeper.round():
        pass


async def ways_of(place: Office, officer: str) -> int:
    """How many addresses a notice to an officer has."""
    now, ring = place.town.clock.now(), place.town.office.keyring
    found = await place.town.database.read(lambda c: people(c, ring, [("officer", officer)], now))
    return len(found[("officer", officer)].ways) if found else 0


async def test_a_silent_number_is_no_officer(place: Office) -> None:
    """After half a year without a message nobody is bound to the number: no list, no PIN, no notice, no act."""
    clerk = await place.bound(PHONE)
    await place.casebook.look_up(PHONE, SetPin(PIN))
    number = await place.case()
    before = await ways_of(place, clerk)
    place.town.clock.advance(HALF_A_YEAR + MINUTE)

    assert (before, await ways_of(place, clerk)) == (1, 0)
    assert await place.casebook.look_up(PHONE, WhoAmI()) == Me()
    assert await place.casebook.look_up(PHONE, MyTasks()) is None
    assert await place.casebook.look_up(PHONE, TryPin(PIN)) == "none"
    assert (await place.do(PHONE, Handle("note", number, text="Still here"))).outcome == "unbound"


@pytest.mark.parametrize("heard", [WhoAmI(), MyTasks(), TryPin(PIN)], ids=lambda query: query.key)
async def test_who_is_heard_stays_bound(place: Office, heard: OfficeQuery) -> None:
    """Whatever an officer writes begins the half year anew; their silence after that ends it for good."""
    await place.bound(PHONE)
    place.town.clock.advance(HALF_A_YEAR - DAY)
    await place.casebook.look_up(PHONE, heard)
    place.town.clock.advance(HALF_A_YEAR - DAY)
    still = await place.casebook.look_up(PHONE, WhoAmI())
    place.town.clock.advance(HALF_A_YEAR + DAY)
    gone = await place.casebook.look_up(PHONE, WhoAmI())

    assert (still.unit, gone.unit) == ("lights", "")
    assert (await place.casebook.look_up(PHONE, WhoAmI())).unit == ""


async def test_on_wechat_nobody_is_too_silent(place: Office) -> None:
    """An identity of WeChat passes to nobody else, and stays bound."""
    clerk = await place.bound(CLERK)
    place.town.clock.advance(2 * HALF_A_YEAR)
    await swept(place)

    assert (await place.casebook.look_up(CLERK, WhoAmI())).unit == "lights"
    assert await ways_of(place, clerk) == 1


async def test_cases_of_who_is_silent_are_handed_on(place: Office) -> None:
    """The clock unbinds who was silent, forgets them, and gives their cases to the head with an entry each."""
    silent, head = await place.bound(PHONE), await place.bound(HEAD, head=True)
    signed = [await place.case(f"Lamp {count} of the street is out") for count in range(12)]
    for number in signed:
        await place.do(PHONE, Handle("sign", number))
    place.town.clock.advance(HALF_A_YEAR + MINUTE)
    await swept(place)
    left = next(each for each in await place.rows(officers) if each["id"] == silent)
    kinds = [each["kind"] for each in await place.rows(timeline.c.kind)]

    assert {each["officer"] for each in await place.rows(cases.c.officer)} == {head}
    assert kinds.count("hand-on") == len(signed)
    assert (left["unbound_at"], left["address"], left["pin"]) == (place.town.clock.now(), None, None)


async def test_who_was_silent_is_bound_by_a_new_code(place: Office) -> None:
    """A new code binds the same number anew, with no PIN of before, and the cases are nobody's own."""
    await place.bound(PHONE)
    await place.casebook.look_up(PHONE, SetPin(PIN))
    number = await place.case()
    await place.do(PHONE, Handle("sign", number))
    place.town.clock.advance(HALF_A_YEAR + MINUTE)
    bound = await place.do(PHONE, Bind((await place.invited()).code))
    me = await place.casebook.look_up(PHONE, WhoAmI())

    assert bound == Binding("bound", "lights", needs_pin=True)
    assert (me.unit, me.has_pin) == ("lights", False)
    assert "hand-on" in [each["kind"] for each in await place.rows(timeline.c.kind)]
