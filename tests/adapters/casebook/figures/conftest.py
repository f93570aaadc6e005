from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from casebook_world import postgres_database, sqlite_database, world
from ledger import Ledger
from postgres_server import postgres_database_url

from bot.demo.clock import HandClock, SeededChance


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.servers)])
async def ledger(
    request: pytest.FixtureRequest, tmp_path: Path, clock: HandClock, chance: SeededChance
) -> AsyncIterator[Ledger]:
    """A casebook on each database, into which cases are laid as they would stand there."""
    if request.param == "sqlite":
        async with sqlite_database(tmp_path) as database:
            yield Ledger(world(database, clock, chance))
        return
    with postgres_database_url(request.getfixturevalue("server"), "figures") as url:
        async with postgres_database(url) as database:
            yield Ledger(world(database, clock, chance))
