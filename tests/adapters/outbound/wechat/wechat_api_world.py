"""An API host on this machine, and ours that call it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import ClientSession, ClientTimeout, web
from aiohttp.test_utils import TestServer

from adapters.outbound.wechat.api import WechatApi
from adapters.outbound.wechat.host import WechatHost
from adapters.outbound.wechat.media import WechatFetcher
from adapters.outbound.wechat.token import AccessToken
from adapters.outbound.wechat.voice import WechatVoice
from bot.demo.clock import HandClock
from bot.demo.wechat_host import Trigger
from bot.demo.wechat_host import WechatHost as StandIn
from bot.demo.wechat_windows import Allowance
from dialogs.facts.messages import Address
from dialogs.facts.moment import DAY, SECOND, Moment
from dialogs.facts.ports import Fetcher, Outgoing, Voice

NOW = Moment(1_700_000_000 * SECOND)
APP_ID, SECRET, OPENID = "wx0123456789abcdef", "app-secret", "oCitizen"
SEND = "/cgi-bin/message/custom/send"
STABLE = "/cgi-bin/stable_token"


@dataclass
class Calling:
    """What a caller has: the stand-in it calls, and each of its own parts."""

    stand_in: StandIn
    clock: HandClock
    host: WechatHost
    token: AccessToken
    api: WechatApi
    voice: Voice
    fetcher: Fetcher


def outgoing(text: str = "您的诉求已受理") -> Outgoing:
    return Outgoing("key", Address("wechat", OPENID), "gh_1", text)


@asynccontextmanager
async def calling(secret: str = SECRET) -> AsyncIterator[Calling]:
    clock = HandClock(NOW)
    stand_in = StandIn(APP_ID, SECRET, clock)
    stand_in.sending.windows.allowed = {Trigger.MESSAGE: Allowance(1000, DAY)}
    stand_in.did(OPENID)
    async with TestServer(stand_in.app()) as server, ClientSession() as session:
        host = WechatHost(session, f"{server.make_url('/')}")
        token = AccessToken(host, APP_ID, secret, clock)
        api = WechatApi(host, token)
        yield Calling(stand_in, clock, host, token, api, WechatVoice(api), WechatFetcher(api, host))


@asynccontextmanager
async def voice_to(
    answer: Callable[[web.Request], Awaitable[web.StreamResponse]], within: float = 2.0
) -> AsyncIterator[WechatVoice]:
    """Give a voice whose host gives tokens, and answers what is sent with ``answer``."""

    async def token(_: web.Request) -> web.Response:
        return web.json_response({"access_token": "secret-token", "expires_in": 7200})

    app = web.Application()
    app.add_routes([web.post(STABLE, token), web.post(SEND, answer)])
    async with TestServer(app) as server, ClientSession() as session:
        host = WechatHost(session, str(server.make_url("/")), ClientTimeout(total=within))
        yield WechatVoice(WechatApi(host, AccessToken(host, APP_ID, SECRET, HandClock(NOW))))
