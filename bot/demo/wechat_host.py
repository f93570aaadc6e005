"""A stand-in for WeChat's API host: it takes what we send, keeps what citizens sent, and fails when told to."""

import hashlib
import json
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from aiohttp import web

from dialogs.facts.moment import DAY, MINUTE, SECOND, Clock, Moment

MEDIA_KEPT: Final = 3 * DAY
TOKEN_LIVES: Final = 120 * MINUTE
LONGEST_TEXT: Final = 2048  # bytes


@dataclass(frozen=True, slots=True)
class PushedText:
    """A customer message that was sent to somebody."""

    openid: str = field(repr=False)
    text: str = field(repr=False)
    at: Moment


@dataclass(frozen=True, slots=True)
class _Media:
    content: bytes = field(repr=False)
    content_type: str
    at: Moment


class WechatHost:
    """One account's side of the API. ``app()`` serves it; the rest is for who watches and disturbs it."""

    def __init__(self, app_id: str, secret: str, clock: Clock) -> None:
        self.pushed: list[PushedText] = []
        self.hear: Callable[[PushedText], None] | None = None
        """Is told of each as it is taken."""
        self.menu: dict[str, Any] | None = None
        self.calls: list[str] = []
        """The path of each call."""
        self._client = (app_id, secret)
        self._clock = clock
        self._media: dict[str, _Media] = {}
        self._failures: defaultdict[str, deque[int]] = defaultdict(deque)
        self._tokens = 0
        self._token_until = Moment(0)

    def app(self) -> web.Application:
        app = web.Application(client_max_size=1 << 20)
        app.add_routes(
            [
                web.get("/cgi-bin/token", self._classic_token),
                web.post("/cgi-bin/stable_token", self._stable_token),
                web.post("/cgi-bin/message/custom/send", self._custom_send),
                web.get("/cgi-bin/media/get", self._get_media),
                web.post("/cgi-bin/menu/create", self._create_menu),
                web.get("/video/{id}", self._get_video),
            ]
        )
        return app

    def fail(self, path: str, *errcodes: int) -> None:
        """Answer the next calls of ``path`` with these error codes, one each; 0 lets one through."""
        self._failures[path].extend(errcodes)

    def hold_media(self, content: bytes, content_type: str) -> str:
        """Keep what a citizen sent, for three days, and give its media id; a video is told by its type."""
        media_id = hashlib.sha256(content + str(len(self._media)).encode()).hexdigest()
        self._media[media_id] = _Media(content, content_type, self._clock.now())
        return media_id

    def pushed_to(self, openid: str) -> tuple[PushedText, ...]:
        return tuple(text for text in self.pushed if text.openid == openid)

    def void_token(self) -> None:
        """Let the token that is out be good no more."""
        self._token_until = Moment(0)

    async def _classic_token(self, request: web.Request) -> web.Response:
        query = request.query
        return self._token_for((query.get("appid"), query.get("secret")), request, force=False)

    async def _stable_token(self, request: web.Request) -> web.Response:
        asked = await request.json()
        client = (asked.get("appid"), asked.get("secret"))
        return self._token_for(client, request, force=bool(asked.get("force_refresh")))

    def _token_for(self, client: tuple[object, object], request: web.Request, *, force: bool) -> web.Response:
        if errcode := self._failing(request):
            return _verdict(errcode)
        if client != self._client:
            return _verdict(40013 if client[0] != self._client[0] else 40125)
        now = self._clock.now()
        if force or now >= self._token_until:
            self._tokens, self._token_until = self._tokens + 1, Moment(now + TOKEN_LIVES)
        return _told(access_token=self._token, expires_in=(self._token_until - now) // SECOND)

    async def _custom_send(self, request: web.Request) -> web.Response:
        if errcode := self._checked(request):
            return _verdict(errcode)
        body = await request.read()
        text = _text_of(body, self._clock.now())
        if text is None:
            return _verdict(47001)
        if b"\\u" in body:
            return _verdict(40033)
        if len(text.text.encode()) > LONGEST_TEXT:
            return _verdict(45002)
        self.pushed.append(text)
        if self.hear:
            self.hear(text)
        return _verdict(0)

    async def _get_media(self, request: web.Request) -> web.Response:
        if errcode := self._checked(request):
            return _verdict(errcode)
        media_id = request.query.get("media_id", "")
        media = self._fresh(media_id)
        if media is None:
            return _verdict(40007)
        if media.content_type.startswith("video/"):
            return _told(video_url=str(request.url.origin() / "video" / media_id))
        return web.Response(body=media.content, content_type=media.content_type)

    async def _get_video(self, request: web.Request) -> web.Response:
        media = self._fresh(request.match_info["id"])
        if media is None:
            raise web.HTTPNotFound
        return web.Response(body=media.content, content_type=media.content_type)

    async def _create_menu(self, request: web.Request) -> web.Response:
        if errcode := self._checked(request):
            return _verdict(errcode)
        self.menu = await request.json()
        return _verdict(0)

    @property
    def _token(self) -> str:
        return f"token-{self._tokens}-{hashlib.sha256(str(self._tokens).encode()).hexdigest()}"

    def _fresh(self, media_id: str) -> _Media | None:
        media = self._media.get(media_id)
        return media if media and self._clock.now() < media.at + MEDIA_KEPT else None

    def _checked(self, request: web.Request) -> int:
        """Give the error code of a call that is to fail, by order or for its token."""
        if errcode := self._failing(request):
            return errcode
        valid = request.query.get("access_token") == self._token and self._clock.now() < self._token_until
        return 0 if valid else 40001

    def _failing(self, request: web.Request) -> int:
        self.calls.append(request.path)
        ordered = self._failures[request.path]
        return ordered.popleft() if ordered else 0


def _text_of(body: bytes, at: Moment) -> PushedText | None:
    try:
        message = json.loads(body)
        return PushedText(str(message["touser"]), str(message["text"]["content"]), at)
    except (ValueError, LookupError, TypeError):
        return None


def _verdict(errcode: int) -> web.Response:
    message = "ok" if errcode == 0 else f"refused rid: 6553f100-{errcode & 0xFFFF:04x}"
    return _told(errcode=errcode, errmsg=message)


def _told(**fields: object) -> web.Response:
    body = json.dumps(fields, ensure_ascii=False).encode()
    return web.Response(body=body, content_type="application/json", charset="utf-8")
