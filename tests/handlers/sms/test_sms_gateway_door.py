import json
from urllib.parse import urlencode

import pytest
from aiohttp import ClientResponse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sms_core import Client, Core, Receiver, Serve

from bot.demo.clock import HandClock
from dialogs.facts.messages import Address, Inbound
from handlers.sms.gateway import GatewayDoor, gateway_routes

DOOR = GatewayDoor("s3cret/路", "10690000", sender="mobile", text="content")
UP = "/sms/gateway/s3cret%2F%E8%B7%AF/up"
REPORT = "/sms/gateway/s3cret%2F%E8%B7%AF/report"
MESSAGE = {"id": "77", "mobile": "13800138000", "content": " 路灯坏了 🙂 "}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
async def client(serve: Serve, core: Core, receiver: Receiver, clock: HandClock) -> Client:
    core.parts = ()  # what there is to say waits in the outbox
    return await serve(gateway_routes(DOOR, core, receiver, clock))


async def post(client: Client, path: str, body: object) -> ClientResponse:
    return await client.post(path, data=json.dumps(body), headers={"Content-Type": "application/json"})


@pytest.mark.parametrize("as_form", [True, False])
async def test_a_message_becomes_one_inbound(client: Client, core: Core, clock: HandClock, as_form: bool) -> None:  # noqa: FBT001  a table's column
    """JSON or form, by the gateway's own field names: one message, and a word that it is safe."""
    body, headers = (urlencode(MESSAGE), FORM) if as_form else (json.dumps(MESSAGE), {})
    response = await client.post(UP, data=body, headers=headers)

    assert (response.status, await response.json()) == (200, {"code": 0})
    assert core.heard == [
        Inbound(core.heard[0].id, Address("sms", "+8613800138000"), "10690000", clock.now(), " 路灯坏了 🙂 ")
    ]


async def test_numbers_are_ids_too(client: Client, core: Core) -> None:
    """A gateway that counts its messages in JSON numbers is understood, and empty words are words."""
    await post(client, UP, {"id": 77, "mobile": 13800138000, "content": ""})

    assert (core.heard[0].address.id, core.heard[0].text) == ("+8613800138000", "")


async def test_an_id_names_one_message_of_one_phone(client: Client, core: Core) -> None:
    """Each delivery has one name; another phone's has another, whatever the gateway calls it, and tells no number."""
    for mobile, number in ((13800138000, 77), (13800138000, 77), (13800138000, 78), (13800138001, 77)):
        await post(client, UP, {"id": number, "mobile": mobile, "content": ""})
    first, again, later, other = (inbound.id for inbound in core.heard)

    assert first == again
    assert len({first, later, other}) == 3
    assert first.startswith("gateway:")
    assert "1380013" not in first


@pytest.mark.parametrize("secret", ["wrong", "s3cret", "%FF", "s3cret%2F%E8%B7%AF%20"])
async def test_a_wrong_secret_is_403(client: Client, core: Core, receiver: Receiver, secret: str) -> None:
    """Without the secret nothing is read and nothing changes."""
    refused = [await post(client, f"/sms/gateway/{secret}/{door}", MESSAGE) for door in ("up", "report")]

    assert [response.status for response in refused] == [403, 403]
    assert (core.heard, receiver.noted) == ([], [])


@pytest.mark.parametrize(
    "change",
    [
        {"id": ""},
        {"id": None},
        {"id": True},
        {"id": "7" * 129},
        {"id": ["77"]},
        {"mobile": "12"},
        {"mobile": "call 13800138000"},
        {"mobile": {}},
        {"content": None},
        {"content": "\ud800"},
        {"content": "x" * 16385},
    ],
)
async def test_odd_fields_are_400(client: Client, core: Core, change: dict[str, object]) -> None:
    """Missing, nested, too long or half a character: refused, and nothing changes."""
    assert (await post(client, UP, MESSAGE | change)).status == 400
    assert core.heard == []


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"7", b"{", b"\xff", b"[" * 60000, b'{"id": ' + b"9" * 60000 + b"}", b"null"], ids=range(8)
)
async def test_odd_bodies_are_400(client: Client, core: Core, body: bytes) -> None:
    """What is no JSON object is refused, however deep it goes."""
    assert [(await client.post(path, data=body)).status for path in (UP, REPORT)] == [400, 400]
    assert core.heard == []


async def test_too_much_is_413(client: Client) -> None:
    """Over 64 KB is refused."""
    assert (await client.post(UP, data=b"x" * 65537)).status == 413


async def test_what_cannot_be_kept_is_503(client: Client, core: Core, receiver: Receiver) -> None:
    """The gateway is told when to come again, at both doors."""
    core.down = receiver.down = True
    answers = [await post(client, UP, MESSAGE), await post(client, REPORT, {"id": "77", "status": "sent"})]

    assert [(answer.status, answer.headers["Retry-After"]) for answer in answers] == [(503, "5"), (503, "5")]


async def test_a_line_that_cannot_be_said_is_503(client: Client, core: Core) -> None:
    """Where the core asks for patience in a response that carries no words, the gateway is asked to come again."""
    core.parts = ("请稍候",)

    assert (await post(client, UP, MESSAGE)).status == 503


@pytest.mark.parametrize(
    ("said", "state"), [("DELIVRD", "delivered"), ("delivered", "delivered"), ("UNDELIV", "undelivered")]
)
async def test_reports(client: Client, receiver: Receiver, said: str, state: str) -> None:
    """What became of a sent message is noted in our words."""
    response = await post(client, REPORT, {"id": "r1", "status": said})

    assert (response.status, receiver.noted) == (200, [("r1", state)])


def test_the_secret_is_hidden() -> None:
    """Settings that are printed show no secret."""
    assert DOOR.secret not in repr(DOOR)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.dictionaries(st.sampled_from([*MESSAGE, "status"]), JSON) | JSON, path=st.sampled_from([UP, REPORT]))
async def test_nonsense_is_never_our_fault(client: Client, body: object, path: str) -> None:
    """Whatever is posted under the secret, the answer is clear and never a 5xx."""
    assert (await post(client, path, body)).status in {200, 400}
