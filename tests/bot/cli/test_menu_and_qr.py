"""The menu and the codes on the spot, put to the stand-in of WeChat's host."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer
from pydantic import SecretStr

from bot.city import load_city
from bot.city.load import DEMO
from bot.commands import menu, qr
from bot.demo.clock import HandClock
from bot.demo.made_up import DemoSettings
from bot.demo.wechat_host import WechatHost
from bot.menu import buttons_in
from bot.settings import Settings
from dialogs.desk.commands import COMMANDS

ACCOUNT = {"app_id": "wx1", "app_secret": "secret", "token": "door-token"}


@pytest.fixture
def host(clock: HandClock) -> WechatHost:
    return WechatHost("wx1", "secret", clock)


@pytest.fixture
async def settings(host: WechatHost) -> AsyncIterator[Settings]:
    async with TestServer(host.app()) as server:
        base = str(server.make_url("/")).rstrip("/")
        yield DemoSettings(secret_key=(SecretStr("k" * 20),), wechat={**ACCOUNT, "api_base": base})  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["", "en", "zh-Hant"])
async def test_the_menu_is_taken(settings: Settings, host: WechatHost, language: str) -> None:
    """In each language the host takes it: names, numbers and keys are within WeChat's limits."""
    await menu._push(settings, language)

    assert [len(button.get("sub_button", ())) for button in host.menu["button"]] == [3, 0, 4]
    assert [below["type"] for below in host.menu["button"][0]["sub_button"]] == [
        "click",
        "pic_photo_or_album",
        "location_select",
    ]


def test_each_key_is_a_command() -> None:
    """Whoever presses an entry is understood as if they had written the word."""
    speaker = menu.speaker_of(DemoSettings(secret_key=(SecretStr("k" * 20),)), "")
    buttons = [each for top in buttons_in(speaker) for each in (top.below or (top,))]

    assert {button.key for button in buttons if button.kind == "click"} <= COMMANDS.keys()


async def test_without_an_account_nothing_is_asked() -> None:
    """Which settings are missing is said by name."""
    with pytest.raises(menu.NoAccount, match="HUIYIN_WECHAT__APP_ID"):
        await menu._push(DemoSettings(secret_key=(SecretStr("k" * 20),)), "")


@pytest.mark.parametrize("format", ["svg", "png"])
async def test_codes_are_drawn_here(settings: Settings, host: WechatHost, tmp_path: Path, format: str) -> None:
    """WeChat says what a code holds, and the picture is made without fetching any."""
    scenes = tuple(scene.code for scene in load_city(DEMO).scenes)
    qr._draw(await qr._asked_for(settings, scenes), tmp_path, format)

    assert set(host.codes.values()) == set(scenes)
    assert {file.name for file in tmp_path.iterdir()} == {f"{scene}.{format}" for scene in scenes}
    assert all(file.stat().st_size > 500 for file in tmp_path.iterdir())


def test_a_code_may_begin_an_sms() -> None:
    """Without any account: the city's number, and the place as people name it."""
    twilio = {"account_sid": "AC1", "auth_token": "t", "from": "+8657112345678"}
    settings = DemoSettings(secret_key=(SecretStr("k" * 20),), twilio=twilio)  # type: ignore[arg-type]

    held = qr._written(settings, load_city(DEMO), ("lamp-0412",))

    assert held == {"lamp-0412": "SMSTO:+8657112345678:花桥路0412号灯杆 "}
    with pytest.raises(qr.NoNumber):
        qr._written(DemoSettings(secret_key=(SecretStr("k" * 20),)), load_city(DEMO), ("lamp-0412",))
