"""The account's menu and its QR codes, with the limits that WeChat sets."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any, Final

from aiohttp import web

from bot.demo.wechat_answers import told, verdict

MOST, MOST_BELOW = 3, 5
LONGEST_NAME, LONGEST_NAME_BELOW, LONGEST_KEY, LONGEST_URL = 16, 60, 128, 1024  # bytes
KEYED: Final = frozenset(
    {
        "click",
        "scancode_push",
        "scancode_waitmsg",
        "pic_sysphoto",
        "pic_photo_or_album",
        "pic_weixin",
        "location_select",
    }
)
BAD_COUNT, BAD_TYPE, BAD_NAME, BAD_KEY, BAD_URL = 40016, 40017, 40018, 40019, 40020
BAD_COUNT_BELOW, BAD_NAME_BELOW = 40023, 40025
BAD_ACTION, BAD_SCENE = 40052, 40053
LONGEST_SCENE: Final = 64
LONGEST_LIFE: Final = 2_592_000  # seconds of a temporary code


class Menu:
    """``current`` is what was last taken; ``codes`` are the scenes behind the tickets that were given out."""

    def __init__(self) -> None:
        self.current: dict[str, Any] | None = None
        self.codes: dict[str, str] = {}

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/cgi-bin/menu/create", self._create),
            web.get("/cgi-bin/menu/delete", self._delete),
            web.post("/cgi-bin/qrcode/create", self._draw),
        ]

    async def _create(self, request: web.Request) -> web.Response:
        menu = await request.json()
        if errcode := misfit(menu.get("button")):
            return verdict(errcode)
        self.current = menu
        return verdict(0)

    async def _delete(self, _request: web.Request) -> web.Response:
        self.current = None
        return verdict(0)

    async def _draw(self, request: web.Request) -> web.Response:
        asked = await request.json()
        action = str(asked.get("action_name"))
        if action not in SCENES:
            return verdict(BAD_ACTION)
        scene = asked.get("action_info", {}).get("scene", {})
        if not SCENES[action](scene):
            return verdict(BAD_SCENE)
        named = str(scene.get("scene_str") or scene.get("scene_id"))
        ticket = "g" + hashlib.sha256(f"{action}/{named}".encode()).hexdigest()
        self.codes[ticket] = named
        life = {} if "LIMIT" in action else {"expire_seconds": min(int(asked.get("expire_seconds", 60)), LONGEST_LIFE)}
        return told(ticket=ticket, url=f"http://weixin.qq.com/q/{ticket[:24]}", **life)


def misfit(buttons: object) -> int:
    """Give the error code of a menu that WeChat does not take; 0 for one that it does."""
    if not _is_some(buttons, MOST):
        return BAD_COUNT
    return next(filter(None, (_misfit_button(button) for button in buttons)), 0)  # type: ignore[attr-defined]


def _misfit_button(button: Mapping[str, Any]) -> int:
    if _size(button.get("name")) not in range(1, LONGEST_NAME + 1):
        return BAD_NAME
    below = button.get("sub_button")
    if not below:
        return _misfit_use(button)
    if not _is_some(below, MOST_BELOW):
        return BAD_COUNT_BELOW
    if any(_size(each.get("name")) not in range(1, LONGEST_NAME_BELOW + 1) for each in below):
        return BAD_NAME_BELOW
    return next(filter(None, map(_misfit_use, below)), 0)


def _misfit_use(button: Mapping[str, Any]) -> int:
    kind = str(button.get("type", "")).lower()
    if kind in KEYED:
        return 0 if 0 < _size(button.get("key")) <= LONGEST_KEY else BAD_KEY
    if kind == "view":
        return 0 if 0 < _size(button.get("url")) <= LONGEST_URL else BAD_URL
    return BAD_TYPE


def _is_some(found: object, most: int) -> bool:
    return isinstance(found, list) and 0 < len(found) <= most


def _size(text: object) -> int:
    return len(text.encode()) if isinstance(text, str) else 0


def _is_text(scene: Mapping[str, Any]) -> bool:
    return 0 < len(str(scene.get("scene_str", ""))) <= LONGEST_SCENE


def _is_number(most: int) -> Callable[[Mapping[str, Any]], bool]:
    return lambda scene: isinstance(scene.get("scene_id"), int) and 0 < scene["scene_id"] <= most


SCENES: Final[Mapping[str, Callable[[Mapping[str, Any]], bool]]] = {
    "QR_STR_SCENE": _is_text,
    "QR_LIMIT_STR_SCENE": _is_text,
    "QR_SCENE": _is_number(2**32 - 1),
    "QR_LIMIT_SCENE": _is_number(100_000),
}
