"""What was taken from a unit, because it is about officials, stands in no list and no warning of that unit."""

import json
from dataclasses import replace

import pytest
from casebook_world import World, texts
from sqlalchemy import select
from watchtower import ALL, DESK, TOWN, Watchtower, at, watchtower

from adapters.casebook import SqlNotices, SqlOutbox
from adapters.casebook.schema import digest_items, notices, warnings
from bot.demo.clock import HandClock, SeededChance
from dialogs.city import Category, Level, Unit
from dialogs.facts.cases import CaseKind
from dialogs.facts.notices import Audience

BRIBE = Category("bribe", "officials", texts("bribe"), (), CaseKind.MISCONDUCT, "normal", 7)
DISCIPLINE = Unit("discipline", texts("Discipline"), Level.CITY, parent="desk")
CITY = replace(TOWN, units=(*TOWN.units, DISCIPLINE), categories=(*TOWN.categories, BRIBE))
EVERYBODY = {**ALL, "wang": "discipline"}
FORMER = {"li", "lights-head", "centre-head"}
OVER, MORNING = "2026-03-09 18:00", "2026-03-10 08:30"


@pytest.fixture
async def tower(town: World, clock: HandClock, chance: SeededChance) -> Watchtower:
    """A town with a unit for what is said about officials, and a robot in the lamps' group."""
    group = {"robots": frozenset({"lights"}), "tell": lambda *said: repr(said)}
    tower = watchtower(town.database, clock, chance, city=lambda: CITY, **group)
    await tower.bind(EVERYBODY)
    return tower


async def turned(tower: Watchtower, number: str) -> None:
    """It turns out to be about officials, and goes to who looks into such."""
    await tower.act("reclassify", number, DESK, category="bribe")
    await tower.act("assign", number, DESK, unit="discipline")


async def told(tower: Watchtower) -> dict[str, list[dict[str, str]]]:
    """Let a worker take all that is due, and give what each officer is told, with the number of its case."""
    office, heard = tower.world.office, {}
    kept = SqlNotices(tower.world.database, office.keyring, office.chance, office.city)
    for each in await kept.claim(now=tower.world.clock.now(), limit=100):
        if each.notice.audience is Audience.OFFICER:
            about = dict(each.notice.facts) | {"number": each.notice.case, "step": each.notice.step}
            heard.setdefault(each.notice.recipient, []).append(about)
    return heard


async def said_in_group(tower: Watchtower) -> str:
    office = tower.world.office
    kept = SqlOutbox(tower.world.database, office.keyring, office.chance)
    return repr([each.message.text for each in await kept.claim(now=tower.world.clock.now(), limit=100)])


async def quieted(tower: Watchtower) -> None:
    """Settle all that was to be told so far."""
    await tower.world.database.write(lambda c: c.execute(notices.update().values(state="sent")).rowcount)


async def warned(tower: Watchtower) -> str:
    """Let time pass until there is something for the lists of the next morning; that morning."""
    for day in (3, 4, 5):
        for hour in range(9, 18):
            await tower.until(f"2026-03-{day:02} {hour:02}:00")
            if await lines(tower):
                return f"2026-03-{day + 1:02} 08:30"
    raise AssertionError("nobody is warned")


async def lines(tower: Watchtower) -> int:
    return len(await tower.read(select(digest_items.c.case)))


async def test_warned_of_and_then_taken(tower: Watchtower) -> None:
    """A line that waited for the morning's list goes with the case; what is left in the list is counted anew."""
    taken, stays = await tower.assigned(), await tower.assigned()
    morning = await warned(tower)
    await turned(tower, taken)
    await quieted(tower)
    await tower.until(morning)
    heard = await told(tower)

    assert not any(taken in repr(heard[officer]) for officer in FORMER & set(heard))
    assert {(each["count"], each["late"]) for each in heard["li"]} == {("1", "0")}
    assert stays in heard["li"][0]["cases"]
    assert await lines(tower) == 0


async def test_nothing_left(tower: Watchtower) -> None:
    """Of a list whose only case was taken away nobody hears."""
    number = await tower.assigned()
    morning = await warned(tower)
    await turned(tower, number)
    await quieted(tower)
    await tower.until(morning)

    assert FORMER & set(await told(tower)) == set()
    assert number not in await said_in_group(tower)


async def test_a_list_that_waits_to_be_told(tower: Watchtower) -> None:
    """A list that was made and not told yet loses the line, and is not told where it was the only one."""
    taken, stays = await tower.assigned(), await tower.assigned()
    await tower.until(OVER)
    await quieted(tower)
    await tower.until(MORNING)
    await turned(tower, taken)
    heard = await told(tower)
    rested = await tower.rows(notices, notices.c.officer.in_(FORMER), notices.c.state == "waiting")

    assert rested
    assert [(each["count"], each["late"]) for each in heard["li"]] == [("1", "1")]
    assert not any(taken in row.facts for row in rested)
    await turned(tower, stays)
    await tower.world.database.write(lambda c: c.execute(notices.update().values(leased_until=None, lease="")).rowcount)
    again = await told(tower)
    over = await tower.rows(notices, notices.c.officer == "li", notices.c.step == "daily-list")

    assert "li" not in again
    assert (over[-1].state, json.loads(over[-1].facts)["count"]) == ("superseded", "0")


async def test_the_groups_list(tower: Watchtower) -> None:
    """The group's list of what is late, which names the first, waits and goes with that case."""
    number = await tower.assigned()
    await said_in_group(tower)
    await tower.world.database.write(lambda c: c.exec_driver_sql("DELETE FROM outbox").rowcount)
    await tower.until(OVER)
    await tower.until(MORNING)
    await turned(tower, number)

    assert number not in await said_in_group(tower)


async def test_reassigned(tower: Watchtower) -> None:
    """A report about officials that went to the wrong unit leaves its lists and its group when it is sent on."""
    number = await tower.file(category="bribe", kind=CaseKind.MISCONDUCT)
    await tower.act("accept", number, DESK)
    await tower.act("assign", number, DESK, unit="lights")
    await tower.until("2026-03-02 15:00")
    assert await lines(tower) > 0
    await tower.act("assign", number, DESK, unit="discipline")
    await tower.until("2026-03-03 08:30")
    heard = await told(tower)

    assert not any(number in repr(heard[officer]) for officer in FORMER & set(heard))
    assert number not in await said_in_group(tower)
    assert number in repr(heard["wang"])


@pytest.mark.parametrize("category", ["lamp", "gas"])
async def test_a_letter_to_who_had_it(tower: Watchtower, category: str) -> None:
    """Once the case is about officials the desk is warned of the letter's answer, and not who got the letter."""
    number = await tower.assigned(category=category)
    await tower.act("supervise", number, DESK, kind="letter", text="Report by Friday.")
    await turned(tower, number)
    await quieted(tower)
    await tower.world.database.write(lambda c: c.exec_driver_sql("DELETE FROM outbox").rowcount)
    for day in range(3, 13):
        await tower.until(f"2026-03-{day:02} 12:00")
    given = await tower.rows(warnings, warnings.c.time == "letter", warnings.c.at > at("2026-03-02 12:00"))
    heard = await told(tower)

    assert {row.unit for row in given} == {"desk"}
    assert FORMER & set(heard) == set()
    assert number not in await said_in_group(tower)
