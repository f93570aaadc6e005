"""Which templates the account has, by WeChat's own list, and which fields each of them has.

Sources: developers.weixin.qq.com, get_all_private_template (template messages) and gettemplate (subscription notices).
"""

import re
from collections.abc import Mapping
from typing import Final

import msgspec

from adapters.outbound.wechat.api import WechatApi
from adapters.outbound.wechat.errcodes import check
from dialogs.facts.errors import OutcomeUnknown

TEMPLATES: Final = "/cgi-bin/template/get_all_private_template"
SUBSCRIPTIONS: Final = "/wxaapi/newtmpl/gettemplate"
_FIELD: Final = re.compile(r"\{\{\s*(\w+)\.DATA\s*\}\}")


class _Listed(msgspec.Struct, frozen=True):
    """One template; each of the two lists has a name of its own for its id."""

    template_id: str = ""
    subscription_id: str = msgspec.field(name="priTmplId", default="")
    content: str = ""


async def approved_templates(api: WechatApi) -> Mapping[str, frozenset[str]]:
    """Give the fields of each template of template messages, by its id. ``SendError`` as for a message."""
    response = await api.call(TEMPLATES)
    check(response.told)
    return {each.template_id: _fields(each) for each in _read(response.told.template_list)}


async def approved_subscriptions(api: WechatApi) -> Mapping[str, frozenset[str]]:
    """Give the same of subscription notices, of which the account has a list of its own."""
    response = await api.call(SUBSCRIPTIONS)
    check(response.told)
    return {each.subscription_id: _fields(each) for each in _read(response.told.data)}


def _read(listed: msgspec.Raw) -> tuple[_Listed, ...]:
    try:
        return msgspec.json.decode(listed, type=tuple[_Listed, ...])
    except msgspec.MsgspecError:
        raise OutcomeUnknown("no list") from None


def _fields(listed: _Listed) -> frozenset[str]:
    return frozenset(_FIELD.findall(listed.content))
