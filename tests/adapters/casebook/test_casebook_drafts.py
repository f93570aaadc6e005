"""What was half told: reminded of once, then handed over or dropped."""

import pytest
from casebook_world import ANNA, World, deliver, filing
from sqlalchemy import select

from adapters.casebook.desk_items import SqlDesk
from adapters.casebook.schema import drafts
from adapters.casebook.sweeping import SqlSweeper
from dialogs.facts.acts import DropDraft, KeepDraft
from dialogs.facts.moment import DAY, HOUR
from dialogs.facts.records import DeskFilter, DeskItem

HALF = KeepDraft("run-half", "the lamp is dark\nSchool Road 3")


async def swept(town: World) -> None:
    while await SqlSweeper(town.database, town.office, town.clock).round():
        pass


async def at_desk(town: World) -> tuple[DeskItem, ...]:
    return (await SqlDesk(town.database, town.office.keyring, town.clock).items(DeskFilter())).items


async def kept(town: World) -> int:
    return len(await town.database.read(lambda connection: connection.execute(select(drafts)).all()))


async def test_a_draft_is_reminded_of_once(town: World) -> None:
    """After a day, not before, and not again."""
    await town.do(ANNA, HALF)
    town.clock.advance(23 * HOUR)
    early = await deliver(town)
    town.clock.advance(HOUR)
    due = await deliver(town)
    town.clock.advance(DAY)

    assert (early, due, await deliver(town)) == ((), ("draft-reminder",), ())


async def test_what_was_filed_or_left_is_not_reminded_of(town: World) -> None:
    """Dropping takes the draft and its reminder back."""
    await town.do(ANNA, HALF)
    await town.do(ANNA, DropDraft("run-half"))
    town.clock.advance(DAY)

    assert (await deliver(town), await kept(town)) == ((), 0)


@pytest.mark.parametrize("consented", [True, False])
async def test_after_three_days_the_desk_has_it_where_consent_was_given(town: World, *, consented: bool) -> None:
    """Handed over as unfinished and told to the citizen, or dropped without a word."""
    if consented:
        await town.do(ANNA, filing("another matter altogether, long ago"))
    await town.do(ANNA, HALF)
    town.clock.advance(3 * DAY)
    await swept(town)
    items = [(item.kind, item.words) for item in await at_desk(town) if item.kind == "unfinished"]

    assert items == ([("unfinished", HALF.words)] if consented else [])
    assert ("draft-handed-over" in await deliver(town), await kept(town)) == (consented, 0)


async def test_what_is_finished_after_all_leaves_the_desk(town: World) -> None:
    """Nobody there calls about what has been filed meanwhile."""
    await town.do(ANNA, filing("another matter altogether, long ago"))
    await town.do(ANNA, HALF)
    town.clock.advance(3 * DAY)
    await swept(town)
    await town.do(ANNA, DropDraft("run-half"))

    assert [item for item in await at_desk(town) if item.kind == "unfinished"] == []


async def test_a_draft_rests_sealed(town: World) -> None:
    """Its words lie nowhere in clear."""
    await town.do(ANNA, HALF)
    row = await town.database.read(lambda connection: connection.execute(select(drafts)).mappings().one())

    assert b"lamp" not in row["words"]
