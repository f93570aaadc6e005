"""A stand-in for WeChat's API host: it takes what we send, keeps what citizens sent, and fails when told to."""

from collections.abc import Callable
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.demo.faults import Fault, Faults, misbehaving
from bot.demo.wechat_answers import told, verdict
from bot.demo.wechat_media import MEDIA_KEPT, Media
from bot.demo.wechat_menu import Menu
from bot.demo.wechat_phone import WechatPhone
from bot.demo.wechat_sending import PushedText, Sending
from bot.demo.wechat_tokens import TOKEN_LIVES, Given, Tokens
from bot.demo.wechat_windows import Trigger
from dialogs.facts.moment import Clock

__all__ = ["MEDIA_KEPT", "TOKEN_LIVES", "Fault", "PushedText", "Trigger", "WechatHost"]

UNTOKENED = ("/cgi-bin/token", "/cgi-bin/stable_token", "/video/")
NO_APP, NO_SECRET, BAD_TICKET = 40013, 40125, 40097
TICKET, TICKET_LIVES = "ticket-of-the-stand-in", 7200  # seconds


class WechatHost:
    """One account's side of the API. ``app()`` serves it; the rest is for who watches and disturbs it."""

    def __init__(self, app_id: str, secret: str, clock: Clock) -> None:
        self.calls: list[str] = []
        """The path of each call."""
        self.faults = Faults()
        self.sending = Sending(clock)
        self.tokens = Tokens(clock)
        self._menu = Menu()
        self._media = Media(clock)
        self._client = (app_id, secret)

    def app(self) -> web.Application:
        middlewares = [self._noted, misbehaving(self.faults, lambda fault: verdict(fault.code)), self._admitted]
        app = web.Application(client_max_size=1 << 20, middlewares=middlewares)  # type: ignore[arg-type]
        app.add_routes(
            [
                web.get("/cgi-bin/token", self._classic_token),
                web.post("/cgi-bin/stable_token", self._stable_token),
                web.get("/cgi-bin/ticket/getticket", self._ticket),
                *self.sending.routes(),
                *self._media.routes(),
                *self._menu.routes(),
            ]
        )
        app.cleanup_ctx.append(self.sending.events.lifetime)
        return app

    @property
    def hear(self) -> Callable[[PushedText], None] | None:
        """Is told of each as it is taken."""
        return self.sending.hear

    @hear.setter
    def hear(self, hear: Callable[[PushedText], None] | None) -> None:
        self.sending.hear = hear

    @property
    def pushed(self) -> list[PushedText]:
        return self.sending.pushed

    @property
    def menu(self) -> dict[str, Any] | None:
        return self._menu.current

    @property
    def codes(self) -> dict[str, str]:
        """The scenes of the QR codes that were drawn, by ticket."""
        return self._menu.codes

    def fail(self, path: str, *errcodes: int) -> None:
        """Answer the next calls of ``path`` with these error codes, one each; 0 lets one through."""
        self.faults.put(path, *map(Fault, errcodes))

    def did(self, openid: str, trigger: Trigger = Trigger.MESSAGE) -> None:
        """Note what somebody did on the phone: it opens a window for customer messages."""
        self.sending.did(openid, trigger)

    def knows(self, openid: str) -> bool:
        """Say whether somebody was seen to follow."""
        return openid in self.sending.followers

    def left(self, openid: str) -> None:
        """Let somebody follow no more."""
        self.sending.left(openid)

    def report_to(self, door: str, phone: Callable[[str], WechatPhone]) -> None:
        """Tell what becomes of notices at the account's own server, in the words of a follower's WeChat."""
        self.sending.events.door, self.sending.events.phone = door, phone

    def hold_media(self, content: bytes, content_type: str) -> str:
        """Keep what a citizen sent, for three days, and give its media id; a video is told by its type."""
        return self._media.hold(content, content_type)

    def pushed_to(self, openid: str) -> tuple[PushedText, ...]:
        return tuple(text for text in self.pushed if text.openid == openid)

    def void_token(self) -> None:
        """Let the token that is out be good no more."""
        self.tokens.void()

    async def _classic_token(self, request: web.Request) -> web.Response:
        query = request.query
        return self._refusal(query.get("appid"), query.get("secret")) or _given(self.tokens.classic())

    async def _stable_token(self, request: web.Request) -> web.Response:
        asked = await request.json()
        if refusal := self._refusal(asked.get("appid"), asked.get("secret")):
            return refusal
        return _given(self.tokens.forced() if asked.get("force_refresh") else self.tokens.stable())

    async def _ticket(self, request: web.Request) -> web.Response:
        """Give the same ticket to all who ask, as long as it is good: how long that is, is told to each."""
        if request.query.get("type") != "jsapi":
            return verdict(BAD_TICKET)
        return verdict(0, ticket=TICKET, expires_in=TICKET_LIVES)

    def _refusal(self, app_id: object, secret: object) -> web.Response | None:
        if (app_id, secret) == self._client:
            return None
        return verdict(NO_SECRET if app_id == self._client[0] else NO_APP)

    @web.middleware
    async def _noted(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        self.calls.append(request.path)
        return await handler(request)

    @web.middleware
    async def _admitted(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if not request.path.startswith(UNTOKENED) and (
            errcode := self.tokens.refusal(request.query.get("access_token", ""))
        ):
            return verdict(errcode)
        return await handler(request)


def _given(given: Given | int) -> web.Response:
    if isinstance(given, int):
        return verdict(given)
    return told(access_token=given.token, expires_in=given.seconds)
