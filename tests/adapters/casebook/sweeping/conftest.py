import pytest
from casebook_world import World
from watchtower import Watchtower, watchtower

from bot.demo.clock import HandClock, SeededChance


@pytest.fixture
def tower(town: World, clock: HandClock, chance: SeededChance) -> Watchtower:
    """A sweeper over a casebook on SQLite."""
    return watchtower(town.database, clock, chance)
