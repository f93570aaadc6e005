"""The consent page as the whole program serves it."""

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import TestClient, TestServer

from adapters.outbound.wechat.ticket import page_signature
from bot import routes, wiring
from bot.app import make_app
from bot.demo.clock import HandClock, SeededChance
from bot.demo.made_up import DemoSettings
from bot.demo.wechat_host import TICKET, WechatHost
from bot.setting_groups import WeChat

KEY, PUBLIC = "k" * 20, "https://bot.example.org"
FIELDS = {"thing1": "category"}
AGREED = {"resolve": {"template": "S1", "consent": True, "fields": FIELDS}}
FREE = {"note": {"template": "T1", "fields": FIELDS}}


def account(notice: object, **more: object) -> WeChat:
    return WeChat(app_id="wx1", app_secret="secret", token="t", notice=json.dumps(notice), **more)


@pytest.fixture
async def host(clock: HandClock) -> AsyncIterator[TestServer]:
    async with TestServer(WechatHost("wx1", "secret", clock).app()) as served:
        yield served


async def shown(host: TestServer, folder: Path, clock: HandClock, notice: object, language: str) -> tuple[int, str]:
    """What a browser gets."""
    settings = DemoSettings(
        database_url=f"sqlite:///{folder / 'huiyin.db'}",
        data=folder,
        secret_key=(KEY,),
        public_url=PUBLIC,
        wechat=account(notice, api_base=f"{host.make_url('')}"),
    )
    async with (
        ClientSession() as session,
        wiring.product(settings, wiring.World(clock, SeededChance(1), session)) as product,
        TestClient(TestServer(make_app(product.routes))) as client,
    ):
        answer = await client.get("/wechat/consent?from=x", headers={"Accept-Language": language})
        return answer.status, await answer.text()


@pytest.mark.parametrize(
    ("language", "button"),
    [("en-GB,en;q=0.9", "Agree to notices"), ("zh-TW", "同意接收通知"), ("fr", "同意接收通知")],
)
async def test_the_page_is_proven(
    host: TestServer, tmp_path: Path, clock: HandClock, language: str, button: str
) -> None:
    """The page asks for the templates of the settings, in the reader's language, with a signature that holds."""
    status, text = await shown(host, tmp_path, clock, AGREED | FREE, language)
    said = dict(re.findall(r'data-(\w+)="([^"]*)"', text))
    expected = page_signature(TICKET, said["nonce"], int(said["timestamp"]), f"{PUBLIC}/wechat/consent?from=x")

    assert status == 200
    assert 'template="S1"' in text
    assert button in text
    assert said["signature"] == expected


async def test_without_anything_to_agree_to_there_is_no_page(
    host: TestServer, tmp_path: Path, clock: HandClock
) -> None:
    """Templates that want no consent make no page."""
    status, _ = await shown(host, tmp_path, clock, FREE, "en")

    assert status == 404


@pytest.mark.parametrize(
    ("ours", "public", "page"),
    [
        (account(AGREED), PUBLIC, f"{PUBLIC}/wechat/consent"),
        (account(AGREED), "http://localhost:8080", ""),
        (account(FREE), PUBLIC, ""),
        (account(AGREED, consent_page="https://city.example.org/agree"), PUBLIC, "https://city.example.org/agree"),
    ],
    ids=["own", "no TLS", "nothing to agree to", "the city's"],
)
def test_which_page_is_named(ours: WeChat, public: str, page: str) -> None:
    """Who has filed is shown the city's page where there is one, else ours, where WeChat can open it."""
    assert routes.consent_page_of(ours, public) == page
