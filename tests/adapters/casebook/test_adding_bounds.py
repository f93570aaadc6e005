from casebook_world import ANNA, BORIS, World, filing
from sqlalchemy import func, select

from adapters.casebook.reporting import MOST_ADDED
from adapters.casebook.schema import cases, timeline
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


async def test_nobody_joins_without_end(town: World) -> None:
    """Who joins one case after the other within a day is refused too: each of them is told to its unit."""
    numbers = [(await town.do(ANNA, filing(f"lamp {index} is out"))).number for index in range(3)]
    for index in range(MOST_ADDED - 2):
        await town.do(BORIS, Join(numbers[0], f"line {index}"))
    joined = [await town.do(BORIS, Join(number, "here too")) for number in numbers[1:]]
    third = (await town.do(ANNA, filing("one lamp more"))).number
    refused = await town.do(BORIS, Join(third, "and here"))
    reporters = await town.database.read(lambda c: c.scalar(select(cases.c.reporters).where(cases.c.number == third)))
    town.clock.advance(DAY + 1)

    assert set(map(type, joined)) == {Done}
    assert (refused, reporters) == (Refused(TOO_MANY), 1)
    assert isinstance(await town.do(BORIS, Join(third, "and here")), Done)
