"""A conversation that is handed to the account's customer service."""

import pytest

from dialogs.facts.messages import HANDOVER, Address, Answer, Inbound
from dialogs.facts.moment import SECOND, Moment
from handlers.wechat.answers import rendered
from handlers.wechat.body import Kind, fields_of
from handlers.wechat.wire import Push

NOW = Moment(1_700_000_000 * SECOND)
INBOUND = Inbound("m1", Address("wechat", "oAnn"), "gh_1", NOW)
EXPECTED = {"ToUserName": "oAnn", "FromUserName": "gh_1", "CreateTime": "1700000000"}


@pytest.mark.parametrize("kind", list(Kind))
def test_the_answer_is_a_transfer_without_words(kind: Kind) -> None:
    """In XML and in JSON: the kind that WeChat knows, and no content that would be shown."""
    _, body = rendered(Push({}, kind), "token", INBOUND, Answer((HANDOVER,), NOW))
    found, fields = fields_of(body)

    assert found is kind
    assert fields == EXPECTED | {"MsgType": "transfer_customer_service"}
