import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from urllib.parse import parse_qs

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port
from msgspec import structs
from twilio.base.exceptions import TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.request_validator import RequestValidator
from twilio.rest import Client

from adapters.outbound.twilio import TWILIO_SMS, TwilioAccount, TwilioVoice
from adapters.outbound.twilio.errors import BY_CODE, error_of
from bot.demo.twilio_host import Course, TwilioHost
from dialogs.facts.errors import (
    Busy,
    Misconfigured,
    OutcomeUnknown,
    PersonGone,
    Rejected,
    SendError,
    Throttled,
    Unpaid,
    Unreachable,
)
from dialogs.facts.messages import Address
from dialogs.facts.moment import HOUR, Moment
from dialogs.facts.ports import Outgoing

MESSAGE = Outgoing("key", Address("sms", "+8613800138000"), "+8610123456", " 路灯 & 井盖 🙂 ")
HASTE = aiohttp.ClientTimeout(total=0.2, connect=0.1)
Voices = Callable[..., TwilioVoice]
Start = Callable[[web.Application], Awaitable[TestServer]]


async def serve(start: Start, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]) -> str:
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", handler)
    return f"http://127.0.0.1:{(await start(app)).port}"


async def test_a_text_is_taken(host: TwilioHost, voice: Voices) -> None:
    """The words arrive as they were said, and Twilio's id is the receipt."""
    sent = await voice().send(MESSAGE)

    assert [(heard.sid, heard.to, heard.text) for heard in host.messages] == [
        (sent.receipt, "+8613800138000", " 路灯 & 井盖 🙂 ")
    ]


async def test_the_form_is_twilios(aiohttp_server: Start, host: TwilioHost, voice: Voices) -> None:
    """Path, credentials and fields are those of the REST API."""
    seen: list[tuple[str, str, dict[str, list[str]]]] = []

    async def note(request: web.Request) -> web.Response:
        seen.append((request.path, request.headers["Authorization"], parse_qs(await request.text())))
        return web.json_response({"sid": "SM1"}, status=201)

    base = await serve(aiohttp_server, note)
    await voice(api_base=base).send(MESSAGE)

    assert seen == [
        (
            f"/2010-04-01/Accounts/{host.account_sid}/Messages.json",
            aiohttp.encode_basic_auth(host.account_sid, host.auth_token),
            {
                "To": ["+8613800138000"],
                "From": ["+8610123456"],
                "Body": [" 路灯 & 井盖 🙂 "],
                "StatusCallback": ["https://bot.example.org/sms/twilio/status"],
            },
        )
    ]


@pytest.mark.parametrize(
    ("service", "written_to", "sender"),
    [("", "+8610123456", "+8610123456"), ("", "", "+8610000000"), ("MG1", "+8610123456", "MG1")],
)
async def test_in_whose_name(host: TwilioHost, voice: Voices, service: str, written_to: str, sender: str) -> None:
    """A service goes first, then the number that was written to, then the account's own."""
    await voice(service_sid=service).send(structs.replace(MESSAGE, account=written_to))

    assert host.messages[0].sender == sender


CODES = [
    (14107, Throttled),
    (20003, Misconfigured),
    (20005, Unpaid),
    (20429, Throttled),
    (21211, PersonGone),
    (21408, Misconfigured),
    (21606, Misconfigured),
    (21610, PersonGone),
    (21611, Throttled),
    (21612, Misconfigured),
    (21614, PersonGone),
    (21635, PersonGone),
    (30001, Throttled),
    (30002, Unpaid),
    (30003, Busy),
    (30005, Busy),
    (30006, PersonGone),
    (30007, Rejected),
    (63017, Throttled),
]


@pytest.mark.parametrize(("code", "error"), CODES)
async def test_each_code_has_its_meaning(host: TwilioHost, voice: Voices, code: int, error: type[SendError]) -> None:
    """A refusal is named by Twilio's code, and its detail is that code alone."""
    host.refuse(code)
    with pytest.raises(SendError) as refused:
        await voice().send(MESSAGE)

    assert (type(refused.value), refused.value.detail) == (error, str(code))
    assert host.messages == []


def test_the_table_is_walked() -> None:
    """No code of the table is without its test."""
    assert dict(CODES) == BY_CODE


@pytest.mark.parametrize(
    ("status", "code", "error", "detail"),
    [
        (400, None, Rejected, "HTTP 400"),
        (400, 21617, Rejected, "21617"),
        (401, None, Misconfigured, "HTTP 401"),
        (402, None, Unpaid, "HTTP 402"),
        (403, None, Misconfigured, "HTTP 403"),
        (404, 20404, Misconfigured, "20404"),
        (429, None, Throttled, "HTTP 429"),
        (500, None, Busy, "HTTP 500"),
        (503, 20503, Busy, "20503"),
        (302, None, Misconfigured, "HTTP 302"),
        (400, 21610, PersonGone, "21610"),
    ],
)
def test_without_a_known_code_the_status_decides(
    status: int, code: int | None, error: type[SendError], detail: str
) -> None:
    """A code we do not know, or an error page of a proxy, is judged by its HTTP status."""
    named = error_of(status, code)

    assert (type(named), named.detail) == (error, detail)


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (503, "<html>", Busy),
        (400, "[1]", Rejected),
        (400, "[" * 100_000, Rejected),
        (400, '{"code": "21610"}', Rejected),
        (201, "<html>", OutcomeUnknown),
        (201, '{"sid": null}', OutcomeUnknown),
        (307, "", Misconfigured),
    ],
)
async def test_odd_answers(
    aiohttp_server: Start,
    voice: Voices,
    status: int,
    body: str,
    error: type[SendError],
) -> None:
    """A page that is no JSON never passes for a success, nor ends in another error than ours."""

    async def odd(_request: web.Request) -> web.Response:
        return web.Response(status=status, text=body, headers={"Location": "/elsewhere"})

    base = await serve(aiohttp_server, odd)
    with pytest.raises(error):
        await voice(api_base=base).send(MESSAGE)


async def test_wrong_credentials(account: TwilioAccount, voice: Voices) -> None:
    """A wrong token calls an operator, and is nowhere to be read."""
    with pytest.raises(Misconfigured, match="20003") as refused:
        await voice(auth_token="wrong").send(MESSAGE)

    assert "wrong" not in str(refused.value) + repr(account)


async def test_nobody_listens(voice: Voices) -> None:
    """A refused connection has handed nothing over."""
    with pytest.raises(Unreachable):
        await voice(api_base=f"http://127.0.0.1:{unused_port()}").send(MESSAGE)


class Nowhere(aiohttp.abc.AbstractResolver):
    """Knows no name."""

    async def resolve(self, *_args: object, **_kwargs: object) -> list[aiohttp.abc.ResolveResult]:
        raise OSError("no such name")

    async def close(self) -> None: ...


async def test_an_unknown_host(account: TwilioAccount) -> None:
    """A name that leads nowhere has handed nothing over."""
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(resolver=Nowhere())) as lost:
        with pytest.raises(Unreachable):
            await TwilioVoice(replace(account, api_base="http://api.invalid"), lost).send(MESSAGE)


async def test_no_connection_in_time(host: TwilioHost, account: TwilioAccount) -> None:
    """Who waits for a connection in vain has handed nothing over; who has one may have."""
    host.delay = 0.5
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=1)) as narrow:
        voice = TwilioVoice(account, narrow, within=HASTE)
        first, second = await asyncio.gather(voice.send(MESSAGE), voice.send(MESSAGE), return_exceptions=True)

    assert (type(first), type(second)) == (OutcomeUnknown, Unreachable)


async def test_no_answer_in_time(host: TwilioHost, account: TwilioAccount, session: aiohttp.ClientSession) -> None:
    """A request that left without an answer may have been sent."""
    host.delay = 0.5
    with pytest.raises(OutcomeUnknown):
        await TwilioVoice(account, session, within=HASTE).send(MESSAGE)

    assert len(host.messages) == 1


async def test_cut_off_after_the_request(aiohttp_server: Start, voice: Voices) -> None:
    """A connection cut after the request left an unknown outcome."""

    async def cut(request: web.Request) -> web.Response:
        await request.read()
        assert request.transport
        request.transport.abort()
        return web.Response()

    base = await serve(aiohttp_server, cut)
    with pytest.raises(OutcomeUnknown):
        await voice(api_base=base).send(MESSAGE)


async def test_states_are_reported_in_any_order(aiohttp_server: Start, host: TwilioHost, voice: Voices) -> None:
    """The stand-in reports the states it was told to, late and twice ones too, each signed as Twilio signs."""
    heard: list[tuple[str, bool]] = []

    async def note(request: web.Request) -> web.Response:
        form = await request.post()
        valid = RequestValidator(host.auth_token).validate(
            str(request.url), form, request.headers["X-Twilio-Signature"]
        )
        heard.append((str(form["MessageStatus"]), valid))
        return web.Response(status=204)

    host.usual = Course(("delivered", "sent", "sent"))
    door = await serve(aiohttp_server, note)
    await voice(public_url=door).send(MESSAGE)
    await host.settled()

    assert heard == [("delivered", True), ("sent", True), ("sent", True)]


class RedirectedSdk(TwilioHttpClient):
    """Twilio's HTTP client, speaking to another host."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.base = base

    def request(self, method: str, url: str, *args: object, **kwargs: object) -> object:
        return super().request(method, url.replace("https://api.twilio.com", self.base), *args, **kwargs)


async def test_the_sdk_speaks_to_the_stand_in(host: TwilioHost) -> None:
    """Twilio's own client has its message taken by the stand-in: what we test against is what they call."""

    client = Client(host.account_sid, host.auth_token, http_client=RedirectedSdk(host.base))

    def sdk() -> tuple[str | None, int | None]:
        sid = client.messages.create(to="+8613800138000", from_="+8610000000", body="路灯").sid
        host.refuse(21610)
        with pytest.raises(TwilioRestException) as refused:
            client.messages.create(to="+8613800138000", from_="+8610000000", body="x")
        return sid, refused.value.code

    sid, code = await asyncio.to_thread(sdk)

    assert ([heard.sid for heard in host.messages], code) == ([sid], 21610)


def test_what_sms_can_do() -> None:
    """The capabilities fit what Twilio takes and waits for."""
    assert TWILIO_SMS.longest * 153 < 1600
    assert TWILIO_SMS.answer_within < 15


async def test_what_may_have_left_is_sought(host: TwilioHost, voice: Voices) -> None:
    """Twilio's list says whether it took these words to this number since then, and by which id."""
    sent = await voice().send(MESSAGE)
    now = host.clock.now()
    other = structs.replace(MESSAGE, text="other words")

    assert await voice().sought(MESSAGE, now) == sent
    assert await voice().sought(other, now) is None
    assert await voice().sought(structs.replace(MESSAGE, to=Address("sms", "+8613800138999")), now) is None
    assert await voice().sought(MESSAGE, Moment(now + HOUR)) is None


async def test_a_list_that_cannot_be_had(host: TwilioHost, voice: Voices) -> None:
    """Where the list cannot be asked nothing is sent either: it is asked again later."""
    with pytest.raises(Misconfigured):
        await voice(auth_token="wrong").sought(MESSAGE, host.clock.now())
