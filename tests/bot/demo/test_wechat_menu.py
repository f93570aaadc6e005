"""The menu and QR codes at the stand-in: what WeChat takes, and by which code it refuses the rest."""

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import TestServer

from bot.demo.clock import HandClock
from bot.demo.wechat_host import WechatHost
from bot.demo.wechat_menu import misfit

CLICK = {"type": "click", "name": "我要反映", "key": "file"}


@pytest.mark.parametrize(
    ("buttons", "errcode"),
    [
        ([CLICK], 0),
        ([{"name": "更多", "sub_button": [CLICK] * 5}], 0),
        ([{"type": "location_select", "name": "发位置", "key": "pin"}], 0),
        ([], 40016),
        ([CLICK] * 4, 40016),
        (None, 40016),
        ([CLICK | {"name": "一二三四五六"}], 40018),
        ([CLICK | {"type": "press"}], 40017),
        ([CLICK | {"key": "x" * 129}], 40019),
        ([{"type": "view", "name": "网页", "url": ""}], 40020),
        ([{"name": "更多", "sub_button": [CLICK] * 6}], 40023),
        ([{"name": "更多", "sub_button": [CLICK | {"name": "长" * 21}]}], 40025),
    ],
)
def test_a_menu_within_its_limits(buttons: object, errcode: int) -> None:
    """Numbers, bytes of names, keys and addresses, and kinds of buttons are WeChat's own."""
    assert misfit(buttons) == errcode


async def test_a_code_stands_for_its_scene(clock: HandClock) -> None:
    """A permanent code has no end, a temporary one has; what is no scene gets no code."""
    host = WechatHost("wx1", "secret", clock)
    lasting = {"action_name": "QR_LIMIT_STR_SCENE", "action_info": {"scene": {"scene_str": "lamp-17"}}}
    passing = {"action_name": "QR_SCENE", "expire_seconds": 600, "action_info": {"scene": {"scene_id": 7}}}
    nameless = lasting | {"action_info": {"scene": {"scene_str": ""}}}
    odd = lasting | {"action_name": "QR_ANY"}
    token = host.tokens.stable().token
    async with TestServer(host.app()) as served, ClientSession() as session:
        url = served.make_url("/cgi-bin/qrcode/create").with_query(access_token=token)
        drawn = [await (await session.post(url, json=each)).json() for each in (lasting, passing, nameless, odd)]

    assert [host.codes[each["ticket"]] for each in drawn[:2]] == ["lamp-17", "7"]
    assert ["expire_seconds" in each for each in drawn[:2]] == [False, True]
    assert [each["errcode"] for each in drawn[2:]] == [40053, 40052]
