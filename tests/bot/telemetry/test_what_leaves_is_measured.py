"""Measuring what leaves changes nothing about it, and leaves nothing out."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientSession
from prometheus_client import CollectorRegistry
from pydantic import SecretStr
from structlog.testing import capture_logs
from transcript_stage import Stage, stage

from adapters.sealing import Keyring
from bot import routes
from bot.clock import SystemClock
from bot.demo.faults import DONE_AND_CUT
from bot.demo.made_up import DemoSettings
from bot.demo.twilio_host import TwilioHost
from bot.marks import marked
from bot.telemetry.joining import telemetry
from bot.telemetry.measuring import MeasuredVoice
from bot.telemetry.meters import Meters
from bot.telemetry.traces import Traces
from dialogs.facts.delivery import Filled
from dialogs.facts.errors import SendError, WindowClosed
from dialogs.facts.messages import Address
from dialogs.facts.moment import MINUTE, Moment
from dialogs.facts.ports import Outgoing

LAMP = "柳林桥的路灯坏了三天，晚上走路什么都看不见"
ANN = Address("sms", "+8613800000001")
NOTICE = '{"assign": {"template": "SMS_1", "fields": {"no": "number"}}}'
GATEWAY = {"secret": "s" * 8, "number": "106", "url": "http://127.0.0.1:1", "notice": NOTICE}


@pytest.fixture
async def session() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


def sends(registry: CollectorRegistry) -> dict[tuple[str, str], float]:
    samples = (each for family in registry.collect() for each in family.samples if each.name == "huiyin_sends_total")
    return {(each.labels["channel"], each.labels["outcome"]): each.value for each in samples}


def twilio_of(on: Stage) -> TwilioHost:
    return on.town.world._citizens._networks.twilio


async def test_twilio_is_asked_before_a_notice_is_sent_again(tmp_path: Path) -> None:
    """A notice that was taken, but whose answer was cut, is found at Twilio by the whole product: nobody gets two."""
    async with stage(tmp_path) as on:
        for words in (LAMP, "1", "1"):
            await on.do("sms", "", words)
        await on.sent()
        twilio = twilio_of(on)
        before = len(twilio.messages)
        twilio.faults.put(twilio.path, DONE_AND_CUT)
        await on.office.do("-- accept")
        for _ in range(3):
            await on.sent()
            on.clock.advance(MINUTE)
        told = [each.text for each in twilio.messages[before:]]

    assert told
    assert len(set(told)) == len(told)


async def test_notices_are_counted_by_rung(tmp_path: Path) -> None:
    """Which rung carried a notice, what became of it, and how much of the window was left, off the running product."""
    async with stage(tmp_path) as on:
        for words in (LAMP, "1", "1"):
            await on.do("wechat", "", words)
        await on.sent()
        await on.office.do("-- accept")
        await on.sent()
        figure = on.town.parts.measured.meters.registry.get_sample_value
        sent = figure("huiyin_notices_total", {"rung": "wechat", "outcome": "sent"})
        left = figure("huiyin_window_left_count", {"rung": "wechat"})

    assert sent
    assert left == sent


async def test_a_notice_that_fails_leads_back_to_its_message(tmp_path: Path) -> None:
    """By the log alone: its line names the case, and the line of the act that filed the case has the message's mark."""
    async with stage(tmp_path) as on:
        with capture_logs(processors=(marked,)) as lines:
            for words in (LAMP, "1", "1"):
                await on.do("sms", "", words)
            await on.sent()
            twilio_of(on).refuse(20429, times=5)
            await on.office.do("-- accept")
            await on.sent()
    notice = next(line for line in lines if line["event"] == "notice")
    act = next(line for line in lines if line["event"] == "act")

    assert act["act"] == "file"
    assert act["turn"]
    assert notice["case"] == act["case"] == on.office.number


async def test_templates_are_counted_as_their_channel(session: ClientSession) -> None:
    """What a rung of templates sends counts beside what is sent in free text."""
    settings = DemoSettings(secret_key=(SecretStr("k" * 20),), gateway=GATEWAY)  # type: ignore[arg-type]
    measured = telemetry(settings, None, Keyring(("k" * 20,)), SystemClock())  # type: ignore[arg-type]
    (way,) = measured.ways(routes.ways(settings, session, SystemClock()))
    with pytest.raises(SendError):
        await way.templates[0].voice.send(Filled("notice-1", ANN, "SMS_1", (("no", "00001"),)))
    with pytest.raises(SendError):
        await way.voice.send(Outgoing("k", ANN, "", "text"))

    assert set(sends(measured.meters.registry).values()) == {2.0}
    assert {channel for channel, _ in sends(measured.meters.registry)} == {"sms"}


async def test_an_outcome_is_one_row_however_often() -> None:
    """The id of a refused request is in the log, and no label, which would fill the memory."""
    meters = Meters()

    class Shut:
        capabilities = routes.GATEWAY_SMS

        def __init__(self) -> None:
            self.asked = 0

        async def send(self, message: Outgoing) -> None:
            self.asked += 1
            raise WindowClosed(f"errcode 45047, rid {self.asked:08x}")

        async def sought(self, message: Outgoing, since: Moment) -> None:
            return None

    voice = MeasuredVoice(Shut(), meters, Traces())  # type: ignore[arg-type]
    for _ in range(2):
        with pytest.raises(WindowClosed):
            await voice.send(Outgoing("k", ANN, "", "text"))

    assert sends(meters.registry) == {("sms", "WindowClosed errcode 45047"): 2.0}
