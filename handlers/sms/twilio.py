"""Twilio's door: messages, answered in TwiML, and what became of the messages we sent."""

from dataclasses import dataclass, field

from aiohttp import web

from adapters.outbound.twilio import reason_of
from dialogs.facts.errors import Unkept
from dialogs.facts.messages import Address
from dialogs.facts.moment import Clock
from dialogs.facts.ports import Failures, Receipts, Turns
from handlers.sms.body import FORM, body_of, form_of
from handlers.sms.later import later
from handlers.sms.signature import signed, spellings
from handlers.sms.twilio_message import inbound_of, sid_of
from handlers.sms.twiml import twiml

# Twilio's words for what became of a message; the others are steps before it left.
RECEIPTS = {
    "sent": "sent",
    "delivered": "delivered",
    "read": "delivered",
    "undelivered": "undelivered",
    "failed": "failed",
    "canceled": "failed",
}
LOST = frozenset({"undelivered", "failed"})
LATER = "later"
UNSIGNED = "The signature is missing, or does not fit the address and the token."


@dataclass(frozen=True, slots=True)
class TwilioDoor:
    """What Twilio and we agreed on."""

    account_sid: str
    auth_token: str = field(repr=False)
    """The primary one: Twilio signs with no other."""
    public_url: str
    """As configured at Twilio; signatures are never checked against Host headers."""


def twilio_routes(
    door: TwilioDoor, turns: Turns, receipts: Receipts, clock: Clock, failures: Failures | None = None
) -> list[web.RouteDef]:
    room = _Room(door, turns, receipts, clock, failures)
    return [web.post("/sms/twilio", room.message), web.post("/sms/twilio/status", room.status)]


class _Room:
    def __init__(
        self, door: TwilioDoor, turns: Turns, receipts: Receipts, clock: Clock, failures: Failures | None
    ) -> None:
        self._failures = failures
        self._door = door
        self._turns = turns
        self._receipts = receipts
        self._clock = clock
        self._bases = spellings(door.public_url.rstrip("/"))

    async def message(self, request: web.Request) -> web.Response:
        fields = await self._fields(request)
        try:
            inbound = inbound_of(fields, self._clock.now())
        except ValueError as unreadable:
            raise web.HTTPBadRequest from unreadable
        try:
            answer = await self._turns.take(inbound)
        except Unkept as unkept:
            raise later() from unkept
        return _spoken(answer.parts)

    async def status(self, request: web.Request) -> web.Response:
        """Repeated, late, disordered and unknown ones are as welcome as the first."""
        fields = await self._fields(request)
        try:
            sid, status = sid_of(fields), fields["MessageStatus"]
        except (ValueError, KeyError) as unreadable:
            raise web.HTTPBadRequest from unreadable
        try:
            if state := await self._weighed(RECEIPTS.get(status, ""), fields):
                await self._receipts.advance(sid, state, now=self._clock.now())
        except Unkept as unkept:
            raise later() from unkept
        return web.Response(status=204)

    async def _weighed(self, state: str, fields: dict[str, str]) -> str:
        """Hear why a message did not arrive: the number, the account, or only the hour may be wrong."""
        error = reason_of(fields.get("ErrorCode", "")) if state in LOST else None
        if error is None:
            return state
        if self._failures and (to := fields.get("To")):
            await self._failures.heard(Address("sms", to), error)
        return LATER if error.retry else state

    async def _fields(self, request: web.Request) -> dict[str, str]:
        """Give the fields of a form that Twilio signed for our account; whatever else it is, it is refused."""
        signature = request.headers.get("X-Twilio-Signature", "")
        if not signature or request.content_type != FORM:
            raise web.HTTPForbidden(text=UNSIGNED)
        try:
            pairs = form_of(await body_of(request))
        except ValueError as unreadable:
            raise web.HTTPForbidden(text=UNSIGNED) from unreadable
        urls = (base + request.raw_path for base in self._bases)
        if not signed(self._door.auth_token, urls, pairs, signature):
            raise web.HTTPForbidden(text=UNSIGNED)
        return self._ours(dict(pairs))

    def _ours(self, fields: dict[str, str]) -> dict[str, str]:
        account = fields.get("AccountSid")
        if not account:
            raise web.HTTPBadRequest
        if account != self._door.account_sid:
            raise web.HTTPForbidden(text="another account")
        return fields


def _spoken(parts: tuple[str, ...]) -> web.Response:
    return web.Response(text=twiml(parts), content_type="text/xml")
