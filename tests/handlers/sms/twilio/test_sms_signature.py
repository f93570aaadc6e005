from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from multidict import MultiDict
from twilio.request_validator import RequestValidator
from twilio.twiml.messaging_response import MessagingResponse

from bot.demo.sms_phone import Mms, SmsPhone, texts
from handlers.sms.signature import sign, signed, spellings

TOKEN = "12345678901234567890123456789012"
BASES = [
    "https://bot.example.org",
    "https://bot.example.org:443",
    "http://localhost:8080",
    "http://bot.example.org:80/up",
]
WORDS = st.text(st.characters(codec="utf-8"), max_size=12)
FIELDS = st.lists(st.tuples(WORDS, WORDS), max_size=8)
PATHS = st.sampled_from(["/sms/twilio", "/sms/twilio?x=1", "/sms/twilio?line=%E8%B7%AF&b=+"])


def validator(token: str = TOKEN) -> RequestValidator:
    return RequestValidator(token)


@settings(max_examples=60, deadline=None)
@given(fields=FIELDS, path=PATHS, base=st.sampled_from(BASES))
def test_both_sign_alike(fields: list[tuple[str, str]], path: str, base: str) -> None:
    """Twilio's validator computes the same signature: repeated fields, Han, blanks and queries included."""
    assert sign(TOKEN, base + path, fields) == validator().compute_signature(base + path, MultiDict(fields))


@settings(max_examples=60, deadline=None)
@given(
    fields=FIELDS,
    path=PATHS,
    base=st.sampled_from(BASES),
    signed_by=st.sampled_from(BASES),
    token=st.sampled_from([TOKEN, "x"]),
)
def test_both_judge_alike(fields: list[tuple[str, str]], path: str, base: str, signed_by: str, token: str) -> None:
    """Whatever was signed, with or without a port, by our token or another's, both say the same of it."""
    signature = validator(token).compute_signature(signed_by + path, MultiDict(fields))
    urls = [spelling + path for spelling in spellings(base)]

    assert signed(TOKEN, urls, fields, signature) == validator().validate(base + path, MultiDict(fields), signature)


def test_a_trimmed_body_breaks_the_signature() -> None:
    """Blanks around the words belong to what was signed."""
    signature = sign(TOKEN, "https://bot.example.org/sms", [("Body", " 路灯 ")])

    assert not signed(TOKEN, ["https://bot.example.org/sms"], [("Body", "路灯")], signature)


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("https://bot.example.org", ("https://bot.example.org", "https://bot.example.org:443")),
        ("http://bot.example.org/x", ("http://bot.example.org/x", "http://bot.example.org:80/x")),
        ("http://localhost:8080", ("http://localhost:8080", "http://localhost")),
    ],
)
def test_spellings(base: str, expected: tuple[str, ...]) -> None:
    """The URL as configured is tried first, then the one with or without its port."""
    assert spellings(base) == expected


@pytest.mark.parametrize("signature", ["", "路灯", "\udcff", "A" * 28])
def test_odd_signatures_are_only_wrong(signature: str) -> None:
    """A header that is no signature at all is refused without an error."""
    assert not signed(TOKEN, ["https://bot.example.org/sms"], [("Body", "x")], signature)


def test_the_demo_phone_signs_as_twilio_does() -> None:
    """What the demo's phone posts passes Twilio's validator, pictures included."""
    phone = SmsPhone("+8613800138000", "AC" + "1" * 32, TOKEN, "https://bot.example.org/", "+8610000000")
    for post in (
        phone.text(" 路灯坏了 "),
        phone.mms("", Mms("https://api.twilio.com/1", "image/jpeg")),
        phone.opt("STOP"),
    ):
        fields = MultiDict(parse_qsl(post.body.decode(), keep_blank_values=True))

        assert validator().validate(post.url, fields, post.headers["X-Twilio-Signature"])


def test_ids_follow_from_the_start() -> None:
    """Two phones of one start write the same ids, another start gives others, and no two messages share one."""
    phones = [SmsPhone("+8613800138000", "AC1", TOKEN, "https://x", "+86100", start) for start in (1, 1, 2)]
    first, again, other = ([phone.text("x").sid for _ in range(3)] for phone in phones)

    assert first == again
    assert len({*first, *other}) == 6


def test_the_phone_reads_twiml() -> None:
    """The phone hears each message of an answer, and silence as none."""
    response = MessagingResponse()
    response.message("1 < 2 & 路灯")
    response.message("🙂")

    assert texts(str(response)) == ("1 < 2 & 路灯", "🙂")
    assert texts("<Response/>") == ()


def test_a_redelivery_is_the_same_post() -> None:
    """Posting a post again is a redelivery: urlencode keeps what was signed."""
    post = SmsPhone("+8613800138000", "AC1", TOKEN, "https://x", "+86100").post({"Body": "a b+c", "MessageSid": "SM1"})

    assert post.body == urlencode({"Body": "a b+c", "MessageSid": "SM1"}).encode()
