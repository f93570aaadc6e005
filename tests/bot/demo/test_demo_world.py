"""The world behind the simulator, at the real doors."""

import asyncio
from dataclasses import dataclass, field

import aiohttp
import pytest

from adapters.outbound.twilio import TwilioAccount, TwilioVoice
from adapters.outbound.wechat import api, host, token, voice
from bot.app import make_app
from bot.city.load import DEMO
from bot.demo import accounts
from bot.demo.citizens import Citizens, Networks
from bot.demo.hosts import on_loopback
from bot.demo.line import Line
from bot.demo.mailbox import Mailbox
from bot.demo.twilio_host import TwilioHost
from bot.demo.wechat_host import WechatHost
from bot.demo.world import World
from bot.speech import Speech
from dialogs.facts.messages import Address, Answer, Inbound, MediaKind, Signal
from dialogs.facts.ports import Outgoing
from handlers.pages.gestures import Account, Photograph, Point, Speak, Tap, Write
from handlers.sms.twilio import TwilioDoor, twilio_routes
from handlers.wechat.door import wechat_routes
from handlers.wechat.wire import WechatDoor

PUBLIC = "http://localhost:8080"
ANN, BEN = "visitor-ann-000001", "visitor-ben-000002"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(32)


@dataclass
class Core:
    """Answers each message with its own words, and remembers it; takes no receipts."""

    heard: list[Inbound] = field(default_factory=list)
    slow: float = 0.0

    async def take(self, inbound: Inbound) -> Answer:
        self.heard.append(inbound)
        await asyncio.sleep(self.slow)
        return Answer((f"您说：{inbound.text}",) if inbound.text else (), inbound.at)

    async def advance(self, receipt, state, *, now):
        return True


@dataclass
class Town:
    """All parts of the world, for who looks behind it."""

    core: Core
    world: World
    networks: Networks
    made_up: accounts.Accounts
    session: aiohttp.ClientSession
    ports: dict[str, int]


@pytest.fixture
async def town(clock, chance):
    made_up, core = accounts.Accounts("a key of at least sixteen"), Core()
    wechat = WechatHost(accounts.WECHAT_APP, made_up.wechat_secret, clock)
    networks = Networks(wechat, TwilioHost(made_up.twilio_sid, made_up.twilio_token), Mailbox(clock))
    networks.connect()
    doors = make_app(
        [
            *wechat_routes(WechatDoor(made_up.wechat_token, accounts.WECHAT_APP), core),
            *twilio_routes(TwilioDoor(made_up.twilio_sid, made_up.twilio_token, PUBLIC), core, core, clock),
        ]
    )
    async with (
        aiohttp.ClientSession() as session,
        on_loopback(doors) as port,
        on_loopback(networks.wechat.app()) as wechat_port,
        on_loopback(networks.twilio.app()) as twilio_port,
    ):
        networks.twilio.base = f"http://127.0.0.1:{twilio_port}"
        citizens = Citizens(made_up, networks, PUBLIC, clock)
        world = World(Speech(DEMO).now, citizens, networks.mailbox, Line(session, f"http://127.0.0.1:{port}"), chance)
        yield Town(core, world, networks, made_up, session, {"wechat": wechat_port, "sms": twilio_port})


@pytest.mark.parametrize("phone", ["wechat", "sms"])
async def test_words_go_through_the_real_door(town, phone):
    """What is written arrives signed at the door, and the answer comes back with the wire it went over."""
    exchange = await town.world.gesture(ANN, phone, Write("text", "路灯坏了 <b>&"))

    assert exchange.said == ("您说：路灯坏了 <b>&",)
    assert exchange.status == 200
    assert exchange.request.line.startswith("POST /wechat?" if phone == "wechat" else "POST /sms/twilio ")
    assert exchange.answer.line == "HTTP/1.1 200 OK"
    assert "您说" in exchange.answer.body
    assert ("Host", "127.0.0.1") in {(name, value.partition(":")[0]) for name, value in exchange.request.headers}


@pytest.mark.parametrize("phone", ["wechat", "sms"])
async def test_redelivery_is_the_same_request(town, phone):
    """Delivered again, the request is the same to the byte; before the first there is nothing to deliver."""
    with pytest.raises(LookupError):
        await town.world.gesture(ANN, phone, Account("redeliver"))
    first = await town.world.gesture(ANN, phone, Write("text", "路灯坏了"))
    again = await town.world.gesture(ANN, phone, Account("redeliver"))

    assert (again.request, again.said) == (first.request, first.said)
    assert town.core.heard[0].id == town.core.heard[1].id


async def test_each_gesture_becomes_its_message(town):
    """Taps, places, photos, voice and following arrive as what they are."""
    for gesture in (
        Tap("tap", "r1.2", "噪音"),
        Point("location", 30.5, 114.3, "桥"),
        Photograph("photo", "image/png", PNG),
        Speak("voice", "漏水"),
        Account("follow"),
    ):
        await town.world.gesture(ANN, "wechat", gesture)
    tap, place, photo, spoken, follow = town.core.heard

    assert (tap.tapped, tap.text) == ("r1.2", "噪音")
    assert (round(place.pin.lat, 4), round(place.pin.lon, 4), place.pin.label) == (30.5, 114.3, "桥")
    assert photo.attachments[0].kind is MediaKind.IMAGE
    assert (spoken.attachments[0].kind, spoken.text) == (MediaKind.VOICE, "漏水")
    assert follow.signal is Signal.FOLLOW


async def test_a_picture_message_is_held_by_the_network(town):
    """A photo sent by SMS rests at the stand-in of Twilio, where the message says."""
    await town.world.gesture(ANN, "sms", Photograph("photo", "image/png", PNG))
    (photo,) = town.core.heard[0].attachments
    auth = aiohttp.encode_basic_auth(town.made_up.twilio_sid, town.made_up.twilio_token)
    async with town.session.get(photo.ref, headers={"Authorization": auth}, allow_redirects=False) as sent_on:
        place = sent_on.headers["Location"]
    async with town.session.get(place) as found:
        assert await found.read() == PNG


@pytest.mark.parametrize("gesture", [Speak("voice", "x"), Tap("tap", "1", "x"), Account("follow")])
async def test_sms_cannot_do_everything(town, gesture):
    """What an SMS phone cannot do is refused before anything leaves it."""
    with pytest.raises(ValueError, match=gesture.kind):
        await town.world.gesture(ANN, "sms", gesture)
    assert town.core.heard == []


async def test_citizens_are_apart(town):
    """Two visitors are two people on both channels, the same ones each time, and no message id is used twice."""
    for visitor in (ANN, BEN, ANN):
        for phone in ("wechat", "sms"):
            await town.world.gesture(visitor, phone, Write("text", "你好"))
    people = [inbound.address for inbound in town.core.heard]

    assert len({address.id for address in people}) == 4
    assert people[:2] == people[4:]
    assert len({inbound.id for inbound in town.core.heard}) == 6


async def test_pushes_reach_their_phone(town, clock):
    """What our voices send reaches the phone of whom it is for, once, and nobody else's."""
    await town.world.gesture(ANN, "wechat", Write("text", "在吗"))
    openid, number = town.made_up.openid(ANN), town.made_up.number(ANN)
    wechat = host.WechatHost(town.session, f"http://127.0.0.1:{town.ports['wechat']}")
    access = token.AccessToken(wechat, accounts.WECHAT_APP, town.made_up.wechat_secret, clock)
    account = TwilioAccount(
        town.made_up.twilio_sid,
        town.made_up.twilio_token,
        PUBLIC,
        accounts.SMS_NUMBER,
        api_base=f"http://127.0.0.1:{town.ports['sms']}",
    )
    waiting = asyncio.create_task(town.world.pushes(ANN, 0, 5))
    said = Outgoing("k1", Address("wechat", openid), accounts.WECHAT_ACCOUNT, "已受理")
    await voice.WechatVoice(api.WechatApi(wechat, access)).send(said)
    (first,) = await waiting
    said = Outgoing("k2", Address("sms", number), accounts.SMS_NUMBER, "已办结")
    await TwilioVoice(account, town.session).send(said)
    (second,) = await town.world.pushes(ANN, first.serial, 5)

    assert [(push.phone, push.text) for push in (first, second)] == [("wechat", "已受理"), ("sms", "已办结")]
    assert await town.world.pushes(ANN, second.serial, 0.01) == ()
    assert await town.world.pushes(BEN, 0, 0.01) == ()


async def test_the_scenery_is_the_citys(town):
    """The map shows the demo city's districts, streets and landmarks in the page's language."""
    chinese, english = town.world.scenery("zh-Hans"), town.world.scenery("en")

    assert (len(chinese.districts), len(chinese.streets)) == (3, 12)
    assert len(chinese.landmarks) == len(english.landmarks) > 5
    assert chinese.city != english.city
    ring = chinese.districts[0].polygons[0][0]
    assert min(lon for lon, _ in ring) < chinese.landmarks[0].lon + 1


async def test_an_answer_that_never_comes_is_a_lost_one(town, unused_tcp_port):
    """Where nobody listens, the exchange says 504 and shows nothing."""
    town.world._line = Line(town.session, f"http://127.0.0.1:{unused_tcp_port}")
    exchange = await town.world.gesture(ANN, "sms", Write("text", "在吗"))

    assert (exchange.status, exchange.said) == (504, ())
