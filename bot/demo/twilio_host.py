"""A stand-in for Twilio's API host: takes messages, reports what became of them, and holds media."""

import asyncio
import hmac
from base64 import b64encode
from collections import deque
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count

import aiohttp
from aiohttp import web

from bot.demo.sms_phone import Mms
from handlers.sms.signature import sign

STEPS = ("queued", "sent", "delivered")
LONGEST_BODY = 1600
ACCOUNT = "/2010-04-01/Accounts/{account}"


@dataclass(frozen=True, slots=True)
class Heard:
    """A message that the host took, on its way to a phone."""

    sid: str
    to: str = field(repr=False)
    sender: str
    text: str = field(repr=False)
    callback: str = ""


@dataclass(slots=True)
class TwilioHost:
    """``base`` is where it is served, once that is known; ``cdn`` is the same by another host's name, if it has one.

    ``hear`` is told of each message as it is taken. ``steps`` are the states reported of each, in this order, repeats
    and all. Message ids follow from ``start``.
    """

    account_sid: str
    auth_token: str = field(repr=False)
    hear: Callable[[Heard], None] | None = None
    base: str = ""
    cdn: str = ""
    direct: bool = False
    """Hands media out itself, as where no CDN stands beside it."""
    start: int = 0
    steps: tuple[str, ...] = STEPS
    opted_out: set[str] = field(default_factory=set, repr=False)
    messages: list[Heard] = field(default_factory=list)
    delay: float = 0.0
    """Seconds between taking a message and answering."""
    pause: float = 0.05
    """Seconds before each state is reported: the answer leaves first."""
    _refusals: deque[tuple[int, int]] = field(default_factory=deque)
    _media: dict[str, Mms] = field(default_factory=dict)
    _contents: dict[str, bytes] = field(default_factory=dict, repr=False)
    _sids: "count[int]" = field(default_factory=count)
    _reports: set["asyncio.Task[None]"] = field(default_factory=set)
    _session: aiohttp.ClientSession | None = None

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_post(f"{ACCOUNT}/Messages.json", self._take)
        app.router.add_get(f"{ACCOUNT}/Messages/{{message}}/Media/{{media}}", self._send_on)
        app.router.add_get("/media/{media}", self._hand_out)
        app.cleanup_ctx.append(self._lifetime)
        return app

    def refuse(self, code: int, status: int = 400, times: int = 1) -> None:
        """Refuse the next messages; code 0 is an error page without one."""
        self._refusals.extend([(status, code)] * times)

    def hold(self, content: bytes, mime: str) -> Mms:
        """Keep a picture or sound as that of an incoming message."""
        media = self._sid("ME")
        account = ACCOUNT.format(account=self.account_sid)
        self._contents[media] = content
        self._media[media] = Mms(f"{self.base}{account}/Messages/{self._sid('MM')}/Media/{media}", mime)
        return self._media[media]

    def drop(self, media: Mms) -> None:
        """Delete it at Twilio."""
        del self._contents[media.url.rpartition("/")[2]]

    async def settled(self) -> None:
        """Wait until all states so far are reported."""
        await asyncio.gather(*self._reports)

    async def _lifetime(self, _app: web.Application) -> AsyncIterator[None]:
        async with aiohttp.ClientSession() as self._session:
            yield
            await self.settled()

    async def _take(self, request: web.Request) -> web.Response:
        if not self._ours(request):
            return _error(401, 20003)
        form = {name: str(value) for name, value in (await request.post()).items()}
        if refusal := self._refusal(form):
            return _error(*refusal)
        heard = self._note(form)
        await asyncio.sleep(self.delay)
        said = {"sid": heard.sid, "status": "queued", "to": heard.to, "error_code": None, "num_segments": "1"}
        return web.json_response(said, status=201)

    def _note(self, form: dict[str, str]) -> Heard:
        sender = form.get("From") or form["MessagingServiceSid"]
        heard = Heard(self._sid("SM"), form["To"], sender, form["Body"], form.get("StatusCallback", ""))
        self.messages.append(heard)
        if self.hear:
            self.hear(heard)
        if heard.callback:
            report = asyncio.create_task(self._report(heard))
            self._reports.add(report)
            report.add_done_callback(self._reports.discard)
        return heard

    def _refusal(self, form: dict[str, str]) -> tuple[int, int] | None:
        if self._refusals:
            return self._refusals.popleft()
        to, body = form.get("To", ""), form.get("Body", "")
        wrong = {
            21211: not to.removeprefix("+").isdecimal(),
            21603: not (form.get("From") or form.get("MessagingServiceSid")),
            21602: not body,
            21617: len(body) > LONGEST_BODY,
            21610: to in self.opted_out,
        }
        return next(((400, code) for code, is_so in wrong.items() if is_so), None)

    async def _report(self, heard: Heard) -> None:
        assert self._session  # noqa: S101  it takes messages only while it is served
        for step in self.steps:
            fields = {
                "MessageSid": heard.sid,
                "SmsSid": heard.sid,
                "MessageStatus": step,
                "SmsStatus": step,
                "AccountSid": self.account_sid,
                "To": heard.to,
                "From": heard.sender,
                "ApiVersion": "2010-04-01",
            }
            await asyncio.sleep(self.pause)
            headers = {"X-Twilio-Signature": sign(self.auth_token, heard.callback, fields.items())}
            try:
                async with self._session.post(heard.callback, data=fields, headers=headers):
                    pass
            except aiohttp.ClientError:
                return  # Twilio shrugs, too

    async def _send_on(self, request: web.Request) -> web.Response:
        if not self._ours(request):
            return _error(401, 20003)
        media = request.match_info["media"]
        if media not in self._contents:
            return _error(404, 20404)
        if self.direct:
            return web.Response(body=self._contents[media], content_type=self._media[media].mime)
        return web.Response(status=307, headers={"Location": f"{self.cdn or self.base}/media/{media}"})

    async def _hand_out(self, request: web.Request) -> web.Response:
        """Hand it out as object stores do: to whoever has the address, and not to who shows other credentials."""
        media = request.match_info["media"]
        if self.cdn and "Authorization" in request.headers:
            return web.Response(status=400)
        if media not in self._contents:
            return web.Response(status=404)
        return web.Response(body=self._contents[media], content_type=self._media[media].mime)

    def _ours(self, request: web.Request) -> bool:
        expected = b64encode(f"{self.account_sid}:{self.auth_token}".encode())
        shown = request.headers.get("Authorization", "").removeprefix("Basic ").encode()
        return hmac.compare_digest(shown, expected) and request.match_info["account"] == self.account_sid

    def _sid(self, prefix: str) -> str:
        return prefix + sha256(f"{self.account_sid}/{self.start}/{next(self._sids)}".encode()).hexdigest()[:32]


def _error(status: int, code: int) -> web.Response:
    if not code:
        return web.Response(status=status, text="<html>", content_type="text/html")
    return web.json_response({"code": code, "message": "refused", "status": status}, status=status)
