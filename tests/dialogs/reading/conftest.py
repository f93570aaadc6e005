"""The demo city and its reader, loaded once."""

from pathlib import Path

import pytest

from bot.city import load_city
from dialogs.city import City
from dialogs.reading import Reader, reader_of

DEMO = Path(__file__).resolve().parents[3] / "city" / "demo"


@pytest.fixture(scope="session")
def city() -> City:
    return load_city(DEMO)


@pytest.fixture(scope="session")
def reader(city: City) -> Reader:
    return reader_of(city)
