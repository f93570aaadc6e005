"""The outbox over the API."""

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from casebook_world import ZONE

from dialogs.facts.delivery import Mail, MailFilter, MailPage
from dialogs.facts.moment import SECOND, Moment
from dialogs.facts.records import Bearer, Role
from handlers.api import outbox_operations

DEAD = Mail("n7", "notice", "dead", Moment(1_800_000_000 * SECOND), "202611230017", "resolve", error="Busy -1")
SENT = Mail("r3", "reply", "sent", DEAD.at)


class Bag:
    """Two mails; what is asked for is noted."""

    def __init__(self) -> None:
        self.asked: list[MailFilter] = []
        self.replayed: list[str] = []

    async def page(self, wanted: MailFilter) -> MailPage:
        self.asked.append(wanted)
        return MailPage((DEAD, SENT), "5.r3")

    async def mail(self, id: str) -> Mail | None:
        return {"n7": DEAD, "r3": SENT}.get(id)

    async def replay(self, ids: tuple[str, ...]) -> int:
        self.replayed += ids
        return ids.count("n7")


class Bearers:
    """A token is the name of its role."""

    async def bearer(self, token: str) -> Bearer | None:
        return Bearer("t", Role(token), "lights") if token in set(Role) else None


@pytest.fixture
def bag() -> Bag:
    return Bag()


@pytest.fixture
async def client(bag: Bag, aiohttp_client) -> TestClient:
    app = web.Application()
    app.add_routes([each.route(Bearers()) for each in outbox_operations(bag, ZONE)])
    return await aiohttp_client(TestServer(app))


def of(role: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {role}"}


async def test_listed(client: TestClient, bag: Bag) -> None:
    """A page with its cursor; times have a zone, and nobody is named."""
    answer = await client.get("/api/v1/outbox?state=dead&limit=2&cursor=9.n1", headers=of("platform"))
    told = await answer.json()

    assert bag.asked == [MailFilter("dead", "", "9.n1", 2)]
    assert told["next"] == "5.r3"
    assert told["mails"][0] == {
        "id": "n7",
        "kind": "notice",
        "state": "dead",
        "at": "2027-01-15T16:00:00+08:00",
        "case": "202611230017",
        "step": "resolve",
        "audience": "",
        "voice": "",
        "refused": [],
        "attempts": 0,
        "error": "Busy -1",
        "not_before": "1970-01-01T08:00:00+08:00",
        "settled_at": None,
        "superseded_by": "",
    }


@pytest.mark.parametrize(
    ("method", "path", "role", "status"),
    [
        ("GET", "", "unit", 403),
        ("GET", "", "auditor", 403),
        ("GET", "", "nobody", 401),
        ("GET", "?state=lost", "admin", 422),
        ("GET", "?limit=0", "admin", 422),
        ("GET", f"?cursor={'9' * 40}.n1", "admin", 422),
        ("GET", "?cursor=1.n", "admin", 422),
        ("GET", "?cursor=1.n%00", "admin", 422),
        ("GET", "?case=2611230000%00", "admin", 422),
        ("GET", "/n7", "platform", 200),
        ("GET", "/n8", "platform", 404),
        ("POST", "/n7/replay", "platform", 403),
        ("POST", "/n7/replay", "admin", 200),
        ("POST", "/r3/replay", "admin", 409),
        ("POST", "/n8/replay", "admin", 404),
    ],
)
async def test_who_may_what(client: TestClient, method: str, path: str, role: str, status: int) -> None:
    """The desk looks, the admin sends again; what arrived is not sent again."""
    answer = await client.request(method, f"/api/v1/outbox{path}", headers=of(role))

    assert answer.status == status
