"""Customer messages: what a citizen gets outside of an answer, within 48 hours of writing."""

import re
from typing import Final

from adapters.outbound.wechat.api import WechatApi
from adapters.outbound.wechat.errcodes import check_done
from dialogs.facts.messages import Capabilities, Unit
from dialogs.facts.moment import Moment
from dialogs.facts.ports import Outgoing, Sent

# 2,048 bytes is WeChat's own limit, for answers and customer messages alike; the rest is room to be wrong about it.
WECHAT: Final = Capabilities(
    channel="wechat",
    unit=Unit.BYTES,
    longest=2000,
    answers=True,
    parts=1,
    links=True,
    pins=True,
    photos=True,
    deliveries=3,
    answer_within=4.5,
)

# JSON can only spell these as escapes, and escapes are refused (40033).
_UNSENDABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class WechatVoice:
    """Sends texts as customer messages."""

    def __init__(self, api: WechatApi, capabilities: Capabilities = WECHAT) -> None:
        self._api = api
        self.capabilities = capabilities

    async def send(self, message: Outgoing) -> Sent:
        """Send it once; the interface knows no id of ours, so that a repeated call is a repeated message."""
        response = await self._api.call("/cgi-bin/message/custom/send", payload=_text_message(message))
        check_done(response.told)
        return Sent(str(response.told.msgid or ""))

    async def sought(self, message: Outgoing, since: Moment) -> Sent | None:  # noqa: ARG002 - nobody can ask WeChat
        return None


def _text_message(message: Outgoing) -> dict[str, object]:
    content = _UNSENDABLE.sub("", message.text)
    return {"touser": message.to.id, "msgtype": "text", "text": {"content": content}}
