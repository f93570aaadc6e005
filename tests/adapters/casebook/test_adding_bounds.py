from casebook_world import ANNA, BORIS, World, filing
from sqlalchemy import func, select

from adapters.casebook.reporting import MOST_ADDED
from adapters.casebook.schema import timeline
from dialogs.facts.acts import Done, Join, Refused, Supplement
from dialogs.facts.moment import DAY
from dialogs.facts.results import TOO_MANY


async def test_no_phone_makes_a_timeline_long(town: World) -> None:
    """Who adds without end within a day is refused, by whatever way; others are heard, and a day later they are too."""
    number = (await town.do(ANNA, filing())).number
    await town.do(BORIS, Join(number, "It is dark here too"))
    added = [await town.do(ANNA, Supplement(number, f"line {index}")) for index in range(MOST_ADDED)]
    refused = [await town.do(ANNA, act) for act in (Supplement(number, "more"), Join(number, "still more"))]
    other = await town.do(BORIS, Supplement(number, "It flickers now"))
    entries = await town.database.read(
        lambda c: c.scalar(select(func.count()).select_from(timeline).where(timeline.c.case == number))
    )
    town.clock.advance(DAY + 1)
    later = await town.do(ANNA, Supplement(number, "Still dark"))

    assert set(map(type, added)) == {Done}
    assert refused == [Refused(TOO_MANY)] * 2
    assert isinstance(other, Done)
    assert entries == 1 + 1 + MOST_ADDED + 1
    assert isinstance(later, Done)
