from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from aiohttp import ClientResponse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sms_core import Client, Core, Missed, Receiver, Serve
from yarl import URL

from bot.demo.clock import HandClock
from bot.demo.sms_phone import Mms, SignedPost, SmsPhone, texts
from dialogs.facts.messages import Address, Attachment, Inbound, MediaKind, Signal
from handlers.sms.signature import sign
from handlers.sms.twilio import TwilioDoor, twilio_routes

SID = "AC" + "1" * 32
TOKEN = "0123456789abcdef0123456789abcdef"
DOOR = TwilioDoor(SID, TOKEN, "https://bot.example.org/")
STATUS = "/sms/twilio/status"


@pytest.fixture
def phone() -> SmsPhone:
    return SmsPhone("+8613800138000", SID, TOKEN, DOOR.public_url, "+8610123456")


@pytest.fixture
async def client(serve: Serve, core: Core, receiver: Receiver, missed: Missed, clock: HandClock) -> Client:
    return await serve(twilio_routes(DOOR, core, receiver, clock, missed))


async def send(client: Client, post: SignedPost) -> ClientResponse:
    return await client.post(post.path, data=post.body, headers=post.headers)


async def test_a_text_becomes_one_inbound(client: Client, phone: SmsPhone, core: Core, clock: HandClock) -> None:
    """A signed text arrives whole, blanks included, and the answer goes back as TwiML."""
    post = phone.text(" 路灯坏了 🙂 ")
    response = await send(client, post)

    assert response.status == 200
    assert response.content_type == "text/xml"
    assert texts(await response.text()) == ("回音",)
    assert core.heard == [
        Inbound(post.sid, Address("sms", "+8613800138000"), "+8610123456", clock.now(), " 路灯坏了 🙂 ")
    ]


async def test_several_parts_are_several_messages(client: Client, phone: SmsPhone, core: Core) -> None:
    """Each part of an answer is a message of its own, in order."""
    core.parts = ("一", "二", "三")

    assert texts(await (await send(client, phone.text("x"))).text()) == ("一", "二", "三")


async def test_silence_is_an_empty_response(client: Client, phone: SmsPhone, core: Core) -> None:
    """Nothing to say is still well-formed TwiML without a message."""
    core.parts = ()
    response = await send(client, phone.text("x"))

    assert (response.status, texts(await response.text())) == (200, ())


async def test_pictures_and_sound_are_attachments(client: Client, phone: SmsPhone, core: Core) -> None:
    """Images and sound of an MMS are kept in order; the rest of it is left where it is."""
    base = "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME"
    kinds = ["image/jpeg", "text/vcard", "audio/amr; codecs=x", "IMAGE/PNG"]
    await send(client, phone.mms("", *(Mms(f"{base}{n}", kind) for n, kind in enumerate(kinds))))

    assert core.heard[0].attachments == (
        Attachment(MediaKind.IMAGE, f"{base}0", "image/jpeg"),
        Attachment(MediaKind.VOICE, f"{base}2", "audio/amr"),
        Attachment(MediaKind.IMAGE, f"{base}3", "image/png"),
    )


@pytest.mark.parametrize(("text", "signal"), [("", Signal.OTHER_MEDIA), ("看这个", None)])
async def test_what_cannot_be_kept_is_told_apart(
    client, phone: SmsPhone, core, text: str, signal: Signal | None
) -> None:
    """A contact card alone is a signal; beside words the words count."""
    await send(client, phone.mms(text, Mms("https://api.twilio.com/1", "text/vcard")))

    assert (core.heard[0].signal, core.heard[0].text) == (signal, text)


async def test_at_most_ten_pieces(client: Client, phone: SmsPhone, core: Core) -> None:
    """A count beyond Twilio's own limit is not believed."""
    await send(client, phone.mms("", *(Mms(f"https://api.twilio.com/{n}", "image/png") for n in range(12))))

    assert len(core.heard[0].attachments) == 10


@pytest.mark.parametrize(("kind", "signal"), [("STOP", Signal.OPT_OUT), ("START", Signal.OPT_IN), ("HELP", None)])
async def test_opt_out_is_acted_on_in_silence(
    client: Client, phone: SmsPhone, core: Core, kind: str, signal: Signal | None
) -> None:
    """What Twilio's opt-out answered itself is stored, muted."""
    await send(client, phone.opt(kind))

    assert (core.heard[0].signal, core.heard[0].muted) == (signal, True)


async def test_a_plain_stop_word_is_a_text(client: Client, phone: SmsPhone, core: Core) -> None:
    """Without Twilio's mark the words are the front desk's to judge."""
    await send(client, phone.text("STOP"))

    assert (core.heard[0].signal, core.heard[0].muted) == (None, False)


async def test_what_cannot_be_kept_is_503(client: Client, phone: SmsPhone, core: Core) -> None:
    """A store that is down is our fault: 503, and when to come again."""
    core.down = True
    response = await send(client, phone.text("x"))

    assert (response.status, response.headers["Retry-After"]) == (503, "5")


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


@pytest.mark.parametrize(
    ("status", "noted"),
    [
        ("accepted", []),
        ("queued", []),
        ("sending", []),
        ("sent", ["sent"]),
        ("delivered", ["delivered"]),
        ("read", ["delivered"]),
        ("undelivered", ["undelivered"]),
        ("failed", ["failed"]),
        ("canceled", ["failed"]),
        ("a status of tomorrow", []),
    ],
)
async def test_receipts(client: Client, phone: SmsPhone, receiver: Receiver, status: str, noted: list[str]) -> None:
    """Each status is noted in our words, or is a step that means nothing to us; both are taken."""
    fields = {"MessageSid": "SM1", "MessageStatus": status, "AccountSid": SID}
    response = await send(client, phone.post(fields, STATUS))

    assert (response.status, receiver.noted) == (204, [("SM1", state) for state in noted])


@pytest.mark.parametrize(
    "case",
    [
        ("undelivered", "30003", "later", ["Busy 30003"]),
        ("undelivered", "30005", "later", ["Busy 30005"]),
        ("failed", "30001", "later", ["Throttled 30001"]),
        ("failed", "30002", "later", ["Unpaid 30002"]),
        ("undelivered", "30006", "undelivered", ["PersonGone 30006"]),
        ("undelivered", "30007", "undelivered", ["Rejected 30007"]),
        ("undelivered", "30008", "undelivered", []),
        ("failed", "", "failed", []),
        ("failed", "³", "failed", []),
        ("failed", "9" * 5000, "failed", []),
        ("delivered", "30003", "delivered", []),
    ],
)
async def test_why_it_did_not_arrive(
    client: Client, phone: SmsPhone, receiver: Receiver, missed: Missed, case: tuple[str, str, str, list[str]]
) -> None:
    """Twilio's code says whether it is worth another try, and is heard where it tells more than one message's fate."""
    status, code, noted, heard = case
    fields = {"MessageSid": "SM1", "MessageStatus": status, "AccountSid": SID, "ErrorCode": code}
    response = await send(client, phone.post(fields | {"To": "+8613800138000"}, STATUS))

    assert (response.status, receiver.noted) == (204, [("SM1", noted)])
    assert missed.noted == [(Address("sms", "+8613800138000"), each) for each in heard]


@pytest.mark.parametrize("missing", ["MessageSid", "MessageStatus", "AccountSid"])
async def test_a_receipt_needs_its_fields(client: Client, phone: SmsPhone, receiver: Receiver, missing: str) -> None:
    """A status without its message is 400."""
    fields = {"MessageSid": "SM1", "MessageStatus": "sent", "AccountSid": SID}
    del fields[missing]

    assert ((await send(client, phone.post(fields, STATUS))).status, receiver.noted) == (400, [])


async def test_a_receipt_that_cannot_be_kept_is_503(client: Client, phone: SmsPhone, receiver: Receiver) -> None:
    """A store that is down asks for the status again."""
    receiver.down = True
    post = phone.post({"MessageSid": "SM1", "MessageStatus": "sent", "AccountSid": SID}, STATUS)

    assert (await send(client, post)).status == 503


async def test_only_posts(client: Client) -> None:
    """A look at the door's address is 405."""
    assert (await client.get("/sms/twilio")).status == 405


def test_the_door_hides_its_token() -> None:
    """Settings that are printed show no secret."""
    assert TOKEN not in repr(DOOR)


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
