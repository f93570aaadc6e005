"""A citizen's WeChat as WeChat's servers tell of it: signed requests, as they arrive at the door."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias
from xml.etree import ElementTree as ET

from dialogs.facts.moment import SECOND, Clock
from handlers.wechat.characters import cdata
from handlers.wechat.envelope import Envelope
from handlers.wechat.gcj02 import to_gcj02
from handlers.wechat.signature import signature

FIRST_MESSAGE = 23_000_000_000_000_000
TRANSFER = "transfer_customer_service"


Nested: TypeAlias = str | Mapping[str, "Nested"] | Sequence[Mapping[str, "Nested"]]
"""A field of a push: words, fields below it, or several of a kind."""


class Push(NamedTuple):
    """One request: what stands in its query, and its body."""

    query: dict[str, str]
    body: bytes


class WechatPhone:
    """One follower of one account. With an ``aes_key`` it writes in safe mode, with ``clear`` in compatible mode."""

    def __init__(
        self,
        token: str,
        account: str,
        openid: str,
        clock: Clock,
        *,
        app_id: str = "",
        aes_key: str = "",
        as_json: bool = False,
        clear: bool = False,
        first_message: int = FIRST_MESSAGE,
    ) -> None:
        self._token = token
        self._common = {"ToUserName": account, "FromUserName": openid}
        self._clock = clock
        self._envelope = Envelope(aes_key, app_id) if aes_key else None
        self._as_json = as_json
        self._clear = clear
        self._next = first_message
        self._last: Push | None = None

    def text(self, content: str, *, tapped: str = "") -> Push:
        """Write something; ``tapped`` is the id of a tapped item whose words ``content`` are."""
        return self._message("text", Content=content, **({"bizmsgmenuid": tapped} if tapped else {}))

    def tap(self, item: str, label: str) -> Push:
        return self.text(label, tapped=item)

    def image(self, media_id: str) -> Push:
        return self._message("image", PicUrl="http://mmbiz.example/photo", MediaId=media_id)

    def voice(self, media_id: str, recognition: str = "") -> Push:
        return self._message("voice", MediaId=media_id, Format="amr", Recognition=recognition)

    def location(self, lat: float, lon: float, label: str = "") -> Push:
        """Send a WGS-84 point, shifted as WeChat's map shifts it."""
        north, east = to_gcj02(lat, lon)
        return self._message("location", Location_X=f"{north:.6f}", Location_Y=f"{east:.6f}", Scale="16", Label=label)

    def follow(self, scene: str = "") -> Push:
        return self.event("subscribe", f"qrscene_{scene}" if scene else "")

    def unfollow(self) -> Push:
        return self.event("unsubscribe")

    def menu(self, key: str) -> Push:
        return self.event("CLICK", key)

    def position(self, lat: float, lon: float) -> Push:
        """Let the phone itself tell where it is, in WGS-84."""
        north, east = to_gcj02(lat, lon)
        return self.event("LOCATION", Latitude=f"{north:.6f}", Longitude=f"{east:.6f}", Precision="30.0")

    def scan(self, scene: str) -> Push:
        """Scan one of the account's codes, following already."""
        return self.event("SCAN", scene, Ticket=f"ticket-of-{scene}")

    def about_notices(self, what: str, lines: Sequence[Mapping[str, Nested]]) -> Push:
        """Tell of subscription notices: ``popup`` (asked for consent), ``change`` (in the settings) or ``sent``."""
        named: dict[str, Nested] = {f"SubscribeMsg{what.title()}Event": {"List": lines}}
        return self.event(f"subscribe_msg_{what}_event", "", **named)

    def answer_to_consent(self, *templates: str, agreed: bool = True) -> Push:
        """Agree to one notice of each template in the window that a page of the account opened, or refuse."""
        said = "accept" if agreed else "reject"
        lines = [{"TemplateId": each, "SubscribeStatusString": said, "PopupScene": "1"} for each in templates]
        return self.about_notices("popup", lines)

    def event(self, name: str, key: str = "", **fields: Nested) -> Push:
        return self._push({"MsgType": "event", "Event": name, "EventKey": key, **fields})

    def again(self) -> Push:
        """Deliver the last push once more, byte for byte; ``LookupError`` before the first."""
        if self._last is None:
            raise LookupError("nothing was sent yet")
        return self._last

    def read_reply(self, body: bytes) -> str | None:
        """Give the text of a passive reply; None for silence, and for one that hands the citizen to a person."""
        if body in (b"", b"success"):
            return None
        fields = _fields(body)
        if self._envelope and "Encrypt" in fields:
            fields = _fields(self._envelope.open(fields["Encrypt"]))
        return None if fields["MsgType"] == TRANSFER else fields["Content"]

    def _message(self, kind: str, **fields: str) -> Push:
        self._next += 1
        return self._push({"MsgType": kind, **fields, "MsgId": str(self._next)})

    def _push(self, fields: Mapping[str, Nested]) -> Push:
        second = str(self._clock.now() // SECOND)
        written = self._written({**self._common, "CreateTime": second, **fields})
        nonce = str(int(hashlib.sha256(written).hexdigest()[:8], 16))
        self._last = self._signed(second, nonce, written)
        return self._last

    def _signed(self, second: str, nonce: str, written: bytes) -> Push:
        query = {"signature": signature(self._token, second, nonce), "timestamp": second, "nonce": nonce}
        if self._envelope is None:
            return Push(query, written)
        encrypted = self._envelope.seal(written, hashlib.sha256(written).digest()[:16])
        query |= {"encrypt_type": "aes", "msg_signature": signature(self._token, second, nonce, encrypted)}
        outside = {"ToUserName": self._common["ToUserName"]}
        if self._clear:
            outside = _fields(written)
        return Push(query, self._written({**outside, "Encrypt": encrypted}))

    def _written(self, fields: Mapping[str, Nested]) -> bytes:
        if self._as_json:
            numbers = {name: int(str(fields[name])) for name in ("CreateTime", "MsgId") if name in fields}
            return json.dumps({**fields, **numbers}, ensure_ascii=False).encode()
        return f"<xml>{_xml(fields)}</xml>".encode()


def _xml(fields: Mapping[str, Nested]) -> str:
    return "".join(_element(name, value) for name, value in fields.items())


def _element(name: str, value: Nested) -> str:
    if isinstance(value, str):
        return f"<{name}>{cdata(value)}</{name}>"
    if isinstance(value, Mapping):
        return f"<{name}>{_xml(value)}</{name}>"
    return "".join(_element(name, each) for each in value)


def _fields(body: bytes) -> dict[str, str]:
    """Read what our own side wrote."""
    if body.startswith(b"{"):
        return {name: str(value) for name, value in json.loads(body).items()}
    return {child.tag: child.text or "" for child in ET.fromstring(body)}  # noqa: S314  our own answer
