"""wechatpy, a parser and envelope that others wrote, against ours, both ways."""

import warnings
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wechat_world import ACCOUNT, APP_ID, KEY, NOW, OPENID, TOKEN, phone_in

from bot.demo.wechat_phone import Push
from dialogs.facts.messages import Answer, Inbound
from dialogs.facts.moment import SECOND
from handlers.wechat.answers import rendered
from handlers.wechat.body import Kind, fields_of
from handlers.wechat.envelope import Envelope
from handlers.wechat.kinds import inbound_of
from handlers.wechat.wire import Mode
from handlers.wechat.wire import Push as Unwrapped

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from wechatpy import parse_message
    from wechatpy.crypto import WeChatCrypto
    from wechatpy.utils import check_signature

# XML turns a carriage return into a line end; wechatpy strips blanks at both ends and takes an empty text for none.
words = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=300
).filter(lambda text: text.strip() == text)


def ours(body: bytes) -> Inbound:
    inbound = inbound_of(fields_of(body)[1])
    assert inbound
    return inbound


def theirs(body: bytes) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return parse_message(body)


@settings(deadline=None)
@given(words)
def test_both_read_the_same_text(text: str) -> None:
    """A text push says the same to both parsers."""
    body = phone_in(Mode.PLAIN).text(text).body

    assert (ours(body).text, ours(body).id) == (theirs(body).content, str(theirs(body).id))
    assert ours(body).at == theirs(body).create_time.timestamp() * SECOND


def pushes() -> list[Push]:
    phone = phone_in(Mode.PLAIN)
    return [phone.image("m1"), phone.voice("m2", "路灯"), phone.follow("7"), phone.unfollow(), phone.menu("file")]


@pytest.mark.parametrize("push", pushes(), ids=["image", "voice", "follow", "unfollow", "menu"])
def test_both_read_the_same_fields(push: Push) -> None:
    """Sender, receiver, media, words and keys are the same to both."""
    mine, other = ours(push.body), theirs(push.body)

    assert (mine.address.id, mine.account) == (other.source, other.target)
    assert [attachment.ref for attachment in mine.attachments] == [
        media for media in [getattr(other, "media_id", None)] if media
    ]
    assert mine.text == (getattr(other, "recognition", "") or "")
    assert mine.subject == (getattr(other, "scene_id", "") or getattr(other, "key", "") or "")


@settings(deadline=None)
@given(words, st.sampled_from(["plain", "sealed"]))
def test_they_read_what_we_answer(text: str, wrapped: str) -> None:
    """An answer of ours is a text message to wechatpy, out of its envelope as well."""
    envelope = Envelope(KEY, APP_ID) if wrapped == "sealed" else None
    inbound = ours(phone_in(Mode.PLAIN).text("灯").body)
    _, body = rendered(Unwrapped({}, Kind.XML, envelope), TOKEN, inbound, Answer((text,), NOW))
    if envelope:
        fields = fields_of(body)[1]
        body = WeChatCrypto(TOKEN, KEY, APP_ID).decrypt_message(
            body, fields["MsgSignature"], fields["TimeStamp"], fields["Nonce"]
        )

    message = theirs(body)

    assert (message.content, message.source, message.target) == (text, ACCOUNT, OPENID)


@settings(deadline=None)
@given(words)
def test_they_open_what_the_phone_seals(text: str) -> None:
    """The phone of the demo seals as WeChat does, to wechatpy's eyes."""
    push = phone_in(Mode.SAFE).text(text)
    query = push.query

    check_signature(TOKEN, query["signature"], query["timestamp"], query["nonce"])
    inside = WeChatCrypto(TOKEN, KEY, APP_ID).decrypt_message(
        push.body, query["msg_signature"], query["timestamp"], query["nonce"]
    )

    assert theirs(inside).content == text


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_we_open_what_they_seal(text: str) -> None:
    """An envelope by wechatpy opens to what it put in."""
    sealed = WeChatCrypto(TOKEN, KEY, APP_ID).encrypt_message(text, "42", "1700000000")

    assert Envelope(KEY, APP_ID).open(fields_of(sealed.encode())[1]["Encrypt"]).decode() == text
