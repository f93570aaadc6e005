"""Every kind of push, and what becomes of it: one table for messages, one for events; ``None`` is a defined silence.

What stands in neither is silence too: WeChat adds kinds without asking.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple, TypeAlias

from dialogs.facts.messages import Address, Attachment, Inbound, MediaKind, Pin, Signal
from dialogs.facts.moment import SECOND, Moment
from handlers.wechat.body import Fields
from handlers.wechat.gcj02 import to_wgs84
from handlers.wechat.refusals import Unreadable

CHANNEL: Final = "wechat"

_is_name = re.compile(r"[!-~]{1,128}").fullmatch
_is_second = re.compile(r"[0-9]{1,11}").fullmatch
_is_message_id = re.compile(r"[0-9]{1,20}").fullmatch
_is_degrees = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{0,20})?").fullmatch


class Head(NamedTuple):
    """What all pushes share, in the order of ``Inbound``."""

    id: str
    address: Address
    account: str
    at: Moment


Reader: TypeAlias = Callable[[Head, Fields], Inbound]


def head_of(fields: Fields) -> Head:
    """Read what all pushes share, of one that is no message; ``Unreadable`` where a field is missing or odd."""
    account, openid = _matching(fields, "ToUserName", _is_name), _matching(fields, "FromUserName", _is_name)
    second = _matching(fields, "CreateTime", _is_second)
    return Head("", Address(CHANNEL, openid), account, Moment(int(second) * SECOND))


def inbound_of(fields: Fields) -> Inbound | None:
    """Understand a push; None where silence is the answer, ``Unreadable`` where a field is missing or odd."""
    account = _matching(fields, "ToUserName", _is_name)
    openid = _matching(fields, "FromUserName", _is_name)
    second = _matching(fields, "CreateTime", _is_second)
    kind = _needed(fields, "MsgType").lower()
    if kind == "event":
        event = _needed(fields, "Event").lower()
        reader, name = EVENTS.get(event), _event_id(openid, second, event, fields.get("EventKey", ""))
    else:
        reader = MESSAGES.get(kind)
        name = _matching(fields, "MsgId", _is_message_id) if reader else ""
    if reader is None:
        return None
    return reader(Head(name, Address(CHANNEL, openid), account, Moment(int(second) * SECOND)), fields)


def _event_id(openid: str, second: str, event: str, key: str) -> str:
    """Name an event by what makes it itself; hashed, for ids get into logs and openids must not."""
    told = f"{openid}\n{second}\n{event}\n{key}".encode()
    return "event-" + hashlib.blake2b(told, digest_size=16).hexdigest()


def _needed(fields: Fields, name: str) -> str:
    try:
        return fields[name]
    except KeyError:
        raise Unreadable(f"no {name}") from None


def _matching(fields: Fields, name: str, shape: Callable[[str], object]) -> str:
    value = fields.get(name)
    if value is None:
        raise Unreadable(f"no {name}")
    if not shape(value):
        raise Unreadable(name)
    return value


def _text(head: Head, fields: Fields) -> Inbound:
    return Inbound(*head, text=_needed(fields, "Content"), tapped=fields.get("bizmsgmenuid", ""))


def _image(head: Head, fields: Fields) -> Inbound:
    return Inbound(*head, attachments=(Attachment(MediaKind.IMAGE, _media_id(fields)),))


def _voice(head: Head, fields: Fields) -> Inbound:
    """Read a voice message; recognition is being retired and often comes empty or not at all."""
    voice = Attachment(MediaKind.VOICE, _media_id(fields), mime=_VOICES.get(fields.get("Format", "").lower(), ""))
    return Inbound(*head, text=fields.get("Recognition", ""), attachments=(voice,))


def _video(head: Head, fields: Fields) -> Inbound:
    return Inbound(*head, attachments=(Attachment(MediaKind.VIDEO, _media_id(fields)),))


def _location(head: Head, fields: Fields) -> Inbound:
    return Inbound(*head, pin=_pin(fields, "Location_X", "Location_Y", fields.get("Label", "")))


def _nothing_to_keep(head: Head, _fields: Fields) -> Inbound:
    return Inbound(*head, signal=Signal.OTHER_MEDIA)


def _subscribe(head: Head, fields: Fields) -> Inbound:
    scene = fields.get("EventKey", "")
    subject = scene.removeprefix("qrscene_") if scene.startswith("qrscene_") else ""
    return Inbound(*head, signal=Signal.FOLLOW, subject=subject)


def _unsubscribe(head: Head, _fields: Fields) -> Inbound:
    return Inbound(*head, signal=Signal.UNFOLLOW)


def _scan(head: Head, fields: Fields) -> Inbound:
    return Inbound(*head, signal=Signal.SCAN, subject=_needed(fields, "EventKey"))


def _scan_and_wait(head: Head, fields: Fields) -> Inbound:
    return Inbound(*head, signal=Signal.SCAN, subject=_needed(fields, "ScanCodeInfo/ScanResult"))


def _click(head: Head, fields: Fields) -> Inbound:
    return Inbound(*head, signal=Signal.MENU, subject=_needed(fields, "EventKey"))


def _position(head: Head, fields: Fields) -> Inbound:
    return Inbound(*head, signal=Signal.POSITION, pin=_pin(fields, "Latitude", "Longitude"))


def _media_id(fields: Fields) -> str:
    return _matching(fields, "MediaId", _is_media_id)


def _is_media_id(text: str) -> bool:
    return 0 < len(text) <= 512 and text.isascii() and text.isprintable()  # noqa: PLR2004  today's have 64


def _pin(fields: Fields, north: str, east: str, label: str = "") -> Pin:
    lat, lon = (float(_matching(fields, name, _is_degrees)) for name in (north, east))
    if abs(lat) > 90 or abs(lon) > 180:  # noqa: PLR2004  degrees
        raise Unreadable("coordinates")
    return Pin(*to_wgs84(lat, lon), label)


_VOICES: Final = {"amr": "audio/amr", "speex": "audio/speex"}

MESSAGES: Final[Mapping[str, Reader | None]] = {
    "text": _text,
    "image": _image,
    "voice": _voice,
    "video": _video,
    "shortvideo": _video,
    "location": _location,
    "link": _nothing_to_keep,
    "miniprogrampage": _nothing_to_keep,
}

EVENTS: Final[Mapping[str, Reader | None]] = {
    "subscribe": _subscribe,
    "unsubscribe": _unsubscribe,
    "scan": _scan,
    "click": _click,
    "location": _position,
    "scancode_waitmsg": _scan_and_wait,
    # The message itself follows on its own.
    "location_select": None,
    "pic_sysphoto": None,
    "pic_photo_or_album": None,
    "pic_weixin": None,
    # Opened or scanned on the phone, nothing asked of us.
    "view": None,
    "view_miniprogram": None,
    "scancode_push": None,
    # What became of notices and of consent to them.
    "templatesendjobfinish": None,
    "subscribe_msg_popup_event": None,
    "subscribe_msg_change_event": None,
    "subscribe_msg_sent_event": None,
    # The account's own business.
    "user_info_modified": None,
    "user_authorization_revoke": None,
    "kf_create_session": None,
    "kf_close_session": None,
    "kf_switch_session": None,
    "masssendjobfinish": None,
}
