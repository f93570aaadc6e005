"""What the desk hears of a case that is returned."""

import json

from casebook_world import ANNA, World, world
from sqlalchemy import insert
from staff_steps import LAMPS, Offices

from adapters.casebook.schema import notices, officers
from bot.demo.clock import HandClock, SeededChance
from dialogs.facts.moment import Moment
from dialogs.facts.notices import Audience, Notice
from dialogs.facts.say import Named
from dialogs.officer.notices import told


async def test_the_right_unit(town: World, clock: HandClock, chance: SeededChance) -> None:
    """The desk decides where it goes: it hears which unit is the right one to whoever returned it."""
    offices = Offices(world(town.database, clock, chance, city=lambda: LAMPS))
    row = {"id": "clerk", "unit": "town", "head": False, "channel": "sms", "bound_at": clock.now()}
    await town.database.write(lambda c: c.execute(insert(officers), [row]).rowcount)
    number = await offices.accepted(ANNA)
    await offices.do("return", number, reason="not ours", unit="parks")
    (left,) = [each for each in await offices.rows(notices, number) if each["step"] == "return"]
    facts = tuple(json.loads(left["facts"]).items())
    notice = Notice("n", Audience.OFFICER, "clerk", "return", Moment(0), Moment(1), number, left["seq"], facts)
    said = {line.key: dict(line.values) for line in told(notice, LAMPS).paragraphs}

    assert left["officer"] == "clerk"
    assert said["officer-told-right"] == {"unit": Named("unit", "parks")}
