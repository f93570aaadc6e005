"""Bodies that nobody thought of."""

import random
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from multidict import MultiDict
from wechat_world import APP_ID, KEY, TOKEN, Heard, door_in, phone_in, signed_query, standing, xml_push

from handlers.wechat.envelope import Envelope
from handlers.wechat.kinds import inbound_of
from handlers.wechat.refusals import WireRefusal
from handlers.wechat.signature import signature
from handlers.wechat.wire import Mode, Wire

QUERY = MultiDict(signed_query())
SEEDS = [
    xml_push(),
    xml_push(MsgType="event", Event="subscribe", EventKey="qrscene_1"),
    phone_in(Mode.PLAIN, "json").location(30.6, 114.3, "某路").body,
    phone_in(Mode.SAFE).text("灯").body,
    b"<xml><a><b><c>1</c></b></a></xml>",
]
PIECES = [
    b"<",
    b">",
    b"/",
    b"</xml>",
    b"<xml>",
    b"<![CDATA[",
    b"]]>",
    b"&amp;",
    b"&#0;",
    b"\xff",
    b"{",
    b"}",
    b"[",
    b"NaN",
    b'"',
]


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """Take a good body and replace parts of it."""
    body = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(body)))
        end = draw(st.integers(start, min(len(body), start + 30)))
        body = body[:start] + draw(st.sampled_from(PIECES) | st.binary(max_size=8)) + body[end:]
    return body


bodies = mutated() | st.binary(max_size=300) | st.text(max_size=100).map(lambda text: text.encode(errors="replace"))


@settings(max_examples=400, deadline=None)
@given(bodies)
def test_a_plain_body_is_understood_or_refused(body: bytes) -> None:
    """Whatever comes signed: an inbound message, silence, or one of the refusals."""
    with suppress(WireRefusal):
        inbound_of(Wire(door_in(Mode.PLAIN)).unwrap(QUERY, body, encrypted=False).fields)


@settings(max_examples=300, deadline=None)
@given(bodies)
def test_a_sealed_body_is_understood_or_refused(body: bytes) -> None:
    """The same for what lies in a good envelope."""
    encrypted = Envelope(KEY, APP_ID).seal(body, b"0" * 16)
    query = MultiDict(signed_query(msg_signature=signature(TOKEN, "1700000000", "42", encrypted)))

    with suppress(WireRefusal):
        outside = f"<xml><Encrypt>{encrypted}</Encrypt></xml>".encode()
        inbound_of(Wire(door_in(Mode.SAFE)).unwrap(query, outside, encrypted=True).fields)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(["signature", "timestamp", "nonce", "encrypt_type"]), st.text(max_size=50)))
def test_an_odd_query_is_refused(query: dict[str, str]) -> None:
    """No query but a signed one passes."""
    with pytest.raises(WireRefusal):
        Wire(door_in(Mode.PLAIN)).check(MultiDict(query))


@pytest.mark.parametrize("mode", list(Mode))
async def test_the_door_never_fails(mode: Mode) -> None:
    """300 damaged requests over a real socket: answers, silences and refusals, never a 5xx."""
    chance = random.Random(7)
    statuses = set()
    async with standing(door_in(mode), Heard()) as client:
        for round_ in range(300):
            push = phone_in(mode, chance.choice(["xml", "json"])).text("灯" * chance.randrange(5))
            body = bytearray(push.body)
            for _ in range(round_ % 3):
                body[chance.randrange(len(body))] = chance.randrange(256)
            response = await client.post("/wechat", params=push.query, data=bytes(body))
            statuses.add(response.status)

    assert {200, 400} <= statuses <= {200, 400, 403}
