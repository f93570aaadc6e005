"""What goes back in the response, in the kind that the push came in."""

import json
from typing import Final

from dialogs.facts.messages import HANDOVER, Answer, Inbound
from dialogs.facts.moment import SECOND
from handlers.wechat.body import Kind
from handlers.wechat.characters import cdata, legal
from handlers.wechat.signature import signature
from handlers.wechat.wire import Push

TO_CUSTOMER_SERVICE: Final = "transfer_customer_service"
SILENCE: Final = b"success"
"""Tells WeChat that there is nothing to say; an answer with an empty text would be shown as a failure."""


def rendered(push: Push, token: str, inbound: Inbound, answer: Answer) -> tuple[Kind, bytes]:
    """Render the first part, wrapped as the push was; an answer without parts is silence and not for here."""
    message = _text_message(push.kind, inbound, answer)
    if push.envelope is None:
        return push.kind, message
    random, nonce = push.envelope.draw(inbound.id)
    encrypted, second = push.envelope.seal(message, random), str(answer.at // SECOND)
    signed = signature(token, second, nonce, encrypted)
    return push.envelope_kind, _wrapped(push.envelope_kind, encrypted, signed, second, nonce)


def _text_message(kind: Kind, inbound: Inbound, answer: Answer) -> bytes:
    second, text = answer.at // SECOND, answer.parts[0]
    if text == HANDOVER:
        return _handover(kind, inbound, second)
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


def _handover(kind: Kind, inbound: Inbound, second: int) -> bytes:
    """Let WeChat pass this and what follows to the account's customer service."""
    if kind is Kind.JSON:
        return _json(
            ToUserName=inbound.address.id, FromUserName=inbound.account, CreateTime=second, MsgType=TO_CUSTOMER_SERVICE
        )
    return (
        f"<xml><ToUserName>{cdata(inbound.address.id)}</ToUserName>"
        f"<FromUserName>{cdata(inbound.account)}</FromUserName>"
        f"<CreateTime>{second}</CreateTime><MsgType><![CDATA[{TO_CUSTOMER_SERVICE}]]></MsgType></xml>"
    ).encode()


def _wrapped(kind: Kind, encrypted: str, signed: str, second: str, nonce: str) -> bytes:
    if kind is Kind.JSON:
        return _json(Encrypt=encrypted, MsgSignature=signed, TimeStamp=int(second), Nonce=nonce)
    return (
        f"<xml><Encrypt><![CDATA[{encrypted}]]></Encrypt><MsgSignature><![CDATA[{signed}]]></MsgSignature>"
        f"<TimeStamp>{second}</TimeStamp><Nonce><![CDATA[{nonce}]]></Nonce></xml>"
    ).encode()


def _json(**fields: str | int) -> bytes:
    # Real UTF-8: WeChat shows \u escapes as they stand.
    return json.dumps(fields, ensure_ascii=False).encode()
