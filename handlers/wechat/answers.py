"""What goes back in the response, in the kind that the push came in."""

import json
from typing import Final

from dialogs.facts.messages import Answer, Inbound
from dialogs.facts.moment import SECOND
from handlers.wechat.body import Kind
from handlers.wechat.characters import cdata, legal
from handlers.wechat.envelope import Envelope
from handlers.wechat.signature import signature

SILENCE: Final = b"success"
"""Tells WeChat that there is nothing to say; an answer with an empty text would be shown as a failure."""


def passive_text(kind: Kind, inbound: Inbound, answer: Answer) -> bytes:
    """Render the first part as a text message from the account back to the citizen; there has to be one."""
    second, text = answer.at // SECOND, answer.parts[0]
    if kind is Kind.JSON:
        return _json(
            ToUserName=inbound.address.id,
            FromUserName=inbound.account,
            CreateTime=second,
            MsgType="text",
            Content=legal(text),
        )
    return (
        f"<xml><ToUserName>{cdata(inbound.address.id)}</ToUserName>"
        f"<FromUserName>{cdata(inbound.account)}</FromUserName>"
        f"<CreateTime>{second}</CreateTime><MsgType><![CDATA[text]]></MsgType>"
        f"<Content>{cdata(text)}</Content></xml>"
    ).encode()


def sealed(kind: Kind, envelope: Envelope, token: str, inbound: Inbound, answer: Answer, message: bytes) -> bytes:
    """Put a rendered message into the envelope; the same message, each time it is delivered, into the same one."""
    random, nonce = envelope.draw(inbound.id)
    encrypted, second = envelope.seal(message, random), answer.at // SECOND
    signed = signature(token, str(second), nonce, encrypted)
    if kind is Kind.JSON:
        return _json(Encrypt=encrypted, MsgSignature=signed, TimeStamp=second, Nonce=nonce)
    return (
        f"<xml><Encrypt><![CDATA[{encrypted}]]></Encrypt><MsgSignature><![CDATA[{signed}]]></MsgSignature>"
        f"<TimeStamp>{second}</TimeStamp><Nonce><![CDATA[{nonce}]]></Nonce></xml>"
    ).encode()


def _json(**fields: str | int) -> bytes:
    # Real UTF-8: WeChat shows \u escapes as they stand.
    return json.dumps(fields, ensure_ascii=False).encode()
