"""What the door refuses: each with its status, none with a trace, and nobody behind it ever hears of it."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

import pytest
from wechat_world import Client, Heard, door_in, signed_query, standing, xml_push

from handlers.wechat.door import LARGEST
from handlers.wechat.wire import Mode

GOOD = xml_push()
BILLION_LAUGHS = (
    '<!DOCTYPE xml [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + "]><xml><Content>&j;</Content></xml>"
).encode()


@dataclass
class Knocks:
    """A client at a plain door, and who listens behind it."""

    client: Client
    heard: Heard = field(default_factory=Heard)

    async def status(self, body: bytes, query: object = None, **headers: str) -> int:
        """Post a body; whatever comes of it, nobody may have heard and nothing may be told of the inside."""
        response = await self.client.post("/wechat", params=query or signed_query(), data=body, headers=headers)  # type: ignore[arg-type]
        text = await response.text()
        assert "Traceback" not in text
        assert ".py" not in text
        assert self.heard.inbounds == []
        return response.status


@pytest.fixture
async def knocks() -> AsyncIterator[Knocks]:
    heard = Heard()
    async with standing(door_in(Mode.PLAIN), heard) as client:
        yield Knocks(client, heard)


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"signature": "0" * 40}, id="wrong"),
        pytest.param({"signature": signed_query()["signature"].upper()}, id="upper case"),
        pytest.param({"signature": "签名"}, id="no ASCII"),
        pytest.param({"signature": ""}, id="empty"),
        pytest.param({"timestamp": "1700000001"}, id="another time"),
        pytest.param({"nonce": "43"}, id="another nonce"),
        *[pytest.param({name: None}, id=f"no {name}") for name in ("signature", "timestamp", "nonce")],
    ],
)
async def test_what_is_not_signed_is_refused_on_both_methods(
    knocks: Knocks, method: str, change: dict[str, str | None]
) -> None:
    """A signature that is missing or covers something else is 403, for GET as for POST."""
    changed = signed_query(echostr="4375120948345356249") | change
    query = {name: value for name, value in changed.items() if value is not None}

    response = await knocks.client.request(method, "/wechat", params=query, data=GOOD if method == "POST" else None)

    assert response.status == 403
    assert "4375120948345356249" not in await response.text()
    assert knocks.heard.inbounds == []


@pytest.mark.parametrize("name", ["signature", "timestamp", "nonce", "encrypt_type"])
async def test_a_repeated_parameter_proves_nothing(knocks: Knocks, name: str) -> None:
    """Two values of one parameter are refused, be they equal."""
    query = signed_query(encrypt_type="raw")

    assert await knocks.status(GOOD, [*query.items(), (name, query[name])]) == 403


async def test_a_signature_is_looked_at_before_the_size(knocks: Knocks) -> None:
    """Who cannot sign is not told how much we would read."""
    assert await knocks.status(b"x" * (LARGEST + 1), {"signature": "0" * 40, "timestamp": "1", "nonce": "2"}) == 403


async def raw(knocks: Knocks, query: dict[str, str], rest: bytes) -> bytes:
    """Send the head of a POST, and of its body only what is in ``rest``; give the status line."""
    reader, writer = await asyncio.open_connection("127.0.0.1", knocks.client.port)
    writer.write(f"POST /wechat?{urlencode(query)} HTTP/1.1\r\nHost: localhost\r\n".encode() + rest)
    async with asyncio.timeout(60):
        line = await reader.readline()
    writer.close()
    return line


async def test_a_signature_is_looked_at_before_the_body(knocks: Knocks) -> None:
    """Who cannot sign is refused while the body is still to come; so is a body that says it is too large."""
    unsigned = signed_query() | {"nonce": "43"}

    assert b" 403 " in await raw(knocks, unsigned, b"Content-Length: 1000\r\n\r\n")
    assert b" 413 " in await raw(knocks, signed_query(), b"Content-Length: 65537\r\n\r\n")


async def test_a_broken_transfer_is_refused(knocks: Knocks) -> None:
    """A body in pieces whose sizes are nonsense is 400."""
    rest = b"Transfer-Encoding: chunked\r\n\r\n"

    assert b" 400 " in await raw(knocks, signed_query(), rest + b"nonsense\r\n")
    assert b" 400 " in await raw(knocks, signed_query(), rest + b"5\r\n<xml>\r\nnonsense\r\n")


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"   ", id="blank"),
        pytest.param(b"hello", id="words"),
        pytest.param(b"\x00\x01", id="bytes"),
        pytest.param(b"Content=1&MsgType=text", id="form"),
        pytest.param(b"<xml>", id="cut"),
        pytest.param(b"<xml/>", id="bare"),
        pytest.param(GOOD + GOOD, id="two roots"),
        pytest.param(GOOD + b"tail", id="tail"),
        pytest.param(GOOD.replace(b"xml>", b"XML>"), id="root in capitals"),
        pytest.param(b"<html><body>hi</body></html>", id="another root"),
        pytest.param(b"<a>" + GOOD + b"</a>", id="root below a root"),
        pytest.param(xml_push(MsgType=""), id="no kind"),
        pytest.param(xml_push(MsgId=""), id="no id"),
        pytest.param(xml_push(FromUserName=""), id="no sender"),
        pytest.param(GOOD.replace(b"</xml>", b"<MsgId>2</MsgId></xml>"), id="a field twice"),
        pytest.param(GOOD.replace(b"</xml>", b"<Odd/><Odd/></xml>"), id="an unknown field twice"),
        pytest.param(b"<!DOCTYPE xml>" + GOOD, id="document type"),
        pytest.param(b'<!DOCTYPE xml SYSTEM "file:///etc/passwd">' + GOOD, id="outside document type"),
        pytest.param(
            b'<!DOCTYPE xml [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + GOOD.replace("路灯坏了".encode(), b"&e;"),
            id="outside entity",
        ),
        pytest.param(BILLION_LAUGHS, id="billion laughs"),
        pytest.param(xml_push(Content="&unknown;"), id="unknown entity"),
        pytest.param(xml_push(Content="&#0;"), id="forbidden character"),
        pytest.param(xml_push(Content="&#xD800;"), id="half a pair"),
        pytest.param(b"<xml>" + b"<a>" * 7 + b"</a>" * 7 + b"</xml>", id="seven levels"),
        pytest.param(b"<a>" * 15_000, id="15,000 levels"),
        pytest.param(b"<xml>" * 13_000, id="13,000 levels of xml"),
        pytest.param(GOOD.replace("路灯坏了".encode(), "路灯坏了".encode("gbk")), id="GBK"),
        pytest.param(b'<?xml version="1.0" encoding="gbk"?>' + GOOD, id="claims GBK"),
        pytest.param(b'<?xml version="1.0" encoding="utf-7"?>' + GOOD, id="claims UTF-7"),
        pytest.param(b'<?xml version="1.0" encoding="nonsense"?>' + GOOD, id="claims nonsense"),
        pytest.param(GOOD.decode().encode("utf-16"), id="UTF-16"),
        pytest.param(GOOD.decode().encode("utf-32"), id="UTF-32"),
        pytest.param(GOOD.replace("灯".encode(), b"\xed\xa0\x80"), id="half a pair in UTF-8"),
        pytest.param(GOOD.replace("灯".encode(), b"\xc0\xaf"), id="overlong UTF-8"),
        pytest.param(b"[]", id="JSON list"),
        pytest.param(b"[" + json.dumps({"MsgType": "text"}).encode() + b"]", id="JSON list of one"),
        pytest.param(b"{}", id="JSON of nothing"),
        pytest.param(b'{"MsgType": "text"', id="JSON cut"),
        pytest.param(b"{'MsgType': 'text'}", id="JSON in wrong quotes"),
        pytest.param(b'{"CreateTime": NaN}', id="JSON NaN"),
        pytest.param(b'{"CreateTime": -Infinity}', id="JSON infinity"),
        pytest.param(b'{"MsgType": "text", "MsgType": "text"}', id="JSON name twice"),
        pytest.param(b'{"a":' * 12_000, id="deep JSON"),
        pytest.param(b'{"a":' + b"[" * 60_000, id="deep JSON list"),
        pytest.param(b'{"a":' * 5_000 + b"1" + b"}" * 5_000, id="deep JSON that closes"),
        pytest.param(b'{"a": "\xff"}', id="JSON in no UTF-8"),
        pytest.param(b'{"a": "\n"}', id="JSON with a bare line end"),
        pytest.param(b'{"CreateTime": ' + b"9" * 60_000 + b"}", id="a number of 60,000 digits"),
        pytest.param('{"MsgType": "text"}'.encode("utf-16"), id="JSON in UTF-16"),
    ],
)
async def test_what_cannot_be_read_is_refused(knocks: Knocks, body: bytes) -> None:
    """Signed or not, a body that is no push is 400."""
    assert await knocks.status(body) == 400


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("CreateTime", [1_700_000_000]),
        ("CreateTime", None),
        ("CreateTime", True),
        ("CreateTime", 1.5),
        ("FromUserName", {"a": "b"}),
        ("Content", None),
        ("Content", ["路灯坏了"]),
        ("MsgId", -1),
    ],
)
async def test_json_of_other_types_is_refused(knocks: Knocks, field: str, value: object) -> None:
    """A field that is not what it has to be is as good as missing."""
    push = {"ToUserName": "gh_1", "FromUserName": "o1", "CreateTime": 1, "MsgType": "text", "Content": "x", "MsgId": 1}

    assert await knocks.status(json.dumps(push | {field: value}).encode()) == 400


async def test_a_body_over_the_limit_is_refused(knocks: Knocks) -> None:
    """64 KB are read, one byte more is 413: told beforehand, sent in pieces, or unpacked."""
    largest = xml_push(Content="x" * (LARGEST - len(xml_push(Content="x")) + 1))
    assert len(largest) == LARGEST

    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(200):
            yield b"x" * 1000

    assert await knocks.status(largest + b" ") == 413
    response = await knocks.client.post("/wechat", params=signed_query(), data=pieces())
    assert response.status == 413
    response = await knocks.client.post("/wechat", params=signed_query(), data=b"x" * 900_000, compress="gzip")
    assert response.status == 413
    assert knocks.heard.inbounds == []
    assert (await knocks.client.post("/wechat", params=signed_query(), data=largest)).status == 200
    assert len(knocks.heard.inbounds) == 1


async def test_a_body_that_does_not_unpack_is_refused(knocks: Knocks) -> None:
    """What claims to be compressed and is not cannot be read."""
    assert await knocks.status(b"no gzip at all", **{"Content-Encoding": "gzip"}) == 400


async def test_an_unknown_encryption_is_refused(knocks: Knocks) -> None:
    """An encrypt_type that WeChat does not have cannot be read."""
    assert await knocks.status(GOOD, signed_query(encrypt_type="rot13")) == 400


@pytest.mark.parametrize("method", ["HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"])
async def test_other_methods_are_refused(knocks: Knocks, method: str) -> None:
    """WeChat gets and posts; all else is 405."""
    response = await knocks.client.request(method, "/wechat", params=signed_query(echostr="1"))

    assert response.status == 405


async def test_a_signed_body_that_never_ends_is_refused() -> None:
    """Who signs and then dawdles holds a connection for so long and no longer, and nobody hears of it."""
    heard = Heard()
    async with standing(door_in(Mode.PLAIN), heard, within=0.05) as client:
        knocks = Knocks(client, heard)

        assert b" 400 " in await raw(knocks, signed_query(), b"Content-Length: 1000\r\n\r\n<xml>")
        assert b" 400 " in await raw(knocks, signed_query(), b"Transfer-Encoding: chunked\r\n\r\n5\r\n<xml>\r\n")
        assert heard.inbounds == []
