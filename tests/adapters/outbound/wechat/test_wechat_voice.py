"""Customer messages, and what becomes of each way to fail."""

import asyncio
import json

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import unused_port
from wechat_api_world import APP_ID, NOW, OPENID, SECRET, SEND, calling, outgoing, voice_to

from adapters.outbound.wechat.api import WechatApi
from adapters.outbound.wechat.errcodes import ERRCODES, TOKEN_CODES
from adapters.outbound.wechat.host import WechatHost
from adapters.outbound.wechat.token import AccessToken
from adapters.outbound.wechat.voice import WECHAT, WechatVoice
from bot.demo.clock import HandClock
from bot.demo.wechat_host import PushedText
from dialogs.facts.errors import (
    AddressRefused,
    Busy,
    Misconfigured,
    OutcomeUnknown,
    PersonGone,
    QuotaSpent,
    Rejected,
    SendError,
    Throttled,
    TokenRejected,
    Unreachable,
    WindowClosed,
)
from dialogs.facts.messages import Unit
from dialogs.facts.ports import Sent

EXPECTED = {
    -1: Busy,
    40001: TokenRejected,
    40003: PersonGone,
    40007: Rejected,
    40013: Misconfigured,
    40014: TokenRejected,
    40033: Rejected,
    40037: Misconfigured,
    40125: Misconfigured,
    40164: AddressRefused,
    40200: Misconfigured,
    41002: Misconfigured,
    41004: Misconfigured,
    42001: TokenRejected,
    43004: PersonGone,
    43019: PersonGone,
    43101: WindowClosed,
    45002: Rejected,
    45009: QuotaSpent,
    45011: Throttled,
    45015: WindowClosed,
    45047: WindowClosed,
    47003: Rejected,
    48001: Misconfigured,
    50002: PersonGone,
    50005: PersonGone,
    89503: AddressRefused,
}


async def test_a_text_arrives_as_it_was_written() -> None:
    """Emoji, quotes, line ends and all; only what JSON cannot carry unescaped is dropped."""
    async with calling() as world:
        text = '您好 😀 "引号" \\ <a href="weixin://x">1</a>\n第二行'

        sent = await world.voice.send(outgoing(text + "\0\x1b"))

        assert sent == Sent("")
        assert world.stand_in.pushed == [PushedText(OPENID, text, NOW)]
        assert world.stand_in.pushed_to("oOther") == ()


async def test_json_goes_out_as_real_utf8() -> None:
    """WeChat shows escapes as they stand, so there are none."""
    bodies = []

    async def take(request: web.Request) -> web.Response:
        bodies.append(await request.read())
        return web.json_response({"errcode": 0, "errmsg": "ok", "msgid": 206227730})

    async with voice_to(take) as voice:
        assert await voice.send(outgoing("路灯😀")) == Sent("206227730")

    assert "路灯😀".encode() in bodies[0]
    assert json.loads(bodies[0]) == {"touser": OPENID, "msgtype": "text", "text": {"content": "路灯😀"}}


def test_the_table_of_codes_is_the_expected_one() -> None:
    """No row of the table goes untested, and none was forgotten."""
    assert dict(ERRCODES) == EXPECTED


@pytest.mark.parametrize("errcode", sorted(EXPECTED), ids=str)
async def test_an_error_in_a_200_is_no_success(errcode: int) -> None:
    """Each code is the error that decides what happens next, and names itself and WeChat's request id."""
    async with calling() as world:
        world.stand_in.fail(SEND, *([errcode] * (2 if errcode in TOKEN_CODES else 1)))

        with pytest.raises(SendError) as raised:
            await world.voice.send(outgoing())

        assert type(raised.value) is EXPECTED[errcode]
        assert str(errcode) in str(raised.value)
        assert "rid 6553f100-" in str(raised.value)
        assert world.stand_in.pushed == []


async def test_a_code_that_nobody_knows_refuses_the_message() -> None:
    """An unknown code is no reason to try for ever, nor to forget the other voices."""
    async with calling() as world:
        world.stand_in.fail(SEND, 99999)

        with pytest.raises(Rejected, match="99999"):
            await world.voice.send(outgoing())


async def test_a_text_that_is_too_long_is_rejected() -> None:
    """What WeChat finds too long it will find too long again."""
    async with calling() as world:
        with pytest.raises(Rejected):
            await world.voice.send(outgoing("灯" * 683))


@pytest.mark.parametrize(
    ("status", "body", "content_type", "error"),
    [
        (500, "{}", "application/json", Busy),
        (502, "bad gateway", "text/html", Busy),
        (503, "", "text/plain", Busy),
        (504, "", "text/plain", OutcomeUnknown),
        (429, "", "text/plain", Throttled),
        (404, "not here", "text/html", Misconfigured),
        (302, "", "text/plain", Misconfigured),
        (204, "", "text/plain", Misconfigured),
        (200, "", "application/json", OutcomeUnknown),
        (200, "<html>log in</html>", "text/html", OutcomeUnknown),
        (200, "[]", "application/json", OutcomeUnknown),
        (200, "{}", "application/json", OutcomeUnknown),
        (200, '{"errmsg": "ok"}', "application/json", OutcomeUnknown),
        (200, '{"errcode": "0"}', "application/json", OutcomeUnknown),
        (200, "image", "image/png", OutcomeUnknown),
    ],
)
async def test_what_is_no_answer_is_no_success(
    status: int, body: str, content_type: str, error: type[SendError]
) -> None:
    """A proxy, a portal or a half answer never counts as sent."""

    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=status, text=body, content_type=content_type, headers={"Location": "/elsewhere"})

    async with voice_to(answer) as voice:
        with pytest.raises(SendError) as raised:
            await voice.send(outgoing())

    assert type(raised.value) is error


async def test_a_host_that_is_not_there_is_unreachable() -> None:
    """Nothing listens: nothing was handed over, and the token stands in no message."""
    async with ClientSession() as session:
        host = WechatHost(session, f"http://127.0.0.1:{unused_port()}")
        voice = WechatVoice(WechatApi(host, AccessToken(host, APP_ID, SECRET, HandClock(NOW))))

        with pytest.raises(Unreachable):
            await voice.send(outgoing())


async def test_silence_after_sending_is_an_unknown_outcome() -> None:
    """Who never answers may have sent it; what the failure says holds no token."""

    async def never(_: web.Request) -> web.Response:
        await asyncio.sleep(5)
        return web.Response()

    async with voice_to(never, within=0.2) as voice:
        with pytest.raises(OutcomeUnknown) as raised:
            await voice.send(outgoing())

    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__


async def test_a_connection_that_breaks_is_an_unknown_outcome() -> None:
    """Cut off in the middle: it may have been sent."""

    async def cut(request: web.Request) -> web.Response:
        assert request.transport
        request.transport.close()
        return web.Response()

    async with voice_to(cut) as voice:
        with pytest.raises(OutcomeUnknown):
            await voice.send(outgoing())


def test_the_channel_says_what_it_can() -> None:
    """WeChat answers in the response with one message of at most 2,000 bytes, and delivers three times."""
    assert (WECHAT.channel, WECHAT.unit, WECHAT.longest) == ("wechat", Unit.BYTES, 2000)
    assert (WECHAT.answers, WECHAT.parts, WECHAT.deliveries, WECHAT.answer_within) == (True, 1, 3, 4.5)
    assert WECHAT.links
    assert WECHAT.pins
    assert WECHAT.photos
