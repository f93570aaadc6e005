"""Template messages and subscription notices: what a citizen gets when no message of the account may be sent."""

from typing import Final

from adapters.outbound.wechat.api import WechatApi
from adapters.outbound.wechat.errcodes import check_done
from adapters.outbound.wechat.fields import fitted
from dialogs.facts.delivery import Filled
from dialogs.facts.ports import Sent

TEMPLATE: Final = "/cgi-bin/message/template/send"
SUBSCRIPTION: Final = "/cgi-bin/message/subscribe/bizsend"


class WechatNotices:
    """One of the two features; each has templates of its own. Fields are cut to what fits them."""

    def __init__(self, api: WechatApi, path: str = TEMPLATE) -> None:
        self._api = api
        self._path = path

    async def send(self, message: Filled) -> Sent:
        """Send it; a template message is taken once under its key."""
        data = {name: {"value": fitted(name, text)} for name, text in message.fields}
        body: dict[str, object] = {"touser": message.to.id, "template_id": message.template, "data": data}
        body |= {"client_msg_id": message.key} if self._path == TEMPLATE else {}
        response = await self._api.call(self._path, payload=body)
        check_done(response.told)
        return Sent(receipt_of(response.told.msgid))


def receipt_of(message: int) -> str:
    """Name a notice by WeChat's id, so that no gateway's is ever taken for it; nothing where it has none."""
    return f"wechat:{message}" if message else ""
