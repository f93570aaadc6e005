"""Units that help with the case of another one."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from casebook_world import ANNA, BORIS, World, world
from sqlalchemy import insert
from staff_steps import DESK, LAMPS, Offices

from adapters.casebook.occasion import Occasion
from adapters.casebook.officers import IDENTITY
from adapters.casebook.officers_tasks import task, tasks
from adapters.casebook.schema import notices, officers
from bot.demo.clock import HandClock, SeededChance
from dialogs.facts.messages import Address
from dialogs.facts.moment import MINUTE

GARDENER = Address("wechat", "o-gardener-0001")


@pytest.fixture
async def offices(town: World, clock: HandClock, chance: SeededChance) -> Offices:
    """Staff of a town in which one gardener is bound to the parks."""
    here = Offices(world(town.database, clock, chance, city=lambda: LAMPS))
    identity = here.town.office.keyring.index(IDENTITY, GARDENER.whole)
    row = {"id": "gardener", "unit": "parks", "head": False, "channel": "wechat", "bound_at": clock.now()}
    await town.database.write(lambda c: c.execute(insert(officers), [row | {"identity": identity}]).rowcount)
    return here


async def seen(offices: Offices, look: Callable[[Occasion], Any]) -> Any:
    """Look as the gardener does."""
    town = offices.town
    return await town.database.read(lambda c: look(Occasion(c, town.office, GARDENER, town.clock.now())))


async def told(offices: Offices, number: str) -> list[tuple[str, str, str]]:
    rows = [each for each in await offices.rows(notices, number) if each["officer"]]
    return [(each["officer"], each["step"], json.loads(each["facts"])["unit"]) for each in rows]


async def test_told_when_named(offices: Offices) -> None:
    """Who works in a unit that is asked to help hears of it once, with who leads; named again, nothing is new."""
    number = await offices.accepted(ANNA)
    for _ in range(2):
        await offices.do("assign", number, DESK, unit="lights", joint=("parks",))

    assert await told(offices, number) == [("gardener", "help", "lights")]


async def test_told_anew_of_another_lead(offices: Offices) -> None:
    """Where another unit takes the lead, those that help hear who."""
    number = await offices.accepted(ANNA)
    await offices.do("assign", number, DESK, unit="lights", joint=("parks",))
    await offices.do("assign", number, DESK, unit="town", joint=("parks",))

    assert await told(offices, number) == [("gardener", "help", "lights"), ("gardener", "help", "town")]


async def test_in_the_list(offices: Offices) -> None:
    """What a unit helps with stands at the end of its officers' list, due when the whole is, until it is answered."""
    helped = await offices.accepted(ANNA)
    await offices.do("assign", helped, DESK, unit="lights", joint=("parks",))
    offices.town.clock.advance(MINUTE)
    own = await offices.accepted(BORIS)
    await offices.do("assign", own, DESK, unit="parks")
    listed = await seen(offices, tasks)
    card = await seen(offices, lambda at: task(at, helped[-5:]))
    record = await offices.resolved(helped)
    left = await seen(offices, tasks)

    assert [(each.number, each.helps, each.elsewhere) for each in listed.tasks] == [
        (own, False, False),
        (helped, True, False),
    ]
    assert listed.tasks[1].due_at == record.reply_by
    assert (listed.all, left.all) == (2, 1)
    assert card.acts == ("sign", "reply", "note")
    assert record.joint == ("parks",)
