"""Twilio's form fields as an ``Inbound``; what does not read as one is a ``ValueError`` without a word of it."""

import re
from collections.abc import Mapping

from dialogs.facts.messages import Address, Attachment, Inbound, MediaKind, Signal
from dialogs.facts.moment import Moment
from handlers.sms.phones import e164

SID = re.compile(r"[A-Za-z0-9]{1,64}")
MOST_MEDIA = 10  # Twilio's limit
KEPT_KINDS = {"image": MediaKind.IMAGE, "audio": MediaKind.VOICE}
OPT_SIGNALS = {"STOP": Signal.OPT_OUT, "START": Signal.OPT_IN}


def inbound_of(fields: Mapping[str, str], now: Moment) -> Inbound:
    count = _media_count(fields)
    attachments = _attachments(fields, count)
    opted = fields.get("OptOutType", "")
    text = _words(fields, count)
    unread = Signal.OTHER_MEDIA if count and not attachments and not text else None
    return Inbound(
        id=sid_of(fields),
        address=Address("sms", e164(_required(fields, "From"))),
        account=fields.get("To", ""),
        at=now,
        text=text,
        attachments=attachments,
        signal=OPT_SIGNALS.get(opted, unread),
        # Twilio answers STOP, START and HELP itself; a second answer would be one too many.
        muted=opted in {*OPT_SIGNALS, "HELP"},
    )


def sid_of(fields: Mapping[str, str]) -> str:
    sid = _required(fields, "MessageSid")
    if not SID.fullmatch(sid):
        raise ValueError
    return sid


def _required(fields: Mapping[str, str], name: str) -> str:
    if not (value := fields.get(name)):
        raise ValueError(name)
    return value


def _words(fields: Mapping[str, str], media: int) -> str:
    """Blanks stay: they were signed. Twilio may leave the field out where there is nothing but media."""
    if "Body" not in fields and not media:
        raise ValueError("Body")
    return fields.get("Body", "")


def _media_count(fields: Mapping[str, str]) -> int:
    said = fields.get("NumMedia") or "0"
    if not said.isascii() or not said.isdecimal():
        raise ValueError("NumMedia")
    return min(int(said[:3]), MOST_MEDIA)


def _attachments(fields: Mapping[str, str], count: int) -> tuple[Attachment, ...]:
    return tuple(found for index in range(count) if (found := _attachment(fields, index)))


def _attachment(fields: Mapping[str, str], index: int) -> Attachment | None:
    url = fields.get(f"MediaUrl{index}", "")
    mime = fields.get(f"MediaContentType{index}", "").partition(";")[0].strip().lower()
    kind = KEPT_KINDS.get(mime.partition("/")[0])
    return Attachment(kind, url, mime) if kind and url else None
