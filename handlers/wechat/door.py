"""GET and POST /wechat."""

import asyncio
from typing import Final

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from dialogs.facts.delivery import Consents
from dialogs.facts.errors import Unkept
from dialogs.facts.messages import Answer, Inbound
from dialogs.facts.ports import Receipts, Turns
from handlers.wechat.answers import SILENCE, rendered
from handlers.wechat.consents import consents_of
from handlers.wechat.fates import finished_in
from handlers.wechat.kinds import head_of, inbound_of
from handlers.wechat.refusals import TooLarge, Unreadable, WireRefusal
from handlers.wechat.wire import Push, WechatDoor, Wire, only

LARGEST: Final = 64 * 1024  # bytes of body; official pushes stay below 10 KB
WITHIN: Final = 10.0  # seconds; WeChat itself gives up after 5


def wechat_routes(
    door: WechatDoor,
    turns: Turns,
    consents: Consents | None = None,
    receipts: Receipts | None = None,
    *,
    within: float = WITHIN,
) -> list[web.RouteDef]:
    """Give the routes of WeChat's server address.

    ``consents`` hears of what people agreed to get, ``receipts`` of what became of notices; ``within``: seconds that
    a body may take.
    """
    receiving = _Receiving(door, turns, consents, receipts, within)
    return [web.get("/wechat", receiving.verify, allow_head=False), web.post("/wechat", receiving.receive)]


class _Receiving:
    def __init__(
        self, door: WechatDoor, turns: Turns, consents: Consents | None, receipts: Receipts | None, within: float
    ) -> None:
        self._wire = Wire(door)
        self._token = door.token
        self._turns = turns
        self._consents = consents
        self._receipts = receipts
        self._within = within

    async def verify(self, request: web.Request) -> web.Response:
        """Prove to WeChat that this address is ours."""
        try:
            self._wire.check(request.query)
            return _response(only(request.query, "echostr").encode(), "text/plain")
        except WireRefusal as refusal:
            return _refused(refusal)

    async def receive(self, request: web.Request) -> web.Response:
        """Take one delivery of a push."""
        try:
            push = await self._read(request)
            inbound = inbound_of(push.fields)
        except WireRefusal as refusal:
            return _refused(refusal)
        try:
            if inbound is None:
                await self._note_consents(push)
                await self._note_fates(push)
                return _response(SILENCE, "text/plain")
            answer = await self._turns.take(inbound)
        except Unkept as unkept:
            raise web.HTTPServiceUnavailable(headers={"Retry-After": str(unkept.retry_after)}) from unkept
        return self._answered(push, inbound, answer)

    async def _note_consents(self, push: Push) -> None:
        if self._consents and (said := consents_of(push.fields)):
            head = head_of(push.fields)
            await self._consents.note(head.address, said, now=head.at)

    async def _note_fates(self, push: Push) -> None:
        """Believe a notice sent only as long as nothing else is told; who blocks us is told by other ways at once."""
        for finished in finished_in(push.fields):
            head = head_of(push.fields)
            if finished.blocked and self._consents:
                await self._consents.stop(head.address, now=head.at)
            if self._receipts:
                await self._receipts.advance(finished.receipt, finished.state, now=head.at)

    async def _read(self, request: web.Request) -> Push:
        query = request.query
        self._wire.check(query)
        encrypted = self._wire.encrypted(query)
        return self._wire.unwrap(query, await _body(request, self._within), encrypted=encrypted)

    def _answered(self, push: Push, inbound: Inbound, answer: Answer) -> web.Response:
        if not answer.parts:
            return _response(SILENCE, "text/plain")
        kind, body = rendered(push, self._token, inbound, answer)
        return _response(body, kind.value)


async def _body(request: web.Request, within: float) -> bytes:
    """Read the body, of which no more than fits is ever held."""
    if (request.content_length or 0) > LARGEST:
        raise TooLarge
    try:
        if request.content.is_eof():  # all of it is here already
            return _fitting(request.content.read_nowait())
        async with asyncio.timeout(within):
            return await _whole(request)
    except TimeoutError as error:
        raise Unreadable("too slow") from error
    except (HttpProcessingError, web.RequestPayloadError, ConnectionResetError) as error:
        raise Unreadable("transfer") from error


async def _whole(request: web.Request) -> bytes:
    body = b""
    while chunk := await request.content.readany():
        body = _fitting(body + chunk)
    return body


def _fitting(body: bytes) -> bytes:
    if len(body) > LARGEST:
        raise TooLarge
    return body


def _response(body: bytes, content_type: str) -> web.Response:
    return web.Response(body=body, headers={"Content-Type": f"{content_type}; charset=utf-8"})


def _refused(refusal: WireRefusal) -> web.Response:
    return web.Response(status=refusal.status, text=str(refusal))
