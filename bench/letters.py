"""What citizens write, as the requests that WeChat and Twilio would send."""

import itertools
import time
from collections.abc import Callable, Iterator
from urllib.parse import urlencode

from bot.demo.accounts import SMS_NUMBER, WECHAT_ACCOUNT, WECHAT_APP, Accounts
from handlers.sms.signature import sign
from handlers.wechat.envelope import Envelope
from handlers.wechat.signature import signature

ACCOUNTS = Accounts("a made-up key for measurements")
ADMIN = "a-made-up-token-for-measurements"
OPENING = ("花桥路12号门口路灯坏了三天", "2")
"""Until the review card stands: reading, look-ups in the casebook."""
ORDINARY = ("5", "2", "3", "花桥路15号门口", "5", "1", "6", "0")
"""Answers in the middle of filing, at journals of some five to fifteen entries."""

AES_KEY = "madeUpForMeasurementsAndForNothingElseAtAll"
ENVELOPE = Envelope(AES_KEY, WECHAT_APP)
NONCE = "4711"

Letter = Callable[[str, str], bytes]
"""Makes the request that carries a person's words."""


def _numbered() -> Iterator[str]:
    return (str(number) for number in itertools.count(time.time_ns()))


_ids = _numbered()


def wechat_letter(who: str, words: str) -> bytes:
    second = str(int(time.time()))
    return _wechat_post(who, second, _push(who, second, words))


def safe_letter(who: str, words: str) -> bytes:
    """Write in safe mode: the same push in an envelope, signed once more over what is sealed."""
    second = str(int(time.time()))
    sealed = ENVELOPE.seal(_push(who, second, words), who.encode()[:16])
    body = f"<xml><ToUserName><![CDATA[{WECHAT_ACCOUNT}]]></ToUserName><Encrypt><![CDATA[{sealed}]]></Encrypt></xml>"
    signed = signature(ACCOUNTS.wechat_token, second, NONCE, sealed)
    return _wechat_post(who, second, body.encode(), f"&encrypt_type=aes&msg_signature={signed}")


def _push(who: str, second: str, words: str) -> bytes:
    return (
        f"<xml><ToUserName><![CDATA[{WECHAT_ACCOUNT}]]></ToUserName><FromUserName><![CDATA[{who}]]></FromUserName>"
        f"<CreateTime>{second}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{words}]]></Content>"
        f"<MsgId>{next(_ids)}</MsgId></xml>"
    ).encode()


def _wechat_post(who: str, second: str, body: bytes, more: str = "") -> bytes:
    signed = signature(ACCOUNTS.wechat_token, second, NONCE)
    path = f"/wechat?signature={signed}&timestamp={second}&nonce={NONCE}&openid={who}{more}"
    return _post(path, "text/xml", body)


def twilio_letter(port: int) -> Letter:
    """Sign for the port at which the door is reached."""

    def letter(who: str, words: str) -> bytes:
        fields = {
            "ToCountry": "CN", "SmsMessageSid": f"SM{next(_ids):0>32}", "NumMedia": "0", "ToCity": "", "FromZip": "",
            "SmsStatus": "received", "FromCity": "", "Body": words, "FromCountry": "CN", "To": SMS_NUMBER,
            "NumSegments": "1", "AccountSid": ACCOUNTS.twilio_sid, "From": who, "ApiVersion": "2010-04-01",
        }  # fmt: skip
        fields["MessageSid"] = fields["SmsMessageSid"]
        signed = sign(ACCOUNTS.twilio_token, f"http://127.0.0.1:{port}/sms/twilio", fields.items())
        body = urlencode(fields).encode()
        return _post("/sms/twilio", "application/x-www-form-urlencoded", body, f"X-Twilio-Signature: {signed}\r\n")

    return letter


def _post(path: str, kind: str, body: bytes, more: str = "") -> bytes:
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{more}\r\n"
    )
    return head.encode() + body
