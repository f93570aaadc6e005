"""What Twilio's door does not take: unsigned, unreadable, too much, or of another account."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sms_core import Client, Core, Receiver
from twilio_door import DOOR, SID, STATUS, TOKEN, send
from yarl import URL

from bot.demo.sms_phone import SmsPhone
from handlers.sms.signature import sign


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Twilio-Signature": ""},
        {"X-Twilio-Signature": "A" * 28},
        {"X-Twilio-Signature": "路灯"},
        {"Content-Type": "application/json"},
        {"Content-Type": "multipart/form-data; boundary=x"},
        {"Content-Type": "application/octet-stream"},
        {"X-Twilio-Signature": sign("another", "https://bot.example.org/sms/twilio", [("Body", "x")])},
    ],
)
async def test_unsigned_is_403(
    client: Client, phone: SmsPhone, core: Core, receiver: Receiver, headers: dict[str, str]
) -> None:
    """What Twilio did not sign as a form is refused at both doors, and nothing changes."""
    fields = {"MessageSid": "SM1", "MessageStatus": "sent", "AccountSid": SID, "From": "+8613800138000", "Body": "x"}
    posts = [phone.post(fields, path) for path in ("/sms/twilio", STATUS)]
    refused = [await client.post(post.path, data=post.body, headers=post.headers | headers) for post in posts]

    assert [response.status for response in refused] == [403, 403]
    assert (core.heard, receiver.noted) == ([], [])


async def test_no_signature_header_is_403(client: Client, phone: SmsPhone, core: Core) -> None:
    """A request without the header is no call of Twilio's."""
    response = await client.post(
        "/sms/twilio", data=phone.text("x").body, headers={"Content-Type": "application/x-www-form-urlencoded"}
    )

    assert (response.status, core.heard) == (403, [])


async def test_a_changed_body_is_403(client: Client, phone: SmsPhone, core: Core) -> None:
    """One byte more than was signed, and it is refused."""
    post = phone.text("x")

    assert (await client.post(post.path, data=post.body + b"x", headers=post.headers)).status == 403
    assert core.heard == []


async def test_another_path_or_query_is_403(client: Client, phone: SmsPhone) -> None:
    """The query is part of what was signed."""
    post = phone.text("x")

    assert (await client.post(post.path + "?x=1", data=post.body, headers=post.headers)).status == 403
    assert (await client.post(STATUS, data=post.body, headers=post.headers)).status == 403


@pytest.mark.parametrize("path", ["/sms/twilio?line=2&x=%E8%B7%AF", "/sms/twilio?a=b%2Bc+d"])
async def test_the_query_counts_as_it_was_called(client: Client, phone: SmsPhone, core: Core, path: str) -> None:
    """A configured address with a query is checked without rewriting it."""
    post = phone.post({"MessageSid": "SM1", "AccountSid": SID, "From": "+8613800138000", "Body": "x"}, path)
    response = await client.post(URL(path, encoded=True), data=post.body, headers=post.headers)

    assert (response.status, len(core.heard)) == (200, 1)


async def test_a_port_may_be_named(client: Client, core: Core) -> None:
    """Twilio signs with or without :443."""
    phone = SmsPhone("+8613800138000", SID, TOKEN, "https://bot.example.org:443", "+86100")

    assert (await send(client, phone.text("x"))).status == 200


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"MessageSid": None}, 400),
        ({"From": None}, 400),
        ({"Body": None}, 400),
        ({"AccountSid": None}, 400),
        ({"MessageSid": ""}, 400),
        ({"MessageSid": "SM 1"}, 400),
        ({"MessageSid": "S" * 65}, 400),
        ({"From": "12345"}, 400),
        ({"From": "CITYHALL"}, 400),
        ({"From": "whatsapp:+8613800138000"}, 400),
        ({"From": "+1"}, 400),
        ({"NumMedia": "many"}, 400),
        ({"NumMedia": "-1"}, 400),
        ({"NumMedia": "²"}, 400),
        ({"AccountSid": "AC" + "2" * 32}, 403),
        ({"Body": ""}, 200),
        ({"NumMedia": "9" * 5000}, 200),
        ({"Body": None, "NumMedia": "1", "MediaUrl0": "https://x", "MediaContentType0": "image/png"}, 200),
    ],
)
async def test_odd_fields(
    client: Client, phone: SmsPhone, core: Core, change: dict[str, str | None], status: int
) -> None:
    """Signed but odd: what is missing or unreadable is 400, another's account 403, and nothing changes."""
    fields = {"MessageSid": "SM1", "AccountSid": SID, "From": "+8613800138000", "Body": "x", "To": "+86100"} | change
    response = await send(client, phone.post({name: value for name, value in fields.items() if value is not None}))

    assert (response.status, len(core.heard)) == (status, status == 200)


async def test_bytes_that_are_no_form_are_403(client: Client, phone: SmsPhone) -> None:
    """Raw bytes that are no UTF-8 cannot have been signed."""
    post = phone.text("x")

    assert (await client.post(post.path, data=b"Body=\xff\xfe", headers=post.headers)).status == 403


@pytest.mark.parametrize("chunked", [True, False])
async def test_too_much_is_413(client: Client, phone: SmsPhone, core: Core, chunked: bool) -> None:  # noqa: FBT001  a table's column
    """Over 64 KB is refused, announced or not."""
    post = phone.text("x" * 65536)

    async def pieces() -> AsyncIterator[bytes]:
        yield post.body

    response = await client.post(post.path, data=pieces() if chunked else post.body, headers=post.headers)

    assert (response.status, core.heard) == (413, [])


async def test_a_broken_compression_is_400(client: Client, phone: SmsPhone) -> None:
    """A body that cannot be unpacked is the sender's fault."""
    post = phone.text("x")
    response = await client.post(post.path, data=b"no gzip", headers=post.headers | {"Content-Encoding": "gzip"})

    assert response.status == 400


async def test_only_posts(client: Client) -> None:
    """A look at the door's address is 405."""
    assert (await client.get("/sms/twilio")).status == 405


NAMES = st.sampled_from(
    ["MessageSid", "AccountSid", "From", "To", "Body", "NumMedia", "MediaUrl0", "OptOutType", "MessageStatus"]
)


VALUES = st.sampled_from(["", SID, "SM1", "+8613800138000", "1", "10", "delivered", "STOP"]) | st.text(
    st.characters(codec="utf-8")
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    fields=st.dictionaries(NAMES | st.text(st.characters(codec="utf-8"), max_size=5), VALUES),
    path=st.sampled_from(["/sms/twilio", STATUS]),
)
async def test_signed_nonsense_is_never_our_fault(client: Client, fields: dict[str, str], path: str) -> None:
    """Whatever is signed and posted, the answer is clear and never a 5xx."""
    phone = SmsPhone("+8613800138000", SID, TOKEN, DOOR.public_url, "+86100")

    assert (await send(client, phone.post(fields, path))).status in {200, 204, 400, 403}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=200), signature=st.text(st.characters(min_codepoint=33, max_codepoint=126)))
async def test_unsigned_nonsense_is_never_our_fault(client: Client, body: bytes, signature: str) -> None:
    """Whatever is posted unsigned is 403."""
    post = SmsPhone("+8613800138000", SID, TOKEN, DOOR.public_url, "+86100").text("x")
    odd = replace(post, body=body, headers=post.headers | {"X-Twilio-Signature": signature})

    assert (await send(client, odd)).status == 403
