"""What waits to be told to officers is looked at again before it is told."""

from dataclasses import replace

import pytest
from casebook_world import ANNA, CITY, World, deliver, filing, texts
from officer_steps import CLERK, DESK, HEAD, Office

from adapters.casebook import SqlNotices, SqlOutbox
from adapters.casebook.schema import notices
from dialogs.city import Category, Level, Unit
from dialogs.facts.acts import Supplement
from dialogs.facts.cases import CaseKind
from dialogs.facts.delivery import ClaimedNotice
from dialogs.facts.messages import Address
from dialogs.facts.notices import Audience
from dialogs.facts.staff import StaffAct

BRIBE = Category("bribe", "officials", texts("bribe"), (), CaseKind.MISCONDUCT, "normal", 7)
UNITS = (
    Unit("desk", texts("Desk"), Level.CITY),
    Unit("centre", texts("Centre"), Level.DISTRICT, "desk"),
    Unit("lights", texts("Lights"), Level.STREET, "centre"),
    Unit("parks", texts("Parks"), Level.STREET, "centre"),
)
TOWN = replace(CITY, categories=(*CITY.categories, BRIBE), units=UNITS)
SECRET = "The foreman Wang took the money himself"
ABOVE = Address("wechat", "o-above-0001")


@pytest.fixture
def town(town: World) -> World:
    """A town with a tree of units, a category of reports about officials and robots in two groups."""
    town.office = replace(town.office, city=lambda: TOWN, robots=frozenset({"lights", "parks"}))
    return town


async def do(place: Office, step: str, number: str, **body: object) -> None:
    done = await place.staff.act(StaffAct(step, number, DESK, **body))
    assert not hasattr(done, "why"), done


async def claimed(place: Office) -> tuple[ClaimedNotice, ...]:
    kept = SqlNotices(place.town.database, place.town.office.keyring, place.town.office.chance, lambda: TOWN)
    return await kept.claim(now=place.town.clock.now(), limit=100)


async def of_officers(place: Office) -> list[tuple[str, str, str]]:
    rows = await place.rows(notices.c.officer, notices.c.step, notices.c.state, notices.c.audience)
    return [(each["officer"], each["step"], each["state"]) for each in rows if each["audience"] == Audience.OFFICER]


async def test_what_became_a_report_about_officials_is_not_told_to_who_had_it(place: Office) -> None:
    """A citizen's words wait for an officer; once the case is taken from the unit they are told to nobody there."""
    clerk = await place.bound(CLERK)
    number = await place.case()
    await deliver(place.town)
    await place.town.do(ANNA, Supplement(number, SECRET))
    await do(place, "reclassify", number, category="bribe")
    told = await claimed(place)

    assert (clerk, "note", "superseded") in await of_officers(place)
    assert [each for each in told if each.notice.recipient == clerk] == []
    assert not any(SECRET in each.notice.words for each in told if each.notice.audience is Audience.OFFICER)


async def test_who_sees_the_case_is_told(place: Office) -> None:
    """The unit that has it, those above, those that help and the desk are told of a case as before."""
    units = {await place.bound(who, unit): unit for who, unit in ((CLERK, "lights"), (ABOVE, "centre"), (HEAD, "desk"))}
    number = await place.case()
    await do(place, "return", number, reason="not ours")
    await do(place, "assign", number, unit="centre", joint=("lights",))
    first = [each.notice for each in await claimed(place) if each.notice.audience is Audience.OFFICER]
    left = {(units[officer], step, state) for officer, step, state in await of_officers(place)}

    assert {(units[each.recipient], each.step) for each in first} == {
        ("lights", "assign"),
        ("centre", "assign"),
        ("desk", "return"),
    }
    assert left == {
        ("lights", "assign", "waiting"),
        ("lights", "help", "waiting"),  # waits for the one before it
        ("centre", "assign", "waiting"),
        ("desk", "return", "waiting"),
    }


async def test_what_is_another_units_is_not_told(place: Office) -> None:
    """What waited for the officer of a unit that handed the case on is not told any more."""
    clerk = await place.bound(CLERK)
    number = await place.case()
    await do(place, "assign", number, unit="parks")
    await claimed(place)

    assert await of_officers(place) == [(clerk, "assign", "superseded")]


async def test_a_group_hears_nothing_of_it_either(place: Office) -> None:
    """What waits for the group of the unit goes with the case that turned out to be about officials."""
    number = await place.case()
    other = (await place.town.do(ANNA, filing("Another lamp"))).number
    await do(place, "accept", other)
    await do(place, "assign", other, unit="lights")
    await do(place, "reclassify", number, category="bribe")
    waiting = await SqlOutbox(place.town.database, place.town.office.keyring, place.town.office.chance).claim(
        now=place.town.clock.now(), limit=9
    )

    assert [each.message.key.split("/")[2] for each in waiting] == [other]
