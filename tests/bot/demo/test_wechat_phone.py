"""The phone that writes as WeChat does; what it writes is read by the door's own tests."""

import pytest

from bot.demo.clock import HandClock
from bot.demo.wechat_phone import WechatPhone
from dialogs.facts.moment import SECOND
from handlers.wechat.body import fields_of


def phone_with(clock: HandClock) -> WechatPhone:
    return WechatPhone("token", "gh_1", "oCitizen", clock)


def test_each_message_has_its_own_id(clock: HandClock) -> None:
    """Two texts, even with the same words, are two messages."""
    phone = phone_with(clock)

    first, second = (fields_of(phone.text("灯").body)[1] for _ in range(2))

    assert first["MsgId"] != second["MsgId"]
    assert first["CreateTime"] == str(clock.now() // SECOND)


def test_the_last_message_is_delivered_again(clock: HandClock) -> None:
    """A redelivery is the same request; before the first there is none."""
    phone = phone_with(clock)
    with pytest.raises(LookupError):
        phone.again()

    push = phone.tap("101", "满意")
    clock.advance(5 * SECOND)

    assert phone.again() == push
    assert fields_of(push.body)[1]["bizmsgmenuid"] == "101"


@pytest.mark.parametrize("body", [b"", b"success"])
def test_silence_is_no_text(clock: HandClock, body: bytes) -> None:
    """Both ways to say nothing are nothing."""
    assert phone_with(clock).read_reply(body) is None
