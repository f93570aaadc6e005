"""Who writes to the city is answered while lists and reports are read."""

import asyncio
from threading import Event, Semaphore

from casebook_world import ANNA, World, filing
from officer_steps import CLERK, Office
from sqlalchemy import Connection

from adapters.sql.sqlite import READERS
from dialogs.facts.officers import MyTasks, WhoAmI
from dialogs.facts.queries import FindCase, MyCases, StandingOf


class Reports:
    """Readings that last until they are ended, on every reader that there is."""

    def __init__(self) -> None:
        self.over, self.begun = Event(), Semaphore(0)

    def __call__(self, _: Connection) -> None:
        self.begun.release()
        assert self.over.wait(60)

    async def begin(self, town: World) -> list[asyncio.Task[None]]:
        readings = [asyncio.create_task(town.database.read(self)) for _ in range(2 * READERS)]
        for _ in range(READERS):
            await asyncio.to_thread(self.begun.acquire)
        return readings


async def test_citizens_and_officers_are_answered_beside_reports(place: Office) -> None:
    """Their look-ups come back before any of the reports that began earlier does."""
    number = await place.case()
    await place.bound(CLERK)
    reports = Reports()
    readings = await reports.begin(place.town)
    citizen = [await place.town.casebook.look_up(ANNA, query) for query in (StandingOf(), MyCases(), FindCase(number))]
    officer = [await place.casebook.look_up(CLERK, query) for query in (WhoAmI(), MyTasks())]
    filed = await place.town.do(ANNA, filing("Another lamp"))
    waited = [reading.done() for reading in readings]
    reports.over.set()
    await asyncio.gather(*readings)

    assert [card.number for card in citizen[0].open_cases] == [card.number for card in citizen[1]] == [number]
    assert citizen[2].outcome == "own"
    assert (officer[0].unit, [task.number for task in officer[1].tasks]) == ("lights", [number])
    assert filed.number > number
    assert waited == [False] * len(readings)
