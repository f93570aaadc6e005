"""Blocks over the API."""

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from casebook_world import ZONE

from dialogs.facts.blocks import Block
from dialogs.facts.messages import Address
from dialogs.facts.moment import SECOND, Moment
from dialogs.facts.records import Bearer, Role
from handlers.api.blocks import block_operations

STANDING = Block("b1", "sms", "t", Moment(1_800_000_000 * SECOND), None, "floods")


class Guardroom:
    """One block stands; case 260302000017 is unknown."""

    def __init__(self) -> None:
        self.added: list[tuple[Address | str, int]] = []

    async def add(self, who: Address | str, *, reason: str, by: str, days: int = 0) -> Block | None:
        self.added.append((who, days))
        return None if who == "260302000017" else Block("b2", "sms", by, STANDING.at, None, reason)

    async def listed(self) -> tuple[Block, ...]:
        return (STANDING,)

    async def lift(self, id: str) -> bool:
        return id == "b1"


class Bearers:
    """A token is the name of its role."""

    async def bearer(self, token: str) -> Bearer | None:
        return Bearer("t", Role(token), "lights") if token in set(Role) else None


@pytest.fixture
def room() -> Guardroom:
    return Guardroom()


@pytest.fixture
async def client(room: Guardroom, aiohttp_client) -> TestClient:
    app = web.Application()
    app.add_routes([each.route(Bearers()) for each in block_operations(room, ZONE)])
    return await aiohttp_client(TestServer(app))


def of(role: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {role}"}


async def test_set_listed_and_lifted(client: TestClient, room: Guardroom) -> None:
    """By a case or by an address; who it is is told to nobody."""
    for who in ("261123000017", "sms:+8613800000001"):
        body = {"who": who, "reason": "floods", "days": 3}
        async with client.post("/api/v1/blocks", json=body, headers=of("platform")) as made:
            assert made.status == 200
            assert "138" not in await made.text()
    async with client.get("/api/v1/blocks", headers=of("admin")) as listed:
        assert [each["reason"] for each in (await listed.json())["blocks"]] == ["floods"]
    for block, status in (("b1", 200), ("b9", 404)):
        async with client.post(f"/api/v1/blocks/{block}/lift", headers=of("admin")) as lifted:
            assert lifted.status == status

    assert room.added == [("261123000017", 3), (Address("sms", "+8613800000001"), 3)]


@pytest.mark.parametrize(
    ("role", "body", "status"),
    [
        ("unit", {"who": "261123000017", "reason": "floods"}, 403),
        ("auditor", {"who": "261123000017", "reason": "floods"}, 403),
        ("admin", {"who": "260302000017", "reason": "floods"}, 422),
        ("admin", {"who": "138", "reason": "floods"}, 422),
        ("admin", {"who": "261123000017"}, 422),
        ("admin", {"who": "261123000017", "reason": "floods", "days": -1}, 422),
    ],
)
async def test_refused(client: TestClient, role: str, body: dict[str, object], status: int) -> None:
    """Units and auditors block nobody; what does not fit is named."""
    async with client.post("/api/v1/blocks", json=body, headers=of(role)) as answer:
        assert answer.status == status
