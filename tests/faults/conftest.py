from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from aiohttp import ClientSession
from city_settings import Town
from postgres_server import postgres_database_url
from processes import nursery
from redis_server import RedisServer, redis_server


@pytest.fixture(scope="module")
def redis() -> Iterator[RedisServer]:
    with redis_server("--appendonly", "yes", "--appendfsync", "always") as server:
        yield server


@pytest.fixture
def database(server: str) -> Iterator[str]:
    with postgres_database_url(server, "faults") as url:
        yield url


@pytest.fixture
async def town(root: Path, tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Town]:
    async with nursery(root) as born, ClientSession() as session:
        yield Town(root, tmp_path, born, session, full=bool(request.config.getoption("--full")))
