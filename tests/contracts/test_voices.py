from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

pytest.register_assert_rewrite("voices_contract")
from aiohttp import ClientSession, ClientTimeout, web  # noqa: E402 - asserts are rewritten first
from aiohttp.test_utils import TestServer, unused_port  # noqa: E402
from voices_contract import PATIENCE, Line, VoicesContract  # noqa: E402

from adapters.outbound.gateway import Gateway, GatewayNotices, GatewayVoice  # noqa: E402
from adapters.outbound.twilio import TwilioAccount, TwilioVoice  # noqa: E402
from adapters.outbound.wechat import AccessToken, WechatApi, WechatVoice  # noqa: E402
from adapters.outbound.wechat import WechatHost as Api  # noqa: E402
from adapters.outbound.wechat.notices import TEMPLATE, WechatNotices  # noqa: E402
from adapters.outbound.wecom import WecomVoice  # noqa: E402
from bot.demo.clock import HandClock  # noqa: E402
from bot.demo.faults import Faults, misbehaving  # noqa: E402
from bot.demo.twilio_host import TwilioHost  # noqa: E402
from bot.demo.wechat_host import WechatHost  # noqa: E402
from bot.demo.wechat_notices import Template  # noqa: E402
from bot.demo.wecom_host import PATH, WecomHost  # noqa: E402
from dialogs.facts.delivery import Filled  # noqa: E402
from dialogs.facts.errors import Misconfigured, PersonGone, Rejected, SendError, WindowClosed  # noqa: E402
from dialogs.facts.messages import Address  # noqa: E402
from dialogs.facts.ports import Outgoing, Sent, Voice  # noqa: E402

OPENID, PHONE = "oCitizen-0123456789", "+8613800138000"
APP, SECRET, KEY, TOKEN = "wx0123456789abcdef", "an-app-secret", "a-robot-key-693a", "a-bearer-t0ken"
WITHIN = ClientTimeout(total=PATIENCE)
Send = Callable[[str], Awaitable[Sent]]


def saying(voice: Voice, to: Address) -> Send:
    return lambda words: voice.send(Outgoing("key/0", to, "", words))


def filling(voice: WechatNotices | GatewayNotices, to: Address, field: str) -> Send:
    return lambda words: voice.send(Filled("notice-7", to, "T1", ((field, words),)))


@asynccontextmanager
async def served(app: web.Application) -> AsyncIterator[tuple[str, str, ClientSession]]:
    """Give a stand-in's address, one where nobody listens, and a session."""
    async with TestServer(app) as server, ClientSession() as session:
        yield f"http://127.0.0.1:{server.port}", f"http://127.0.0.1:{unused_port()}", session


@dataclass
class Aggregator:
    """A gateway: takes each id once, of texts and of templates."""

    faults: Faults = field(default_factory=Faults)
    said: dict[str, str] = field(default_factory=dict)

    def app(self) -> web.Application:
        refusing = misbehaving(self.faults, lambda fault: web.json_response({"code": fault.code}))
        app = web.Application(middlewares=[refusing])  # type: ignore[list-item]
        app.router.add_post("/send-s3cret", self._take)
        return app

    async def _take(self, request: web.Request) -> web.Response:
        message = await request.json()
        self.said.setdefault(message["id"], message.get("text") or message["params"]["words"])
        return web.json_response({"code": 0, "id": len(self.said)})


def wechat_line(host: WechatHost, sends: tuple[Send, Send], path: str, means: tuple[int, type[SendError]]) -> Line:
    def arrived() -> list[str]:
        return [each.text.partition("：")[2] or each.text for each in host.pushed]

    return Line(*sends, arrived, host.faults, path, *means, secrets=(SECRET, OPENID, "access_token="))


class TestWechatVoice(VoicesContract):
    @pytest.fixture
    async def line(self, clock: HandClock) -> AsyncIterator[Line]:
        host = WechatHost(APP, SECRET, clock)
        host.did(OPENID)
        async with served(host.app()) as (base, nowhere, session):
            sends = [saying(WechatVoice(api(session, url, clock)), ANN) for url in (base, nowhere)]
            yield wechat_line(host, (sends[0], sends[1]), "/cgi-bin/message/custom/send", (45047, WindowClosed))


class TestWechatTemplates(VoicesContract):
    @pytest.fixture
    async def line(self, clock: HandClock) -> AsyncIterator[Line]:
        host = WechatHost(APP, SECRET, clock)
        host.sending.notices.templates["T1"] = Template("进度", {"thing1": "事项"})
        async with served(host.app()) as (base, nowhere, session):
            sends = [filling(WechatNotices(api(session, url, clock)), ANN, "thing1") for url in (base, nowhere)]
            yield wechat_line(host, (sends[0], sends[1]), TEMPLATE, (43004, PersonGone))


class TestTwilio(VoicesContract):
    @pytest.fixture
    async def line(self) -> AsyncIterator[Line]:
        host = TwilioHost("AC" + "1" * 32, TOKEN)
        async with served(host.app()) as (base, nowhere, session):
            accounts = [
                TwilioAccount(host.account_sid, TOKEN, "https://bot.example.org/", "+8610000000", api_base=url)
                for url in (base, nowhere)
            ]
            sends = [saying(TwilioVoice(each, session, within=WITHIN), BORIS) for each in accounts]
            heard = lambda: [each.text for each in host.messages]  # noqa: E731
            yield Line(*sends, heard, host.faults, host.path, 21610, PersonGone, secrets=(TOKEN, PHONE))


class TestGateway(VoicesContract):
    @pytest.fixture
    async def line(self) -> AsyncIterator[Line]:
        host = Aggregator()
        async with served(host.app()) as (base, nowhere, session):
            gateways = [Gateway(f"{url}/send-s3cret", TOKEN) for url in (base, nowhere)]
            sends = [saying(GatewayVoice(each, session, within=WITHIN), BORIS) for each in gateways]
            yield gateway_line(host, (sends[0], sends[1]))


class TestGatewayTemplates(VoicesContract):
    @pytest.fixture
    async def line(self) -> AsyncIterator[Line]:
        host = Aggregator()
        async with served(host.app()) as (base, nowhere, session):
            gateways = [Gateway(f"{url}/send-s3cret", TOKEN) for url in (base, nowhere)]
            sends = [filling(GatewayNotices(each, session, within=WITHIN), BORIS, "words") for each in gateways]
            yield gateway_line(host, (sends[0], sends[1]))


class TestWecom(VoicesContract):
    @pytest.fixture
    async def line(self, clock: HandClock) -> AsyncIterator[Line]:
        host, faults = WecomHost(frozenset({KEY}), clock), Faults()
        app = host.app()
        refusing = misbehaving(faults, lambda fault: web.json_response({"errcode": fault.code}))
        app.middlewares.append(refusing)  # type: ignore[arg-type]
        async with served(app) as (base, nowhere, session):
            voices = [WecomVoice(url, {"lights": KEY}, session, clock, within=WITHIN) for url in (base, nowhere)]
            sends = [saying(each, Address("wecom", "lights")) for each in voices]
            yield Line(*sends, lambda: host.said[KEY], faults, PATH, 93000, Misconfigured, secrets=(KEY,))


ANN, BORIS = Address("wechat", OPENID), Address("sms", PHONE)


def api(session: ClientSession, base: str, clock: HandClock) -> WechatApi:
    host = Api(session, base, WITHIN)
    return WechatApi(host, AccessToken(host, APP, SECRET, clock))


def gateway_line(host: Aggregator, sends: tuple[Send, Send]) -> Line:
    heard = lambda: list(host.said.values())  # noqa: E731
    return Line(*sends, heard, host.faults, "/send-s3cret", 5, Rejected, secrets=(TOKEN, PHONE, "s3cret"), recalls=True)
