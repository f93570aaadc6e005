"""A unit's group robot, against a stand-in on a real socket."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import aiohttp
import pytest

from adapters.outbound.wecom import WECOM, WecomVoice
from bot.demo.clock import HandClock
from bot.demo.hosts import HOST, on_loopback
from bot.demo.wecom_host import WecomHost
from dialogs.facts.errors import Busy, Misconfigured, OutcomeUnknown, Rejected, SendError, Throttled, Unreachable
from dialogs.facts.messages import Address
from dialogs.facts.moment import MINUTE
from dialogs.facts.ports import Outgoing, Sent

KEY = "a-made-up-robot-key-693a91f6"


@dataclass
class Robots:
    host: WecomHost
    voice: WecomVoice
    clock: HandClock


@pytest.fixture
async def robots(clock: HandClock) -> AsyncIterator[Robots]:
    host = WecomHost(frozenset({KEY}), clock)
    async with on_loopback(host.app()) as port, aiohttp.ClientSession() as session:
        voice = WecomVoice(f"http://{HOST}:{port}", {"lights": KEY, "parks": "a key of nobody"}, session, clock)
        yield Robots(host, voice, clock)


def told(text: str = "新交办：261123000017 路灯不亮。", unit: str = "lights") -> Outgoing:
    return Outgoing("robot/1", Address("wecom", unit), "", text)


async def test_a_text_stands_in_the_group(robots: Robots) -> None:
    """What is said to a unit is said by its robot."""
    assert await robots.voice.send(told()) == Sent("robot/1")
    assert robots.host.said == {KEY: ["新交办：261123000017 路灯不亮。"]}


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (200, '{"errcode": 93000, "errmsg": "invalid webhook url"}', Misconfigured),
        (200, '{"errcode": 45009, "errmsg": "api freq out of limit"}', Throttled),
        (200, '{"errcode": 45002}', Rejected),
        (200, '{"errcode": 77777}', Rejected),
        (200, '{"errcode": -1}', Busy),
        (200, "<html>", OutcomeUnknown),
        (200, "{}", OutcomeUnknown),
        (404, "", Misconfigured),
        (429, "", Throttled),
        (502, "", Busy),
    ],
)
async def test_an_answer_is_read(robots: Robots, status: int, body: str, error: type[SendError]) -> None:
    """A 200 is no success until its errcode says so; each refusal is the error whose properties fit."""
    robots.host.answers.append((status, body))

    with pytest.raises(error):
        await robots.voice.send(told())


async def test_a_robot_is_not_pressed(robots: Robots) -> None:
    """The 21st message of a minute waits without being sent, and goes a minute later."""
    for _ in range(20):
        await robots.voice.send(told())
    with pytest.raises(Throttled):
        await robots.voice.send(told())
    robots.clock.advance(MINUTE)

    assert await robots.voice.send(told()) == Sent("robot/1")
    assert len(robots.host.said[KEY]) == 21


@pytest.mark.parametrize("unit", ["parks", "nobody"])
async def test_a_unit_without_a_robot(robots: Robots, unit: str) -> None:
    """A wrong key and a unit without a robot are for an operator to mend."""
    with pytest.raises(Misconfigured):
        await robots.voice.send(told(unit=unit))


async def test_the_longest_text_fits(robots: Robots) -> None:
    """2,048 bytes are taken, and that is what the voice says it can do."""
    assert await robots.voice.send(told("x" * WECOM.longest)) == Sent("robot/1")
    with pytest.raises(Rejected):
        await robots.voice.send(told("x" * (WECOM.longest + 1)))


async def test_nothing_of_a_failure_tells_the_key(clock: HandClock) -> None:
    """The key is part of the address: neither an error nor the voice itself shows it."""
    async with aiohttp.ClientSession() as session:
        voice = WecomVoice(f"http://{HOST}:1", {"lights": KEY}, session, clock)
        with pytest.raises(Unreachable) as failed:
            await voice.send(told())

    assert KEY not in f"{failed.value!r} {failed.value.__cause__!r} {voice!r}"
