"""The stand-in for WeChat's API host, as a client that others wrote meets it."""

import asyncio
import warnings
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import TestServer

from bot.demo.clock import HandClock
from bot.demo.wechat_host import MEDIA_KEPT, TOKEN_LIVES, PushedText, WechatHost
from bot.demo.wechat_notices import Template
from dialogs.facts.moment import DAY, MINUTE, SECOND

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from wechatpy import WeChatClient
    from wechatpy.exceptions import WeChatClientException

APP_ID, SECRET = "wx0123456789abcdef", "app-secret"


@pytest.fixture
def host(clock: HandClock) -> WechatHost:
    host = WechatHost(APP_ID, SECRET, clock)
    host.did("oCitizen")
    return host


@pytest.fixture
async def base(host: WechatHost) -> AsyncIterator[str]:
    async with TestServer(host.app()) as server:
        yield str(server.make_url("/cgi-bin/"))


def client_at(base: str) -> Any:
    class Client(WeChatClient):  # type: ignore[misc]
        API_BASE_URL = base

        def fetch_access_token(self) -> Any:
            params = {"grant_type": "client_credential", "appid": self.appid, "secret": self.secret}
            return self._fetch_access_token(url=f"{base}token", params=params)

    return Client(APP_ID, SECRET, timeout=5)


async def test_wechatpy_sends_through_it(host: WechatHost, base: str, clock: HandClock) -> None:
    """A token, a text and a menu by wechatpy's client arrive as they were sent."""
    client = client_at(base)

    await asyncio.to_thread(client.message.send_text, "oCitizen", "您好😀")
    await asyncio.to_thread(client.menu.create, {"button": [{"type": "click", "name": "我要反映", "key": "file"}]})

    assert [(push.openid, push.text, push.at) for push in host.pushed] == [("oCitizen", "您好😀", clock.now())]
    assert host.menu == {"button": [{"type": "click", "name": "我要反映", "key": "file"}]}


async def test_wechatpy_sends_notices_and_draws_codes(host: WechatHost, base: str) -> None:
    """A template message, a subscription notice and a scene's code by wechatpy's client are taken."""
    template = Template("诉求进度", {"thing1": "事项"})
    host.sending.notices.templates["T1"] = host.sending.notices.subscriptions["S1"] = template
    host.sending.notices.agree("oCitizen", "S1")
    client, data = client_at(base), {"thing1": {"value": "路灯不亮"}}
    code = {"action_name": "QR_LIMIT_STR_SCENE", "action_info": {"scene": {"scene_str": "lamp-17"}}}

    await asyncio.to_thread(client.message.send_template, "oCitizen", "T1", data)
    await asyncio.to_thread(client.message.send_subscribe_message, "oCitizen", "S1", data)
    drawn = await asyncio.to_thread(client.qrcode.create, code)

    assert [(push.kind, push.text) for push in host.pushed] == [
        ("template", "诉求进度\n事项：路灯不亮"),
        ("subscription", "诉求进度\n事项：路灯不亮"),
    ]
    assert host.codes[drawn["ticket"]] == "lamp-17"


async def test_wechatpy_meets_the_quota(host: WechatHost, base: str, clock: HandClock) -> None:
    """The sixth customer message is 45047, and after two days any is 45015, until the citizen writes."""
    client = client_at(base)
    codes = [await refusal(client, text) for text in "一二三四五六"]
    clock.advance(2 * DAY)
    codes.append(await refusal(client, "七"))
    host.did("oCitizen")

    assert [*codes, await refusal(client, "八")] == [0, 0, 0, 0, 0, 45047, 45015, 0]


async def refusal(client: Any, text: str) -> int:
    try:
        await asyncio.to_thread(client.message.send_text, "oCitizen", text)
    except WeChatClientException as refused:
        return int(refused.errcode)
    return 0


async def test_wechatpy_understands_its_refusals(host: WechatHost, base: str) -> None:
    """An ordered error code is an error to wechatpy too."""
    host.fail("/cgi-bin/message/custom/send", 45015)

    with pytest.raises(WeChatClientException) as raised:
        await asyncio.to_thread(client_at(base).message.send_text, "oCitizen", "您好")

    assert raised.value.errcode == 45015
    assert host.pushed == []


async def test_wechatpy_fetches_what_it_holds(host: WechatHost, base: str) -> None:
    """Media come back byte for byte."""
    media_id = host.hold_media(b"\xff\xd8photo", "image/jpeg")

    response = await asyncio.to_thread(client_at(base).media.download, media_id)

    assert (response.content, response.headers["Content-Type"]) == (b"\xff\xd8photo", "image/jpeg")


async def call(base: str, path: str, payload: object = None, **query: str) -> Any:
    async with ClientSession() as session:
        method = "GET" if payload is None else "POST"
        async with session.request(method, base + path, json=payload, params=query) as response:
            assert response.status == 200
            return await response.json()


async def token(base: str, *, force: bool = False, secret: str = SECRET, app_id: str = APP_ID) -> Any:
    asked = {"grant_type": "client_credential", "appid": app_id, "secret": secret, "force_refresh": force}
    return await call(base, "stable_token", asked)


async def test_a_stable_token_is_stable(base: str, clock: HandClock) -> None:
    """The same token for each call until it is forced or in its last five minutes, with the time that it has left."""
    first = await token(base)
    clock.advance(100 * SECOND)
    later = await token(base)
    forced = await token(base, force=True)
    clock.advance(TOKEN_LIVES - 5 * MINUTE)

    assert later["access_token"] == first["access_token"]
    assert first["expires_in"] - later["expires_in"] == 100
    assert forced["access_token"] != first["access_token"]
    assert (await token(base))["access_token"] not in (first["access_token"], forced["access_token"])


async def test_a_token_may_be_forced_so_often(base: str, clock: HandClock) -> None:
    """Half a minute apart and twenty times a day; more is told by its own error code."""
    assert "access_token" in await token(base, force=True)
    assert (await token(base, force=True))["errcode"] == 45011
    for _ in range(19):
        clock.advance(30 * SECOND)
        assert "access_token" in await token(base, force=True)
    clock.advance(30 * SECOND)

    assert (await token(base, force=True))["errcode"] == 45009
    clock.advance(DAY)
    assert "access_token" in await token(base, force=True)


async def test_a_token_is_refused_by_what_is_wrong_with_it(host: WechatHost, base: str, clock: HandClock) -> None:
    """Void, malformed, missing and outlived ones have a code each; a renewed one leaves the former its last minutes."""
    first = (await token(base))["access_token"]
    clock.advance(TOKEN_LIVES - 5 * MINUTE)
    second = (await token(base))["access_token"]

    assert [host.tokens.refusal(shown) for shown in (first, second, "token-9", "x", "")] == [0, 0, 40001, 40014, 41001]
    clock.advance(5 * MINUTE)
    assert host.tokens.refusal(first) == 42001


async def test_a_classic_token_pushes_out_the_one_before(host: WechatHost, base: str, clock: HandClock) -> None:
    """Five minutes later the former is dead, while the stable one lives on."""
    stable = (await token(base))["access_token"]
    asked = {"grant_type": "client_credential", "appid": APP_ID, "secret": SECRET}
    first, _second = [(await call(base, "token", **asked))["access_token"] for _ in range(2)]
    clock.advance(5 * MINUTE)

    assert [host.tokens.refusal(shown) for shown in (first, stable)] == [42001, 0]


async def test_a_stranger_gets_no_token(base: str) -> None:
    """A wrong app id or secret is told as WeChat tells it: in a 200."""
    assert (await token(base, app_id="wxother"))["errcode"] == 40013
    assert (await token(base, secret="wrong"))["errcode"] == 40125


@pytest.mark.parametrize("path", ["message/custom/send", "menu/create"])
async def test_nothing_happens_without_a_good_token(host: WechatHost, base: str, path: str) -> None:
    """No token, a made-up one and an outlived one are refused alike."""
    payload = {"touser": "o", "msgtype": "text", "text": {"content": "x"}}
    good = (await token(base))["access_token"]
    host.void_token()

    for tried, errcode in (("", 41001), ("made-up", 40014), (good, 40001)):
        assert (await call(base, path, payload, access_token=tried))["errcode"] == errcode
    assert (host.pushed, host.menu) == ([], None)


async def test_a_video_is_told_by_its_address_and_gone_in_time(host: WechatHost, base: str, clock: HandClock) -> None:
    """A video's address works for as long as the video is kept."""
    media_id = host.hold_media(b"movie", "video/mp4")
    good = (await token(base))["access_token"]
    told = await call(base, "media/get", access_token=good, media_id=media_id)

    async with ClientSession() as session:
        assert await (await session.get(told["video_url"])).read() == b"movie"
        clock.advance(MEDIA_KEPT)
        assert (await session.get(told["video_url"])).status == 404


async def test_escaped_json_is_refused(base: str, host: WechatHost) -> None:
    """A body that spells its characters as escapes is refused, as WeChat refuses it."""
    good = (await token(base))["access_token"]
    payload = {"touser": "o", "msgtype": "text", "text": {"content": "灯"}}

    assert (await call(base, "message/custom/send", payload, access_token=good))["errcode"] == 40033
    assert host.pushed == []


@pytest.mark.parametrize(
    "payload", [{}, [], "text", {"text": 5}, {"touser": "o", "msgtype": "image"}, {"text": {"content": "x"}}]
)
async def test_what_is_no_text_is_refused(base: str, host: WechatHost, payload: object) -> None:
    """A message that the stand-in does not know is told to be malformed, in a 200."""
    good = (await token(base))["access_token"]

    assert (await call(base, "message/custom/send", payload, access_token=good))["errcode"] == 47001
    assert host.pushed == []


async def test_who_listens_hears_each_text(base: str, host: WechatHost) -> None:
    """Who shows what is sent is told at once."""
    heard: list[PushedText] = []
    host.hear = heard.append

    await asyncio.to_thread(client_at(base).message.send_text, "oCitizen", "您好")

    assert [push.text for push in heard] == ["您好"]
    assert heard == host.pushed
