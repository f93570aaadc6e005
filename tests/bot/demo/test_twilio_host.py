import asyncio
from collections.abc import Awaitable, Callable

import pytest
from aiohttp import ClientSession, encode_basic_auth, web
from aiohttp.test_utils import TestClient

from bot.demo.hosts import on_loopback
from bot.demo.twilio_host import Heard, TwilioHost

SID, TOKEN = "AC" + "1" * 32, "a token"
PATH = f"/2010-04-01/Accounts/{SID}/Messages.json"
AUTH = {"Authorization": encode_basic_auth(SID, TOKEN)}
FORM = {"To": "+8613800138000", "From": "+8610000000", "Body": "路灯"}
Client = TestClient[web.Request, web.Application]


@pytest.fixture
def heard() -> list[Heard]:
    return []


@pytest.fixture
def host(heard: list[Heard]) -> TwilioHost:
    return TwilioHost(SID, TOKEN, hear=heard.append, start=7)


@pytest.fixture
async def client(host: TwilioHost, aiohttp_client: Callable[[web.Application], Awaitable[Client]]) -> Client:
    return await aiohttp_client(host.app())


async def test_a_message_is_heard_on_the_phone(client: Client, host: TwilioHost, heard: list[Heard]) -> None:
    """What is taken is answered with an id, and told to who listens for the phones."""
    response = await client.post(PATH, data=FORM, headers=AUTH)

    assert response.status == 201
    assert [(each.sid, each.to, each.text) for each in heard] == [
        ((await response.json())["sid"], "+8613800138000", "路灯")
    ]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"To": "somebody"}, 21211),
        ({"To": ""}, 21211),
        ({"From": ""}, 21603),
        ({"Body": ""}, 21602),
        ({"Body": "x" * 1601}, 21617),
        ({"To": "+8613900139000"}, 21610),
    ],
)
async def test_what_twilio_refuses(client: Client, host: TwilioHost, change: dict[str, str], code: int) -> None:
    """Wrong numbers, missing fields, too many words and who opted out are refused by Twilio's codes."""
    host.opted_out.add("+8613900139000")
    response = await client.post(PATH, data=FORM | change, headers=AUTH)

    assert (response.status, (await response.json())["code"]) == (400, code)
    assert host.messages == []


@pytest.mark.parametrize(
    "headers", [{}, {"Authorization": encode_basic_auth(SID, "wrong")}, {"Authorization": "Bearer x"}]
)
async def test_only_with_the_accounts_credentials(client: Client, host: TwilioHost, headers: dict[str, str]) -> None:
    """Messages and media are the account's alone."""
    held = host.hold(b"photo", "image/png")
    answers = [await client.post(PATH, data=FORM, headers=headers), await client.get(held.url, headers=headers)]

    assert [(answer.status, (await answer.json())["code"]) for answer in answers] == [(401, 20003), (401, 20003)]


async def test_another_account_is_not_this_one(client: Client) -> None:
    """The path names the account that the credentials are of."""
    assert (await client.post(PATH.replace("AC1", "AC2"), data=FORM, headers=AUTH)).status == 401


async def test_errors_on_demand(client: Client, host: TwilioHost) -> None:
    """It fails as often and as badly as it is told to, then works again."""
    host.refuse(30001, 429, times=2)
    host.refuse(0, 502)
    statuses = [(await client.post(PATH, data=FORM, headers=AUTH)).status for _ in range(4)]

    assert statuses == [429, 429, 502, 201]


async def test_media_are_handed_out_elsewhere(client: Client, host: TwilioHost) -> None:
    """The account is sent on; the other place refuses credentials, and knows nothing of what was deleted."""
    host.media.cdn = str(client.make_url("/")).rstrip("/")
    held = host.hold(b"photo", "image/png")
    sent_on = await client.get(held.url, headers=AUTH, allow_redirects=False)
    place = sent_on.headers["Location"].removeprefix(host.media.cdn)
    found = await client.get(place)
    refused = await client.get(place, headers=AUTH)
    host.drop(held)

    assert (sent_on.status, found.content_type, await found.read()) == (307, "image/png", b"photo")
    assert refused.status == 400
    assert [(await client.get(place)).status, (await client.get(held.url, headers=AUTH)).status] == [404, 404]


async def test_ids_follow_from_the_start(client: Client, host: TwilioHost) -> None:
    """Another start gives other ids, so that a restarted demo repeats none."""
    other = TwilioHost(SID, TOKEN, start=8)

    assert host.hold(b"", "image/png").url != other.hold(b"", "image/png").url


async def test_a_door_that_is_shut_harms_nobody(client: Client, host: TwilioHost) -> None:
    """Whoever cannot be told of a message's state is not told."""
    await client.post(PATH, data=FORM | {"StatusCallback": "http://127.0.0.1:1/status"}, headers=AUTH)
    await host.settled()

    assert len(host.messages) == 1


async def test_it_ends_though_a_report_is_not_answered(host: TwilioHost) -> None:
    """Whoever takes a report and says nothing to it keeps the host from ending no longer than a moment."""
    taken = asyncio.Event()

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        taken.set()
        await reader.read()
        writer.close()

    silent = await asyncio.start_server(listen, "127.0.0.1", 0)
    form = FORM | {"StatusCallback": f"http://127.0.0.1:{silent.sockets[0].getsockname()[1]}/status"}
    async with silent, ClientSession() as session, asyncio.timeout(10), on_loopback(host.app()) as port:
        await session.post(f"http://127.0.0.1:{port}{PATH}", data=form, headers=AUTH)
        await taken.wait()

    assert host.reports.answers == []


async def test_media_may_be_handed_out_directly(client: Client, host: TwilioHost) -> None:
    """Where no other place stands beside it, the host gives what it holds to the account itself."""
    host.media.direct = True
    held = host.hold(b"photo", "image/png")
    answers = [await client.get(held.url, headers=headers, allow_redirects=False) for headers in (AUTH, {})]

    assert [(answer.status, answer.content_type) for answer in answers] == [
        (200, "image/png"),
        (401, "application/json"),
    ]
