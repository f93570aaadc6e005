"""A phone on Twilio's network: builds the signed form posts that Twilio would send us, and reads the answer."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from urllib.parse import urlencode, urlsplit
from xml.etree import ElementTree as ET

from handlers.sms.signature import sign

PATH = "/sms/twilio"


@dataclass(frozen=True, slots=True)
class SignedPost:
    """One request as Twilio would send it; posting it again is a redelivery."""

    sid: str
    url: str
    path: str
    headers: dict[str, str] = field(repr=False)
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Mms:
    """A picture or sound on Twilio's media host."""

    url: str = field(repr=False)
    mime: str


@dataclass(slots=True)
class SmsPhone:
    """A phone number that writes to ``to``.

    Message ids follow from the number and ``start``: the same start gives the same ids, another one others.
    """

    number: str = field(repr=False)
    account_sid: str
    auth_token: str = field(repr=False)
    public_url: str
    to: str
    start: int = 0
    _messages: Iterator[int] = field(default_factory=count, init=False, repr=False)

    def text(self, body: str) -> SignedPost:
        return self.post(self._message(body))

    def mms(self, body: str, *media: Mms) -> SignedPost:
        fields = self._message(body, prefix="MM") | {"NumMedia": str(len(media))}
        for index, piece in enumerate(media):
            fields |= {f"MediaUrl{index}": piece.url, f"MediaContentType{index}": piece.mime}
        return self.post(fields)

    def opt(self, kind: str) -> SignedPost:
        """Write STOP, START or HELP, which Twilio's Advanced Opt-Out answers itself."""
        return self.post(self._message(kind) | {"OptOutType": kind})

    def post(self, fields: dict[str, str], path: str = PATH) -> SignedPost:
        """Sign any fields, odd ones included."""
        url = self.public_url.rstrip("/") + path
        headers = {
            "Content-Type": "application/x-www-form-urlencoded; charset=utf-8",
            "X-Twilio-Signature": sign(self.auth_token, url, fields.items()),
        }
        under = urlsplit(url)
        query = f"?{under.query}" if under.query else ""
        return SignedPost(fields.get("MessageSid", ""), url, under.path + query, headers, urlencode(fields).encode())

    def _message(self, body: str, prefix: str = "SM") -> dict[str, str]:
        seed = f"{self.number}/{self.start}/{next(self._messages)}"
        sid = prefix + sha256(seed.encode()).hexdigest()[:32]
        return {
            "ToCountry": "CN",
            "SmsMessageSid": sid,
            "NumMedia": "0",
            "SmsSid": sid,
            "SmsStatus": "received",
            "Body": body,
            "FromCountry": "CN",
            "To": self.to,
            "NumSegments": "1",
            "MessageSid": sid,
            "AccountSid": self.account_sid,
            "From": self.number,
            "ApiVersion": "2010-04-01",
        }


def texts(twiml: bytes | str) -> tuple[str, ...]:
    """Read the messages of a TwiML answer; what is no TwiML is a ``ParseError``."""
    response = ET.fromstring(twiml)  # noqa: S314  it is our own answer
    return tuple(message.text or "" for message in response.findall("Message"))
