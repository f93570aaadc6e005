"""The account's menu, as it stands below the conversation."""

from dataclasses import dataclass
from typing import Final

from adapters.outbound.wechat.api import WechatApi
from adapters.outbound.wechat.errcodes import check_done

_BUTTONS, _NAME, _KEY, _URL = 3, 16, 128, 1024
_SUB_BUTTONS, _SUB_NAME = 5, 60
CLICK, ALBUM, SPOT = "click", "pic_photo_or_album", "location_select"
"""Tells us its key; lets the citizen send photos, a place: these come as messages of their own."""


@dataclass(frozen=True, slots=True)
class MenuButton:
    """One button: it sends ``key``, opens ``url``, or shows the buttons ``below``. Exactly one of them is set.

    ``kind`` says what happens on the phone before a key is sent.
    """

    name: str
    key: str = ""
    kind: str = CLICK
    url: str = ""
    below: tuple["MenuButton", ...] = ()


async def push_menu(api: WechatApi, buttons: tuple[MenuButton, ...]) -> None:
    """Replace the menu; ``ValueError`` names the button that WeChat would refuse, ``SendError`` as for a message."""
    _check_level(buttons, _BUTTONS, _NAME)
    response = await api.call("/cgi-bin/menu/create", payload={"button": [_written(button) for button in buttons]})
    check_done(response.told)


def _written(button: MenuButton) -> dict[str, object]:
    if button.below:
        return {"name": button.name, "sub_button": [_written(below) for below in button.below]}
    if button.url:
        return {"name": button.name, "type": "view", "url": button.url}
    return {"name": button.name, "type": button.kind, "key": button.key}


def _check_level(buttons: tuple[MenuButton, ...], most: int, name: int) -> None:
    if not 0 < len(buttons) <= most:
        raise ValueError(f"1 to {most} buttons, not {len(buttons)}")
    for button in buttons:
        _check_button(button, name)
        if button.below:
            _check_level(button.below, _SUB_BUTTONS, _SUB_NAME)


def _check_button(button: MenuButton, name: int) -> None:
    sizes: Final = ((button.name, name), (button.key, _KEY), (button.url, _URL))
    too_long = any(len(text.encode()) > most for text, most in sizes)
    one_use = [bool(button.key), bool(button.url), bool(button.below)].count(True) == 1
    if too_long or not button.name or not one_use or any(below.below for below in button.below):
        raise ValueError(f"button {button.name!r}")
