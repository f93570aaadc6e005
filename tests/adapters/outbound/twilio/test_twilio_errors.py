"""What an answer of Twilio's, or none, means for the message."""

import asyncio
from dataclasses import replace

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import unused_port
from twilio_steps import MESSAGE, Start, Voices, serve

from adapters.outbound.twilio import TwilioAccount, TwilioVoice
from adapters.outbound.twilio.errors import BY_CODE, error_of
from bot.demo.twilio_host import TwilioHost
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

HASTE = aiohttp.ClientTimeout(total=0.2, connect=0.1)
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
