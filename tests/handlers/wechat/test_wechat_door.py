"""The door and what lies behind it."""

import asyncio
import math

import pytest
from wechat_world import ACCOUNT, NOW, OPENID, Heard, door_in, echo, fields_in, phone_in, signed_query, standing

from dialogs.facts.errors import Unkept
from dialogs.facts.messages import Answer, Inbound
from handlers.wechat.wire import Mode


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("echostr", ["4375120948345356249", "a+b/c=&d e", "<script>回音</script>"])
async def test_the_address_is_verified(mode: Mode, echostr: str) -> None:
    """In each mode the echo comes back unchanged, as plain text that no browser takes for a page."""
    async with standing(door_in(mode), Heard()) as client:
        response = await client.get("/wechat", params=signed_query(echostr=echostr, openid="x"))

        assert (response.status, await response.text()) == (200, echostr)
        assert response.content_type == "text/plain"


async def test_a_verification_has_one_echo() -> None:
    """Nothing to echo, or two things, is no verification."""
    query = signed_query()
    async with standing(door_in(Mode.PLAIN), Heard()) as client:
        for echoes in ([], [("echostr", "1"), ("echostr", "2")]):
            response = await client.get("/wechat", params=[*query.items(), *echoes])

            assert response.status == 403


async def test_a_message_reaches_the_turns_as_it_was_written() -> None:
    """What is behind the door gets the sender, the account and WeChat's own time."""
    push, heard = phone_in(Mode.SAFE).text("路灯坏了"), Heard()
    async with standing(door_in(Mode.SAFE), heard) as client:
        await client.post("/wechat", params=push.query, data=push.body)

    (inbound,) = heard.inbounds
    assert (inbound.address.channel, inbound.address.id) == ("wechat", OPENID)
    assert (inbound.account, inbound.at, inbound.text) == (ACCOUNT, NOW, "路灯坏了")


async def test_a_defined_silence_wakes_nobody() -> None:
    """An event that needs no answer is acknowledged and goes no further."""
    push, heard = phone_in(Mode.PLAIN).event("VIEW", "http://example.org"), Heard()
    async with standing(door_in(Mode.PLAIN), heard) as client:
        response = await client.post("/wechat", params=push.query, data=push.body)

        assert (response.status, await response.read()) == (200, b"success")
    assert heard.inbounds == []


async def test_what_cannot_be_kept_is_asked_for_again() -> None:
    """While nothing can be kept the answer is 503 with the time to wait, so that WeChat delivers again."""

    def down(_: Inbound) -> Answer:
        raise Unkept("disk")

    push = phone_in(Mode.PLAIN).text("灯")
    async with standing(door_in(Mode.PLAIN), Heard(down)) as client:
        response = await client.post("/wechat", params=push.query, data=push.body)

        assert (response.status, response.headers["Retry-After"]) == (503, "5")
        assert "disk" not in await response.text()


async def test_a_defect_behind_the_door_shows_nothing() -> None:
    """A bug is 500 without a word of the inside."""

    def broken(inbound: Inbound) -> Answer:
        raise RuntimeError(inbound.text)

    push = phone_in(Mode.PLAIN).text("秘密")
    async with standing(door_in(Mode.PLAIN), Heard(broken)) as client:
        response = await client.post("/wechat", params=push.query, data=push.body)

        assert response.status == 500
        assert "秘密" not in await response.text()
        assert "Traceback" not in await response.text()


async def test_control_characters_come_back_harmless() -> None:
    """What JSON can spell and XML cannot is dropped on the way in, so that no answer breaks on it."""
    phone, heard = phone_in(Mode.PLAIN, "json"), Heard()
    push = phone.text("路\0灯\x1b[31m\x0b坏\ufffe了\t。\n")
    async with standing(door_in(Mode.PLAIN), heard) as client:
        body = await (await client.post("/wechat", params=push.query, data=push.body)).read()

    assert heard.inbounds[0].text == phone.read_reply(body) == "路灯[31m坏了\t。\n"


@pytest.mark.parametrize("written", ["xml", "json"])
async def test_odd_words_of_an_answer_are_made_harmless(written: str) -> None:
    """An answer keeps its odd words, ends no section early, and holds nothing that breaks a parser."""
    heard = Heard(lambda _: Answer(("x]]></Content><Evil>1</Evil>\0\x08\ud83d]]",), NOW))
    phone = phone_in(Mode.PLAIN, written)
    push = phone.text("灯")
    async with standing(door_in(Mode.PLAIN), heard) as client:
        body = await (await client.post("/wechat", params=push.query, data=push.body)).read()

    assert fields_in(body).keys() == {"ToUserName", "FromUserName", "CreateTime", "MsgType", "Content"}
    assert phone.read_reply(body) == "x]]></Content><Evil>1</Evil>]]"


async def test_deliveries_at_once_are_answered_alike() -> None:
    """Fifty deliveries of one message at once get one and the same envelope."""
    phone = phone_in(Mode.SAFE)
    push = phone.text("灯坏了")
    async with standing(door_in(Mode.SAFE), Heard(echo)) as client:
        responses = await asyncio.gather(
            *(client.post("/wechat", params=push.query, data=push.body) for _ in range(50))
        )
        bodies = {await response.read() for response in responses}

    assert len(bodies) == 1
    assert phone.read_reply(bodies.pop()) == "灯坏了"


async def test_a_pin_is_where_the_citizen_put_it() -> None:
    """The map's shift is undone at the door."""
    push, heard = phone_in(Mode.PLAIN).location(30.593, 114.305, "中山路38号"), Heard()
    async with standing(door_in(Mode.PLAIN), heard) as client:
        await client.post("/wechat", params=push.query, data=push.body)

    pin = heard.inbounds[0].pin
    assert pin
    assert pin.label == "中山路38号"
    assert math.dist((pin.lat, pin.lon), (30.593, 114.305)) < 1e-5
