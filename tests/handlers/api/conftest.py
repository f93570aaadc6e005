from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer
from casebook_world import ZONE, World, sqlite_database, world

from adapters.casebook import SqlDesk, SqlRegistry, SqlTokens
from bot.app import make_app
from bot.demo.clock import HandClock, SeededChance
from dialogs.facts.errors import MediaGone
from dialogs.facts.records import Role
from handlers.api import api_routes

ADMIN = "the made-up bootstrap token"


class Photos:
    """Media in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    async def put(self, id: str, content: bytes) -> None:
        self.kept[id] = content

    async def get(self, id: str) -> bytes:
        if id not in self.kept:
            raise MediaGone(id)
        return self.kept[id]

    async def remove(self, id: str) -> None:
        self.kept.pop(id, None)


class Api:
    """The API over real sockets, with tokens for each role."""

    def __init__(self, town: World, client: TestClient, tokens: SqlTokens, photos: Photos) -> None:
        self.town = town
        self.client = client
        self.tokens = tokens
        self.photos = photos

    async def token(self, role: str, unit: str = "") -> str:
        return (await self.tokens.make(Role(role), unit=unit))[1]

    async def ask(self, path: str, token: str = ADMIN, method: str = "GET") -> tuple[int, dict]:
        async with self.client.request(method, path, headers={"Authorization": f"Bearer {token}"}) as response:
            body = await response.text()
            return response.status, (await response.json(content_type=None)) if body else {}


@pytest.fixture
async def api(tmp_path: Path, clock: HandClock, chance: SeededChance) -> AsyncIterator[Api]:
    async with sqlite_database(tmp_path) as database:
        town = world(database, clock, chance)
        tokens = SqlTokens(database, chance, clock, admin=ADMIN)
        ring, photos = town.office.keyring, Photos()
        routes = api_routes(tokens, SqlRegistry(database, ring), SqlDesk(database, ring, clock), photos, zone=ZONE)
        async with TestClient(TestServer(make_app(routes))) as client:
            yield Api(town, client, tokens, photos)
