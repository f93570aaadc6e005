"""What became of a notice that WeChat took: the events that follow a template message and a subscription notice.

That WeChat took it says nothing yet: of somebody who blocks the account it is told afterwards. Sources:
developers.weixin.qq.com, 模板消息 and 订阅通知; of the words behind ``failed`` only those about a block are relied on.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from adapters.outbound.wechat import receipt_of
from handlers.wechat.body import Fields

TEMPLATE: Final = "templatesendjobfinish"
SUBSCRIPTION: Final = "subscribe_msg_sent_event"
SUCCESS: Final = "success"
BLOCKED: Final = "user block"
MOST: Final = 20  # notices in one event
LONGEST_ID: Final = 20


@dataclass(frozen=True, slots=True)
class Finished:
    """A notice that arrived, or did not; ``blocked``: its reader wants none of this account."""

    receipt: str
    state: str
    blocked: bool = False


def finished_in(fields: Fields) -> tuple[Finished, ...]:
    """Read what became of notices; nothing from any other push."""
    if fields.get("MsgType", "").lower() != "event":
        return ()
    event = fields.get("Event", "").lower()
    if event == TEMPLATE:
        return tuple(_one(fields.get("MsgID", ""), fields.get("Status", "")))
    return tuple(_lines(fields)) if event == SUBSCRIPTION else ()


def _lines(fields: Fields) -> Iterator[Finished]:
    for index in range(MOST):
        at = f"SubscribeMsgSentEvent/List/{index}"
        code, said = fields.get(f"{at}/ErrorCode", ""), fields.get(f"{at}/ErrorStatus", "")
        yield from _one(fields.get(f"{at}/MsgID", ""), SUCCESS if code == "0" else said or "failed")


def _one(message: str, said: str) -> Iterator[Finished]:
    words = said.strip().lower()
    if not (message.isascii() and message.isdigit() and len(message) <= LONGEST_ID and words):
        return
    arrived = words == SUCCESS
    yield Finished(receipt_of(int(message)), "delivered" if arrived else "failed", blocked=BLOCKED in words)
