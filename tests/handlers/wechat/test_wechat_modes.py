"""The door in its three modes and two formats, as a citizen's phone meets it."""

import itertools
import json

import pytest
from wechat_world import (
    APP_ID,
    KEY,
    NOW,
    OLD_KEY,
    OPENID,
    TOKEN,
    Heard,
    door_in,
    fields_in,
    phone_in,
    signed_query,
    standing,
)

from bot.demo.wechat_phone import Push
from dialogs.facts.messages import Answer
from dialogs.facts.moment import SECOND, Moment
from handlers.wechat.envelope import Envelope
from handlers.wechat.signature import signature
from handlers.wechat.wire import Mode, WechatDoor

ODD_TEXT = "  路灯坏了 ]]> 😀 <b>&amp;</b>\n第二行 ]]]>> "


@pytest.mark.parametrize(("mode", "written"), list(itertools.product(Mode, ("xml", "json"))))
async def test_a_text_comes_back_in_each_mode_and_format(mode: Mode, written: str) -> None:
    """What a phone writes comes back to it as it was, on each delivery the same, wrapped as it came."""
    phone, heard = phone_in(mode, written), Heard()
    async with standing(door_in(mode), heard) as client:
        push = phone.text(ODD_TEXT)
        bodies = [await (await client.post("/wechat", params=push.query, data=push.body)).read() for _ in range(3)]

    assert len(set(bodies)) == 1
    assert phone.read_reply(bodies[0]) == ODD_TEXT
    assert [inbound.text for inbound in heard.inbounds] == [ODD_TEXT] * 3


async def test_a_plain_answer_is_what_wechat_expects() -> None:
    """The answer goes from the account to the citizen, at the answer's own second, as a text."""
    heard = Heard(lambda _: Answer(("您好", "第二条"), Moment(NOW + 1_999_999)))
    push = phone_in(Mode.PLAIN).text("灯")
    async with standing(door_in(Mode.PLAIN), heard) as client:
        response = await client.post("/wechat", params=push.query, data=push.body)
        fields = fields_in(await response.read())

    assert response.content_type == "text/xml"
    assert fields == {
        "ToUserName": OPENID,
        "FromUserName": "gh_0123456789ab",
        "CreateTime": str(NOW // SECOND + 1),
        "MsgType": "text",
        "Content": "您好",
    }


async def test_a_json_answer_has_the_same_fields() -> None:
    """A JSON push is answered in JSON, its text in real UTF-8 and its time a number."""
    push = phone_in(Mode.PLAIN, "json").text("灯坏")
    async with standing(door_in(Mode.PLAIN), Heard()) as client:
        response = await client.post("/wechat", params=push.query, data=push.body)
        body = await response.read()

    assert response.content_type == "application/json"
    assert "灯坏".encode() in body
    assert json.loads(body) == {
        "ToUserName": OPENID,
        "FromUserName": "gh_0123456789ab",
        "CreateTime": NOW // SECOND,
        "MsgType": "text",
        "Content": "灯坏",
    }


@pytest.mark.parametrize("written", ["xml", "json"])
async def test_a_sealed_answer_is_signed(written: str) -> None:
    """The answer's envelope carries a signature over its own time and nonce."""
    phone = phone_in(Mode.SAFE, written)
    push = phone.text("灯坏")
    async with standing(door_in(Mode.SAFE), Heard()) as client:
        body = await (await client.post("/wechat", params=push.query, data=push.body)).read()
    fields = fields_in(body)

    assert fields.keys() == {"Encrypt", "MsgSignature", "TimeStamp", "Nonce"}
    assert fields["MsgSignature"] == signature(TOKEN, fields["TimeStamp"], fields["Nonce"], fields["Encrypt"])


async def test_other_messages_get_other_envelopes() -> None:
    """Two messages with the same words get envelopes that share neither nonce nor first block."""
    phone = phone_in(Mode.SAFE)
    async with standing(door_in(Mode.SAFE), Heard()) as client:
        pushes = [phone.text("灯坏"), phone.text("灯坏")]
        bodies = [await (await client.post("/wechat", params=push.query, data=push.body)).read() for push in pushes]
    first, second = (fields_in(body) for body in bodies)

    assert first["Nonce"] != second["Nonce"]
    assert first["Encrypt"][:20] != second["Encrypt"][:20]


async def test_the_key_that_opened_seals() -> None:
    """While the account changes keys, each push is answered under the key it came under."""
    old, new = phone_in(Mode.SAFE, key=OLD_KEY), phone_in(Mode.SAFE, key=KEY)
    async with standing(door_in(Mode.SAFE, KEY, OLD_KEY), Heard()) as client:
        for phone in (old, new):
            push = phone.text("灯坏")
            body = await (await client.post("/wechat", params=push.query, data=push.body)).read()

            assert phone.read_reply(body) == "灯坏"


async def test_silence_is_success_in_each_mode() -> None:
    """Nothing to say is the bare word that stops deliveries, sealed or not."""
    for mode in Mode:
        push = phone_in(mode).image("media-1")
        async with standing(door_in(mode), Heard()) as client:
            response = await client.post("/wechat", params=push.query, data=push.body)

            assert (response.status, await response.read()) == (200, b"success")


@pytest.mark.parametrize("written", ["xml", "json"])
async def test_compatible_mode_believes_the_sealed_part_only(written: str) -> None:
    """Clear fields beside an envelope say nothing, whatever they say."""
    push, heard = phone_in(Mode.COMPATIBLE, written).text("真话"), Heard()
    assert "真话".encode() in push.body
    forged = Push(push.query, push.body.replace("真话".encode(), "假话".encode()).replace(OPENID.encode(), b"oThief"))
    async with standing(door_in(Mode.COMPATIBLE), heard) as client:
        await client.post("/wechat", params=forged.query, data=forged.body)

    assert [(inbound.text, inbound.address.id) for inbound in heard.inbounds] == [("真话", OPENID)]


async def test_compatible_mode_takes_plain_requests() -> None:
    """While an account changes over, what still comes plain is answered plain."""
    phone = phone_in(Mode.PLAIN)
    push = phone.text("灯坏")
    async with standing(door_in(Mode.COMPATIBLE), Heard()) as client:
        body = await (await client.post("/wechat", params={**push.query, "encrypt_type": "raw"}, data=push.body)).read()

    assert phone.read_reply(body) == "灯坏"


async def test_safe_mode_refuses_plain_requests() -> None:
    """Nobody talks a safe door down to plain text, however the request puts it."""
    push, heard = phone_in(Mode.PLAIN).text("灯坏"), Heard()
    async with standing(door_in(Mode.SAFE), heard) as client:
        for more in ({}, {"encrypt_type": "raw"}, {"encrypt_type": ""}, {"encrypt_type": "raw", "msg_signature": "0"}):
            response = await client.post("/wechat", params={**push.query, **more}, data=push.body)

            assert response.status == 403
    assert heard.inbounds == []


async def test_plain_mode_refuses_envelopes() -> None:
    """A door without a key says that it cannot read an envelope, and believes nothing beside it."""
    push, heard = phone_in(Mode.COMPATIBLE).text("灯坏"), Heard()
    async with standing(door_in(Mode.PLAIN), heard) as client:
        response = await client.post("/wechat", params=push.query, data=push.body)

    assert response.status == 400
    assert heard.inbounds == []


async def test_a_wrong_message_signature_is_refused_before_anything_is_opened() -> None:
    """An envelope that its signature does not cover is a forgery; so is one whose signature is missing or doubled."""
    push, heard = phone_in(Mode.SAFE).text("灯坏"), Heard()
    missing = {name: value for name, value in push.query.items() if name != "msg_signature"}
    doubled = [*push.query.items(), ("msg_signature", push.query["msg_signature"])]
    async with standing(door_in(Mode.SAFE), heard) as client:
        for query in ({**push.query, "msg_signature": "0" * 40}, missing, doubled):
            response = await client.post("/wechat", params=query, data=push.body)

            assert response.status == 403
    assert heard.inbounds == []


@pytest.mark.parametrize(
    "inside",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"<xml>", id="cut"),
        pytest.param(b"plain words", id="no format"),
        pytest.param(b"\xff\xfe", id="no text"),
    ],
)
async def test_an_odd_message_in_a_good_envelope_is_unreadable(inside: bytes) -> None:
    """What was sealed properly may still be nonsense."""
    encrypted = Envelope(KEY, APP_ID).seal(inside, b"0" * 16)
    query = signed_query(encrypt_type="aes", msg_signature=signature(TOKEN, "1700000000", "42", encrypted))
    async with standing(door_in(Mode.SAFE), Heard()) as client:
        response = await client.post("/wechat", params=query, data=f"<xml><Encrypt>{encrypted}</Encrypt></xml>")

    assert response.status == 400


async def test_a_push_for_another_app_is_refused() -> None:
    """The right token and key do not help a message that was meant for another app id."""
    push, heard = phone_in(Mode.SAFE, app_id="wxother").text("灯坏"), Heard()
    async with standing(door_in(Mode.SAFE), heard) as client:
        response = await client.post("/wechat", params=push.query, data=push.body)

    assert response.status == 400
    assert heard.inbounds == []


async def test_a_push_for_another_account_is_refused() -> None:
    """Where the account's own id is known, what was written to another is not taken."""
    push, heard = phone_in(Mode.PLAIN).text("灯坏"), Heard()
    async with standing(door_in(Mode.PLAIN, account="gh_other"), heard) as client:
        response = await client.post("/wechat", params=push.query, data=push.body)

    assert response.status == 400
    assert heard.inbounds == []


@pytest.mark.parametrize("mode", [Mode.COMPATIBLE, Mode.SAFE])
def test_a_mode_with_envelopes_needs_a_key(mode: Mode) -> None:
    """A door that could open no envelope is never built."""
    with pytest.raises(ValueError, match="EncodingAESKey"):
        WechatDoor(TOKEN, APP_ID, mode)


def test_a_door_prints_no_secret() -> None:
    """Neither token nor keys stand in the settings as they are printed."""
    printed = repr(door_in(Mode.SAFE, KEY, OLD_KEY))

    assert not any(secret in printed for secret in (TOKEN, KEY, OLD_KEY))
