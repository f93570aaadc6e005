"""The door of any gateway that posts what it received and takes answers by a call of its own.

Such gateways sign nothing: a secret in the address stands for a signature.
"""

import hmac
import json
from dataclasses import dataclass, field

from aiohttp import web

from dialogs.facts.errors import Unkept
from dialogs.facts.messages import Address, Inbound
from dialogs.facts.moment import Clock, Moment
from dialogs.facts.ports import Receipts, Turns
from handlers.sms.body import FORM, body_of, form_of
from handlers.sms.later import later
from handlers.sms.phones import e164

LONGEST_ID = 128  # bytes
LONGEST_TEXT = 16 * 1024


@dataclass(frozen=True, slots=True)
class GatewayDoor:
    """What the gateway and we agreed on: the secret, our number there, and how it calls its fields."""

    secret: str = field(repr=False)
    account: str
    region: str = "CN"
    """Where a number without a country code is dialled."""
    id: str = "id"
    sender: str = "from"
    text: str = "text"
    receipt: str = "id"
    state: str = "status"
    delivered: frozenset[str] = frozenset({"delivered", "DELIVRD", "DELIVERED"})
    """The states that say so; any other says undelivered."""


def gateway_routes(door: GatewayDoor, turns: Turns, receipts: Receipts, clock: Clock) -> list[web.RouteDef]:
    room = _Room(door, turns, receipts, clock)
    return [web.post("/sms/gateway/{secret}/up", room.up), web.post("/sms/gateway/{secret}/report", room.report)]


class _Room:
    def __init__(self, door: GatewayDoor, turns: Turns, receipts: Receipts, clock: Clock) -> None:
        self._door = door
        self._turns = turns
        self._receipts = receipts
        self._clock = clock

    async def up(self, request: web.Request) -> web.Response:
        """Say that the message is safe; the answer to it leaves by the outbox."""
        fields = await self._fields(request)
        try:
            inbound = _inbound(self._door, fields, self._clock.now())
        except ValueError as unreadable:
            raise web.HTTPBadRequest from unreadable
        try:
            answer = await self._turns.take(inbound)
        except Unkept as unkept:
            raise later() from unkept
        # What is kept leaves by the outbox. A line for the response says that it is not yet: the gateway comes again.
        if answer.parts:
            raise later()
        return web.json_response({"code": 0})

    async def report(self, request: web.Request) -> web.Response:
        fields = await self._fields(request)
        try:
            receipt, said = _named(fields, self._door.receipt), _named(fields, self._door.state)
        except ValueError as unreadable:
            raise web.HTTPBadRequest from unreadable
        state = "delivered" if said in self._door.delivered else "undelivered"
        try:
            await self._receipts.advance(receipt, state, now=self._clock.now())
        except Unkept as unkept:
            raise later() from unkept
        return web.json_response({"code": 0})

    async def _fields(self, request: web.Request) -> dict[str, object]:
        given = request.match_info["secret"].encode(errors="surrogateescape")
        if not hmac.compare_digest(given, self._door.secret.encode()):
            raise web.HTTPForbidden
        body = await body_of(request)
        try:
            return dict(form_of(body)) if request.content_type == FORM else _object_of(body)
        except (ValueError, RecursionError) as unreadable:
            raise web.HTTPBadRequest from unreadable


def _object_of(body: bytes) -> dict[str, object]:
    read = json.loads(body)
    if not isinstance(read, dict):
        raise ValueError  # noqa: TRY004  a wrong body, not a wrong type of ours
    return read


def _inbound(door: GatewayDoor, fields: dict[str, object], now: Moment) -> Inbound:
    sender = e164(_named(fields, door.sender), door.region)
    name, text = _id(door, sender, _named(fields, door.id)), _text(fields, door.text, LONGEST_TEXT)
    return Inbound(name, Address("sms", sender), door.account, now, text)


def _id(door: GatewayDoor, sender: str, given: str) -> str:
    """Name a message so that no other has its name, also where a gateway counts for each phone anew.

    Keyed, for ids stand in logs and numbers must not; with a prefix, for the channel has other gateways.
    """
    return "gateway:" + hmac.digest(door.secret.encode(), f"{sender}\n{given}".encode(), "sha256")[:16].hex()


def _named(fields: dict[str, object], name: str) -> str:
    """Give a field that may not be empty."""
    if not (value := _text(fields, name, LONGEST_ID)):
        raise ValueError(name)
    return value


def _text(fields: dict[str, object], name: str, longest: int) -> str:
    """Give a field as text, numbers too; missing, nested, too long or half a character is a ``ValueError``."""
    value = fields.get(name)
    said = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else None
    if said is None or len(said.encode()) > longest:
        raise ValueError(name)
    return said
