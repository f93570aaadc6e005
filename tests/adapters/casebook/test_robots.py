"""A unit's group robot hears of its cases through the outbox."""

from dataclasses import replace

from casebook_world import ANNA, World, filing
from sqlalchemy import select

from adapters.casebook import SqlOutbox, SqlStaff
from adapters.casebook.schema import outbox
from dialogs.facts.messages import Address
from dialogs.facts.records import Bearer, Role
from dialogs.facts.staff import StaffAct

DESK = Bearer("t1", Role.ADMIN)


async def test_a_new_case_is_said_in_the_group(town: World) -> None:
    """A unit with a robot is told once by number and category; no word of a citizen goes into a group."""
    here = replace(town.office, robots=frozenset({"lights"}))
    staff = SqlStaff(town.database, here, town.clock)
    filed = await town.do(ANNA, filing())
    await staff.act(StaffAct("accept", filed.number, DESK))
    for unit in ("parks", "lights"):
        await staff.act(StaffAct("assign", filed.number, DESK, unit=unit))
    waiting = await SqlOutbox(town.database, here.keyring, here.chance).claim(now=town.clock.now(), limit=9)

    assert [(each.message.to, each.message.text) for each in waiting] == [
        (Address("wecom", "lights"), "officer-told-assign|en")
    ]
    assert await town.database.read(lambda c: c.scalars(select(outbox.c.case)).all()) == [filed.number]
