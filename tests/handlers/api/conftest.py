from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer
from casebook_world import ZONE, World, migrated_url, postgres_database, sqlite_database, world

from adapters.casebook import SqlDesk, SqlOversight, SqlRegistry, SqlReporters, SqlStaff, SqlTokens
from adapters.casebook.figures import SqlFigures
from adapters.casebook.letters import LetterPress, SqlLetters
from adapters.casebook.officers_admin import SqlOfficerAdmin
from adapters.casebook.query_codes import SqlQueryCodes
from adapters.casebook.rules.authority import below
from adapters.sql import Database
from bot.app import make_app
from bot.demo.clock import HandClock, SeededChance
from dialogs.facts.errors import MediaGone
from dialogs.facts.records import Role
from handlers.api import act_operations, api_routes, officer_operations, oversight_operations, statistics_operation
from handlers.api.query_codes import query_code_operation

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

    async def ask(self, path: str, token: str = ADMIN, method: str = "GET", **more: object) -> tuple[int, dict]:
        headers = {"Authorization": f"Bearer {token}", **more.pop("headers", {})}
        async with self.client.request(method, path, headers=headers, **more) as response:
            body = await response.text()
            return response.status, (await response.json(content_type=None)) if body else {}


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.servers)])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    if request.param == "sqlite":
        async with sqlite_database(tmp_path) as database:
            yield database
        return
    with migrated_url(request.getfixturevalue("server"), "api") as url:
        async with postgres_database(url) as database:
            yield database


@pytest.fixture
async def api(database: Database, clock: HandClock, chance: SeededChance) -> AsyncIterator[Api]:
    town = world(database, clock, chance)
    tokens = SqlTokens(database, chance, clock, admin=ADMIN)
    ring, photos = town.office.keyring, Photos()
    desk, reporters = SqlDesk(database, ring, clock), SqlReporters(database, town.office, clock)
    staff = act_operations(SqlStaff(database, town.office, clock), town.office.city, ZONE)
    city = lambda: town.office.city()  # noqa: E731, PLW0108 - a test may put another one there later
    counted = statistics_operation(SqlFigures(database, city, clock, ZONE), clock, ZONE)
    overseen = oversight_operations(
        SqlLetters(database, ring, city), LetterPress(city, clock, ZONE), SqlOversight(database, city, clock), ZONE
    )
    officers = officer_operations(SqlOfficerAdmin(database, town.office, clock), ZONE)
    renewed = query_code_operation(SqlQueryCodes(database, town.office, clock))
    more = (*staff, counted, renewed, *overseen, *officers)
    routes = api_routes(
        tokens,
        SqlRegistry(database, ring, lambda unit: below(city(), unit)),
        desk,
        reporters,
        photos,
        zone=ZONE,
        more=more,
    )
    async with TestClient(TestServer(make_app(routes))) as client:
        yield Api(town, client, tokens, photos)
