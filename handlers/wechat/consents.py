"""What somebody agreed to: the events around subscription notices, one line for each template.

Sources: developers.weixin.qq.com, 订阅通知. The event for changes in the settings is nested like that of the window in
the official sample, and by a name of its own in what others have seen.
"""

from collections.abc import Iterator
from typing import Final

from dialogs.facts.delivery import Consent
from handlers.wechat.body import Fields

HOMES: Final = ("SubscribeMsgPopupEvent", "SubscribeMsgChangeEvent", "SubscribeMsgSentEvent")
EVENTS: Final = frozenset({"subscribe_msg_popup_event", "subscribe_msg_change_event", "subscribe_msg_sent_event"})
REFUSED: Final = "43101"
"""Why a notice did not arrive: its reader agrees to none of this template any more."""
MOST: Final = 20  # templates in one event
LONGEST_TEMPLATE: Final = 128


def consents_of(fields: Fields) -> tuple[Consent, ...]:
    """Read who agreed to which template, or took it back; nothing from any other push."""
    if fields.get("MsgType", "").lower() != "event" or fields.get("Event", "").lower() not in EVENTS:
        return ()
    in_settings = fields["Event"].lower() == "subscribe_msg_change_event"
    return tuple(_lines(fields, in_settings=in_settings))


def _lines(fields: Fields, *, in_settings: bool) -> Iterator[Consent]:
    for home in HOMES:
        for index in range(MOST):
            at = f"{home}/List/{index}"
            template, said = fields.get(f"{at}/TemplateId", ""), fields.get(f"{at}/SubscribeStatusString", "").lower()
            if not 0 < len(template) <= LONGEST_TEMPLATE:
                continue
            # Refused in the window, what was agreed to before still holds.
            ended = fields.get(f"{at}/ErrorCode") == REFUSED or (said == "reject" and in_settings)
            if ended or (said == "accept" and not in_settings):
                yield Consent(template, agreed=not ended)
