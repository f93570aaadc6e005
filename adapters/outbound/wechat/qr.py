"""Permanent QR codes of the account: who scans one tells us its scene."""

from typing import Final

from adapters.outbound.wechat.api import WechatApi
from adapters.outbound.wechat.errcodes import check
from dialogs.facts.errors import OutcomeUnknown

LONGEST_SCENE: Final = 64  # characters


async def make_code(api: WechatApi, scene: str) -> str:
    """Give the address that a code of this scene holds; ``ValueError`` for one that WeChat would refuse.

    The same scene gives a code that means the same; an account has 100,000 permanent ones. ``SendError`` as for a
    message.
    """
    if not 0 < len(scene) <= LONGEST_SCENE:
        raise ValueError(f"scene {scene!r}")
    asked = {"action_name": "QR_LIMIT_STR_SCENE", "action_info": {"scene": {"scene_str": scene}}}
    response = await api.call("/cgi-bin/qrcode/create", payload=asked)
    check(response.told)
    if not response.told.url:
        raise OutcomeUnknown("no url")
    return response.told.url
