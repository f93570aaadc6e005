"""A message for Twilio, and servers that answer as Twilio's never would."""

from collections.abc import Awaitable, Callable

from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.outbound.twilio import TwilioVoice
from dialogs.facts.messages import Address
from dialogs.facts.ports import Outgoing

MESSAGE = Outgoing("key", Address("sms", "+8613800138000"), "+8610123456", " 路灯 & 井盖 🙂 ")
Voices = Callable[..., TwilioVoice]
Start = Callable[[web.Application], Awaitable[TestServer]]


async def serve(start: Start, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]) -> str:
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", handler)
    return f"http://127.0.0.1:{(await start(app)).port}"
