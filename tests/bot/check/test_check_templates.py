"""A wrong template in the settings is named at start, and by ``huiyin check``."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import TestServer, unused_port
from structlog.testing import capture_logs

from adapters.outbound.wechat import WechatApi
from bot import trials
from bot.check import Level, _templates
from bot.demo.clock import HandClock
from bot.demo.wechat_host import WechatHost
from bot.demo.wechat_notices import Template
from bot.routes import wechat_api
from bot.setting_groups import WeChat
from bot.setting_notices import notices_in
from bot.settings import read_settings
from bot.wechat_templates import looked_at

FIELDS = {"thing1": "category", "phrase2": "status"}
RIGHT = {
    "assign": {"template": "T1", "fields": FIELDS},
    "resolve": {"template": "S1", "consent": True, "fields": {"thing1.DATA": "category", "phrase2": "status"}},
}
WRONG = {
    "assign": {"template": "S1", "fields": FIELDS},
    "reply": {"template": "T1", "fields": {"thing1": "category"}},
    "resolve": {"template": "T1", "consent": True, "fields": FIELDS},
}
SAID = [
    "assign: the account has no template S1",
    "reply: template T1 has a field phrase2 that the setting leaves empty",
    "resolve: the account has no subscription notice T1",
]


@pytest.fixture
async def host(clock: HandClock) -> AsyncIterator[tuple[WechatHost, str]]:
    """An account with one template of each kind; neither knows the other's."""
    host, template = WechatHost("wx1", "secret", clock), Template("进度", {"thing1": "事项", "phrase2": "状态"})
    host.sending.notices.templates["T1"] = host.sending.notices.subscriptions["S1"] = template
    async with TestServer(host.app()) as server:
        yield host, f"{server.make_url('')}"


@pytest.fixture
async def session() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


def api_of(base: str, session: ClientSession, clock: HandClock) -> WechatApi:
    ours = WeChat.model_validate({"app_id": "wx1", "app_secret": "secret", "token": "t", "api_base": base})
    return wechat_api(ours, session, clock)[1]


async def test_the_account_has_them(host: tuple[WechatHost, str], session: ClientSession, clock: HandClock) -> None:
    """Ids and fields that are the account's are said to be so."""
    said = await trials.wechat_templates(api_of(host[1], session, clock), notices_in(json.dumps(RIGHT)))

    assert said == "the account has those of assign, resolve"


async def test_wrong_ones_are_named(host: tuple[WechatHost, str], session: ClientSession, clock: HandClock) -> None:
    """An unknown id, the other feature's, and a field that is left empty are named with their step."""
    with pytest.raises(trials.Failed) as failed:
        await trials.wechat_templates(api_of(host[1], session, clock), notices_in(json.dumps(WRONG)))

    assert str(failed.value) == "; ".join(SAID)


@pytest.mark.parametrize("errcode", [-1, 48001, 45009])
async def test_an_account_that_does_not_say(
    host: tuple[WechatHost, str], session: ClientSession, clock: HandClock, errcode: int
) -> None:
    """A refusal to list them is told with its code."""
    host[0].fail("/cgi-bin/template/get_all_private_template", errcode)
    with pytest.raises(trials.Failed, match=f"cannot be asked for: .*errcode {errcode}"):
        await trials.wechat_templates(api_of(host[1], session, clock), notices_in(json.dumps(RIGHT)))


async def started(base: str, session: ClientSession, clock: HandClock) -> list[tuple[str, str]]:
    with capture_logs() as logs:
        async with looked_at(api_of(base, session, clock), notices_in(json.dumps(WRONG)))():
            async with asyncio.timeout(60):
                while not logs:  # noqa: ASYNC110  a log has no event
                    await asyncio.sleep(0.01)
    return [(each["log_level"], each.get("wrong") or each["unseen"]) for each in logs]


async def test_at_start(host: tuple[WechatHost, str], session: ClientSession, clock: HandClock) -> None:
    """The log names them one by one."""
    assert await started(host[1], session, clock) == [("error", each) for each in SAID]


async def test_a_platform_that_is_down_stops_nothing(session: ClientSession, clock: HandClock) -> None:
    """Where nobody answers, the log says so, and what was starting goes on."""
    ((level, said),) = await started(f"http://127.0.0.1:{unused_port()}", session, clock)

    assert (level, said.split()[0]) == ("warning", "Unreachable")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, []),
        ({"TEMPLATES_ONLY": "true"}, ["no template tells accept, assign, decline"]),
        ({"NOTICE": '{"close": {"template": "t", "fields": {}}}'}, ["close: no field holds number", "close: no templ"]),
    ],
)
def test_what_a_gateway_leaves_unsaid(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, given: dict[str, str], said: list[str]
) -> None:
    """Approved templates of the SMS gateway are looked at too; without any there is nothing to say."""
    monkeypatch.chdir(tmp_path)
    gateway = {"SECRET": "s" * 8, "NUMBER": "106", "URL": "http://127.0.0.1:1"}
    for name, value in (gateway | given).items():
        monkeypatch.setenv(f"HUIYIN_GATEWAY__{name}", value)
    found = list(_templates(read_settings()))

    assert all(each.level is Level.WARNING for each in found)
    assert [each.said[: len(start)] for each, start in zip(found, said, strict=True)] == said
