from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import TestServer

pytest.register_assert_rewrite("backends_contract")
from backends_contract import BackendContract  # noqa: E402 - its asserts are rewritten first
from casebook_world import ANNA, ZONE, World, filing, sqlite_database, world  # noqa: E402

from adapters.backends import Webhook, WebhookBackend  # noqa: E402
from adapters.casebook import CasebookBackend, SqlInbox  # noqa: E402
from adapters.casebook.records import record_of  # noqa: E402
from bot.app import make_app  # noqa: E402
from bot.demo.backend_host import PATH, BackendHost  # noqa: E402
from bot.demo.clock import HandClock, SeededChance  # noqa: E402
from dialogs.facts.acts import Supplement  # noqa: E402
from dialogs.facts.cases import Status  # noqa: E402
from dialogs.facts.moment import SECOND  # noqa: E402
from dialogs.facts.records import BackendUpdate, Forwarded  # noqa: E402


class OfTown:
    """Cases of a casebook in which staff work."""

    def __init__(self, town: World) -> None:
        self.town = town
        self.backend = CasebookBackend(town.database, town.office.keyring)
        self.done = 0

    async def news(self) -> tuple[Forwarded, Forwarded]:
        filed = await self.town.do(ANNA, filing())
        await self.town.do(ANNA, Supplement(filed.number, "still dark"))
        ring = self.town.office.keyring
        record = await self.town.database.read(lambda c: record_of(c, ring, filed.number))
        return Forwarded(filed.number, 1, record), Forwarded(filed.number, 2, record)

    async def handle(self, number: str, status: Status, text: str) -> None:
        self.done += 1
        told = BackendUpdate(f"u{self.done}", number, self.town.clock.now(), "step", status, text=text)
        await SqlInbox(self.town.database, self.town.office, self.town.clock).take("staff", (told,), "")


class OverTheWire(OfTown):
    """The same cases, told to a host that has staff of its own."""

    def __init__(self, town: World, host: BackendHost, backend: WebhookBackend) -> None:
        super().__init__(town)
        self.host = host
        self.backend = backend

    async def handle(self, number: str, status: Status, text: str) -> None:
        self.done += 1
        told = {"id": f"u{self.done}", "number": number, "at": "2026-03-02T12:00:00+08:00", "kind": "step"}
        self.host.updates.append({**told, "status": status, "text": text})


@pytest.fixture
async def town(tmp_path: Path, clock: HandClock, chance: SeededChance) -> AsyncIterator[World]:
    async with sqlite_database(tmp_path) as database:
        yield world(database, clock, chance)


class TestCasebookBackend(BackendContract):
    @pytest.fixture
    def outside(self, town: World) -> OfTown:
        return OfTown(town)


class TestWebhookBackend(BackendContract):
    @pytest.fixture
    async def outside(self, town: World) -> AsyncIterator[OverTheWire]:
        host = BackendHost("the made-up webhook secret", town.clock.now() // SECOND)
        async with TestServer(make_app(host.routes())) as server, ClientSession() as session:
            webhook = Webhook("city", str(server.make_url(PATH)), host.secret)
            yield OverTheWire(town, host, WebhookBackend(webhook, session, town.clock, ZONE))
