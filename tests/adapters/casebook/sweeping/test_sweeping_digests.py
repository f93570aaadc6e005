"""One list a day for each officer."""

import json
from dataclasses import replace

import pytest
from casebook_world import CITY, ZONE
from sqlalchemy import select
from watchtower import ALL, Watchtower, at

from adapters.casebook import SqlOutbox
from adapters.casebook.rules.course import Terms
from adapters.casebook.schema import digest_items, notices, outbox
from adapters.casebook.sweeping import SqlSweeper
from adapters.casebook.sweeping.digests import next_list
from dialogs.facts.messages import Address
from dialogs.facts.moment import civil

LATE = "2026-03-10 08:00"


@pytest.mark.parametrize(
    ("now", "following"),
    [
        ("2026-03-02 08:29", "2026-03-02 08:30"),
        ("2026-03-02 08:30", "2026-03-03 08:30"),
        ("2026-03-06 12:00", "2026-03-09 08:30"),  # nobody gets a list at the weekend
    ],
)
def test_the_next_list(now: str, following: str) -> None:
    """Lists are sent on working days at the city's hour."""
    assert f"{civil(next_list(Terms(CITY, ZONE, at(now))), ZONE):%Y-%m-%d %H:%M}" == following


async def test_one_list_for_all(tower: Watchtower) -> None:
    """Of forty late cases an officer hears in one message, the longest due first, with what each waits for."""
    await tower.bind(ALL)
    numbers = [await tower.assigned(Address("sms", f"+86139{n:08}")) for n in range(40)]
    await tower.until("2026-03-09 18:00")
    await tower.until(LATE)
    before = len(await tower.told())
    await tower.until("2026-03-10 08:30")
    lists = await tower.rows(notices, notices.c.step == "daily-list", notices.c.officer == "li")
    facts = json.loads(lists[-1].facts)

    assert len(await tower.told()) - before == len(ALL)
    assert (facts["count"], facts["late"]) == ("40", "40")
    assert facts["cases"].split()[0] == f"{numbers[0]}/reply_by/{at('2026-03-09 18:00')}"
    assert await tower.rows(digest_items) == []


async def test_one_line_for_each_time(tower: Watchtower) -> None:
    """Several warnings of one time between two lists are one line."""
    await tower.bind(ALL)
    await tower.file(category="noise")
    await tower.until("2026-03-03 12:00")
    await tower.until("2026-03-03 17:00")
    await tower.until("2026-03-04 08:30")
    (mine,) = await tower.rows(notices, notices.c.step == "daily-list")

    assert json.loads(mine.facts)["count"] == "1"


async def test_no_second_list(tower: Watchtower) -> None:
    """What comes too late for today's list is in tomorrow's."""
    await tower.bind(ALL)
    await tower.file()
    await tower.until("2026-03-03 12:00")
    await tower.until("2026-03-04 08:30")
    late = {"not_before": at("2026-03-04 08:30"), "time": "accept_by", "warning": 5, "due": 0}
    await tower.file()
    number = await tower.file()
    row = late | {"officer": "desk-head", "case": number}
    await tower.world.database.write(lambda c: c.execute(digest_items.insert(), [row]).rowcount)
    await tower.until("2026-03-04 08:31")
    (moved,) = await tower.rows(digest_items, digest_items.c.case == number)
    lists = await tower.rows(notices, notices.c.step == "daily-list")

    assert moved.not_before == at("2026-03-05 08:30")
    assert len(lists) == 1


async def test_no_flood(tower: Watchtower) -> None:
    """Forty cases whose time is over in one minute are no message to anybody then, and one to each in the morning."""
    await tower.bind(ALL)
    for n in range(40):
        await tower.assigned(Address("sms", f"+86139{n:08}"))
    await tower.until("2026-03-09 17:59")
    before = await tower.told()
    await tower.until("2026-03-09 18:00")
    over = await tower.told()
    await tower.until("2026-03-10 08:30")

    assert over == before
    assert sorted((await tower.told())[len(over) :]) == [(officer, "daily-list") for officer in sorted(ALL)]


async def test_a_group_hears_of_what_is_late(tower: Watchtower) -> None:
    """A unit's group gets one list of what is late in a morning, and before that nothing."""
    robots = replace(tower.world.office, robots=frozenset({"lights"}), tell=lambda *said: repr(said))
    tower.sweeper = SqlSweeper(tower.world.database, robots, tower.world.clock)
    numbers = [await tower.assigned() for _ in range(12)]
    for moment in ("2026-03-09 17:59", "2026-03-09 18:00"):
        await tower.until(moment)
    early = await tower.read(select(outbox.c.key))
    await tower.until("2026-03-10 08:30")
    waiting = await SqlOutbox(tower.world.database, robots.keyring, robots.chance).claim(
        now=tower.world.clock.now(), limit=9
    )

    assert early == []
    assert [each.message.to for each in waiting] == [Address("wecom", "lights")]
    assert str(("officer-told-group", "en", {"count": "12", "number": numbers[0]})) in waiting[0].message.text
