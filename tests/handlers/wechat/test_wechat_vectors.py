"""Signatures and envelopes that others computed."""

import base64

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.wechat.envelope import Envelope
from handlers.wechat.refusals import Unreadable
from handlers.wechat.signature import signature, signed

KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
APP_ID = "wx0123456789abcdef"


@pytest.mark.parametrize(
    ("timestamp", "nonce", "expected"),
    [
        # developers.weixin.qq.com/doc/oplatform/Mobile_App/WeChat_Login/message_push.html
        ("1714036504", "1514711492", "f464b24fc39322e44b38aa78f5edd27bd1441696"),
        # developers.weixin.qq.com/doc/subscription/guide/dev/push/encryption.md
        ("1714037059", "486452656", "899cf89e464efb63f54ddac96b0a0a235f53aa78"),
    ],
    ids=["verification", "push"],
)
def test_signatures_are_those_of_the_official_pages(timestamp: str, nonce: str, expected: str) -> None:
    """Our signature is the one that WeChat's pages print, and a letter's change is noticed."""
    assert signature("AAAAA", timestamp, nonce) == expected
    assert signed(expected, "AAAAA", timestamp, nonce)
    assert not signed(expected, "AAAAB", timestamp, nonce)
    assert not signed("签名", "AAAAA", timestamp, nonce)


@pytest.mark.parametrize(
    ("key", "app_id", "random", "message", "encrypted"),
    [
        pytest.param(
            "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
            "wxb11529c136998cb6",
            b"aaaabbbbccccdddd",
            "我是中文abcd123",
            "jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg==",
            id="WxJava, WxCryptUtilTest.java (Apache-2.0)",
        ),
        pytest.param(
            KEY,
            APP_ID,
            b"0123456789abcdef",
            "<xml>路灯坏了</xml>",
            "4j/AuRx71kQlxVlzbpsMWFMOtq3eiflSeaw7jaSuJSMwSr1LiGpeIC9Ht9eUDwqriL48e23qfjOV9O73b2iUMA==",
            id="our own, as wechat-crypto and @wecom/crypto of npm compute it",
        ),
    ],
)
def test_envelopes_are_those_of_other_implementations(
    key: str, app_id: str, random: bytes, message: str, encrypted: str
) -> None:
    """The same message under the same key and random bytes gives the same text, and opens again."""
    envelope = Envelope(key, app_id)

    assert envelope.seal(message.encode(), random) == encrypted
    assert envelope.open(encrypted).decode() == message


def test_the_message_signature_covers_the_envelope() -> None:
    """Our own vector's signature over token, time, nonce and encrypted text."""
    encrypted = "4j/AuRx71kQlxVlzbpsMWFMOtq3eiflSeaw7jaSuJSMwSr1LiGpeIC9Ht9eUDwqriL48e23qfjOV9O73b2iUMA=="

    assert signature("civic-token", "1700000000", "42", encrypted) == "86bc60878e81e93bd7478eddd01151aea9e28418"


@settings(deadline=None)
@given(st.text(max_size=200), st.binary(min_size=16, max_size=16))
def test_what_is_sealed_opens(message: str, random: bytes) -> None:
    """Any message of any length comes out of its envelope as it went in."""
    envelope = Envelope(KEY, APP_ID)

    assert envelope.open(envelope.seal(message.encode(), random)) == message.encode()


def encrypted(inside: bytes) -> str:
    key = base64.b64decode(KEY + "=")
    encryptor = Cipher(AES(key), CBC(key[:16])).encryptor()
    return base64.b64encode(encryptor.update(inside) + encryptor.finalize()).decode()


def padded(inside: bytes) -> bytes:
    pad = 32 - len(inside) % 32
    return inside + bytes((pad,)) * pad


HEAD = b"0" * 16


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("%%%%", id="no base64"),
        pytest.param("é" * 64, id="no ASCII"),
        pytest.param("AAAA", id="shorter than a block"),
        pytest.param(base64.b64encode(b"0" * 33).decode(), id="no whole blocks"),
        pytest.param(encrypted(b"\0" * 64), id="padding of none"),
        pytest.param(encrypted(b"\x21" * 64), id="padding of 33"),
        pytest.param(encrypted(HEAD * 3 + b"\1" * 14 + b"\5\2"), id="padding of two kinds"),
        pytest.param(encrypted(b"\x20" * 32), id="padding alone"),
        pytest.param(encrypted(b"\x0d" * 32), id="no room for the length"),
        pytest.param(encrypted(padded(HEAD + b"\xff\xff\xff\xff" + b"message" + APP_ID.encode())), id="too long"),
        pytest.param(encrypted(padded(HEAD + b"\0\0\0\7" + b"message" + b"wxother")), id="another app id"),
        pytest.param(encrypted(padded(HEAD + b"\0\0\0\7" + b"message")), id="no app id"),
        pytest.param(encrypted(padded(HEAD + b"\0\0\0\x06" + b"message" + APP_ID.encode())), id="a letter too many"),
    ],
)
def test_a_malformed_envelope_is_unreadable(text: str) -> None:
    """Whatever does not fit is refused by its one name, never by an accident of parsing."""
    with pytest.raises(Unreadable):
        Envelope(KEY, APP_ID).open(text)


@settings(deadline=None)
@given(st.binary(max_size=160))
def test_random_bytes_are_unreadable(inside: bytes) -> None:
    """No bytes under the right key make anything but a refusal."""
    with pytest.raises(Unreadable):
        Envelope(KEY, APP_ID).open(encrypted(inside[: len(inside) // 16 * 16]))


@pytest.mark.parametrize("key", ["", "short", "!" * 43, KEY + "A", KEY + "="])
def test_a_key_of_another_shape_is_refused(key: str) -> None:
    """An EncodingAESKey is 43 letters and digits."""
    with pytest.raises(ValueError, match="EncodingAESKey"):
        Envelope(key, APP_ID)


def test_what_is_drawn_depends_on_key_and_message() -> None:
    """The same message draws the same bytes and nonce; another message or key draws others."""
    envelope, other = Envelope(KEY, APP_ID), Envelope("kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR", APP_ID)

    assert envelope.draw("7") == envelope.draw("7")
    assert len({envelope.draw("7"), envelope.draw("8"), other.draw("7")}) == 3
    assert len(envelope.draw("7")[0]) == 16
