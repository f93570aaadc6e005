from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from casebook_world import World, sqlite_database, world
from officer_steps import Office, office_in
from staff_steps import LAMPS, Offices

from bot.demo.clock import HandClock, SeededChance


@pytest.fixture
async def town(tmp_path: Path, clock: HandClock, chance: SeededChance) -> AsyncIterator[World]:
    """A casebook on SQLite."""
    async with sqlite_database(tmp_path) as database:
        yield world(database, clock, chance)


@pytest.fixture
def place(town: World) -> Office:
    """A town whose lamps have officers."""
    return office_in(town)


@pytest.fixture
def offices(town: World, clock: HandClock, chance: SeededChance) -> Offices:
    return Offices(world(town.database, clock, chance, city=lambda: LAMPS))
