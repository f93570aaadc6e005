"""What the hand does on a phone, as the request that its network would make of it."""

from typing import Protocol
from urllib.parse import urlencode

from bot.demo.line import Letter
from bot.demo.sms_phone import SignedPost, SmsPhone, texts
from bot.demo.twilio_host import TwilioHost
from bot.demo.wechat_host import Trigger, WechatHost
from bot.demo.wechat_phone import Push, WechatPhone
from handlers.pages.gestures import Account, Gesture, Photograph, Point, Press, Scan, Speak, Tap, Write

# Half a second of silence: AMR-NB frames of the lowest rate.
SILENT_AMR = b"#!AMR\n" + (b"\x04" + bytes(12)) * 25
XML_HEADERS = {"Content-Type": "text/xml", "User-Agent": "Mozilla/4.0", "Accept": "*/*", "Pragma": "no-cache"}


class Handset(Protocol):
    def letter(self, gesture: Gesture) -> Letter:
        """Write the request; ``ValueError`` where the phone cannot, ``LookupError`` before there is one to repeat."""

    def read(self, body: bytes) -> tuple[str, ...]:
        """Give what the phone shows of an answer."""


class WechatHandset:
    """A citizen's WeChat; its network counts what the account may send because of what is done here."""

    def __init__(self, phone: WechatPhone, openid: str, host: WechatHost) -> None:
        self._phone = phone
        self._openid = openid
        self._host = host

    def letter(self, gesture: Gesture) -> Letter:
        push = self._push(gesture)
        self._count(gesture)
        return Letter(f"/wechat?{urlencode(push.query)}", XML_HEADERS, push.body, patience=5.0, deliveries=3)

    def read(self, body: bytes) -> tuple[str, ...]:
        said = self._phone.read_reply(body)
        return () if said is None else (said,)

    def _push(self, gesture: Gesture) -> Push:  # noqa: PLR0911  one a gesture
        match gesture:
            case Write(text=text):
                return self._phone.text(text)
            case Tap(item=item, text=text):
                return self._phone.tap(item, text)
            case Point(lat=lat, lon=lon, label=label):
                return self._phone.location(lat, lon, label)
            case Photograph(mime=mime, content=content):
                return self._phone.image(self._host.hold_media(content, mime))
            case Speak(recognised=recognised):
                return self._phone.voice(self._host.hold_media(SILENT_AMR, "audio/amr"), recognised)
            case Scan(scene=scene):
                return self._phone.scan(scene) if self._host.knows(self._openid) else self._phone.follow(scene)
            case Press(key=key):
                return self._phone.menu(key)
            case Account(kind=kind):
                deeds = {"follow": self._phone.follow, "unfollow": self._phone.unfollow, "redeliver": self._phone.again}
                return deeds[kind]()

    def _count(self, gesture: Gesture) -> None:
        match gesture:
            case Account(kind="unfollow"):
                self._host.left(self._openid)
            case Account(kind="redeliver"):
                pass
            case Tap() | Scan() | Press() | Account():
                self._host.did(self._openid, Trigger.CLICK)
            case _:
                self._host.did(self._openid)


class SmsHandset:
    def __init__(self, phone: SmsPhone, host: TwilioHost) -> None:
        self._phone = phone
        self._host = host
        self._last: SignedPost | None = None

    def letter(self, gesture: Gesture) -> Letter:
        self._last = post = self._post(gesture)
        return Letter(post.path, post.headers, post.body, patience=15.0, deliveries=1)

    def read(self, body: bytes) -> tuple[str, ...]:
        return texts(body)

    def _post(self, gesture: Gesture) -> SignedPost:
        match gesture:
            case Write(text=text):
                return self._phone.text(text)
            case Photograph(mime=mime, content=content):
                return self._phone.mms("", self._host.hold(content, mime))
            case Account(kind="redeliver"):
                if self._last is None:
                    raise LookupError("nothing was sent yet")
                return self._last
            case _:
                raise ValueError(gesture.kind)
