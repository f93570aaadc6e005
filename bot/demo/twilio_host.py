"""A stand-in for Twilio's API host: takes messages, reports what became of them, and fails when told to."""

import asyncio
import hmac
from base64 import b64encode
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count

from aiohttp import web

from bot.clock import SystemClock
from bot.demo.faults import Fault, Faults, misbehaving
from bot.demo.sms_phone import Mms
from bot.demo.twilio_media import Shelf
from bot.demo.twilio_records import FULL, Heard, Record, Records
from bot.demo.twilio_reports import OUT_OF_ORDER, UNREACHABLE, USUAL, Course, Reports
from dialogs.facts.moment import Clock

__all__ = ["OUT_OF_ORDER", "UNREACHABLE", "USUAL", "Course", "Fault", "Heard", "TwilioHost"]

LONGEST_BODY = 1600
ACCOUNT = "/2010-04-01/Accounts/{account}"


@dataclass(slots=True)
class TwilioHost:
    """``base`` is where it is served, once that is known. Message ids follow from ``start``."""

    account_sid: str
    auth_token: str = field(repr=False)
    hear: Callable[[Heard], None] | None = None
    """Is told of each message that reaches its phone."""
    base: str = ""
    start: int = 0
    clock: Clock = field(default_factory=SystemClock)
    opted_out: set[str] = field(default_factory=set, repr=False)
    unreachable: set[str] = field(default_factory=set, repr=False)
    """Numbers that are switched off."""
    usual: Course = USUAL
    courses: deque[Course] = field(default_factory=deque)
    """What becomes of the next messages, one each; of all others, ``usual``."""
    messages: list[Heard] = field(default_factory=list)
    """All that were taken."""
    delay: float = 0.0
    """Seconds between taking a message and answering."""
    faults: Faults = field(default_factory=Faults)
    media: Shelf = field(default_factory=Shelf)
    reports: Reports = field(init=False)
    records: Records = field(init=False)
    _sids: "count[int]" = field(default_factory=count)

    def __post_init__(self) -> None:
        self.reports = Reports(self.account_sid, self.auth_token)
        self.records = Records(self.clock)

    def app(self) -> web.Application:
        said = misbehaving(self.faults, lambda fault: _error(fault.status or _usual_status(fault.code), fault.code))
        app = web.Application(middlewares=[said])  # type: ignore[list-item]
        app.router.add_post(f"{ACCOUNT}/Messages.json", self._take)
        app.router.add_get(f"{ACCOUNT}/Messages.json", self._list)
        app.router.add_get(f"{ACCOUNT}/Messages/{{message}}.json", self._tell)
        app.router.add_get(f"{ACCOUNT}/Messages/{{message}}/Media/{{media}}", self._send_on)
        app.router.add_get("/media/{media}", self.media.hand_out)
        app.cleanup_ctx.append(self.reports.lifetime)
        return app

    @property
    def path(self) -> str:
        """The path that messages are sent to."""
        return f"{ACCOUNT.format(account=self.account_sid)}/Messages.json"

    def refuse(self, code: int, status: int = 0, times: int = 1) -> None:
        """Refuse the next messages; code 0 is an error page without one."""
        self.faults.put(self.path, Fault(code=code, status=status), times=times)

    def hold(self, content: bytes, mime: str) -> Mms:
        """Keep a picture or sound as that of an incoming message."""
        media, account = self._sid("ME"), ACCOUNT.format(account=self.account_sid)
        return self.media.hold(media, f"{self.base}{account}/Messages/{self._sid('MM')}/Media/{media}", content, mime)

    def drop(self, media: Mms) -> None:
        """Delete it at Twilio."""
        self.media.drop(media)

    def let_out(self) -> None:
        """Let those go whose time in the queue is over: for whoever turned the clock."""
        for record in self.records.waiting():
            self._go(record)

    async def settled(self) -> None:
        """Wait until all states so far are reported."""
        await self.reports.settled()

    async def _take(self, request: web.Request) -> web.Response:
        if not self._ours(request):
            return _error(401, 20003)
        form = {name: str(value) for name, value in (await request.post()).items()}
        if code := self._refusal(form):
            return _error(400, code)
        record = self._note(form)
        await asyncio.sleep(self.delay)
        return web.json_response(record.said(self.account_sid) | {"status": "queued"}, status=201)

    async def _list(self, request: web.Request) -> web.Response:
        if not self._ours(request):
            return _error(401, 20003)
        return web.json_response(self.records.page(request.query, self.account_sid, request.path))

    async def _tell(self, request: web.Request) -> web.Response:
        if not self._ours(request):
            return _error(401, 20003)
        record = self.records.get(request.match_info["message"])
        return web.json_response(record.said(self.account_sid)) if record else _error(404, 20404)

    def _note(self, form: dict[str, str]) -> Record:
        heard = Heard(self._sid("SM"), form["To"], _sender(form), form["Body"], form.get("StatusCallback", ""))
        self.messages.append(heard)
        record = self.records.add(heard)
        if record.due <= self.clock.now():
            self._go(record)
        return record

    def _go(self, record: Record) -> None:
        course = self.courses.popleft() if self.courses else self.usual
        if record.heard.to in self.unreachable:
            course = UNREACHABLE
        if course.arrives and self.hear:
            self.hear(record.heard)
        record.move("sending")
        self.reports.begin(record, course)

    def _refusal(self, form: dict[str, str]) -> int:
        to, body = form.get("To", ""), form.get("Body", "")
        wrong = {
            21211: not to.removeprefix("+").isdecimal(),
            21603: not _sender(form),
            21602: not body,
            21617: len(body) > LONGEST_BODY,
            21610: to in self.opted_out,
            FULL: self.records.full(_sender(form)),
        }
        return next((code for code, is_so in wrong.items() if is_so), 0)

    async def _send_on(self, request: web.Request) -> web.Response:
        if not self._ours(request):
            return _error(401, 20003)
        return self.media.send_on(request.match_info["media"], self.base) or _error(404, 20404)

    def _ours(self, request: web.Request) -> bool:
        expected = b64encode(f"{self.account_sid}:{self.auth_token}".encode())
        shown = request.headers.get("Authorization", "").removeprefix("Basic ").encode()
        return hmac.compare_digest(shown, expected) and request.match_info["account"] == self.account_sid

    def _sid(self, prefix: str) -> str:
        return prefix + sha256(f"{self.account_sid}/{self.start}/{next(self._sids)}".encode()).hexdigest()[:32]


def _sender(form: dict[str, str]) -> str:
    return form.get("From") or form.get("MessagingServiceSid", "")


def _usual_status(code: int) -> int:
    return {20429: 429, 30001: 429, 20003: 401, 20404: 404}.get(code, 400)


def _error(status: int, code: int) -> web.Response:
    if not code:
        return web.Response(status=status, text="<html>", content_type="text/html")
    return web.json_response({"code": code, "message": "refused", "status": status}, status=status)
