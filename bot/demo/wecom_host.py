"""A stand-in for the host of WeCom's group robots: takes texts by key, and fails as it is told to."""

from collections import defaultdict, deque
from dataclasses import dataclass, field

import msgspec
from aiohttp import web

from dialogs.facts.moment import MINUTE, Clock, Moment

PATH = "/cgi-bin/webhook/send"
MOST_A_MINUTE, MOST_BYTES = 20, 2048


class _Text(msgspec.Struct):
    content: str


class _Message(msgspec.Struct):
    msgtype: str
    text: _Text


@dataclass(slots=True)
class WecomHost:
    """``keys`` are the robots there are; ``answers`` are given, one each, in place of the usual answer."""

    keys: frozenset[str] = field(repr=False)
    clock: Clock
    said: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list), repr=False)
    """Texts by key."""
    answers: deque[tuple[int, str]] = field(default_factory=deque)
    times: defaultdict[str, list[Moment]] = field(default_factory=lambda: defaultdict(list), repr=False)

    def app(self) -> web.Application:
        app = web.Application()
        app.add_routes([web.post(PATH, self._take)])
        return app

    async def _take(self, request: web.Request) -> web.Response:
        if self.answers:
            status, text = self.answers.popleft()
            return web.Response(status=status, text=text)
        key = request.query.get("key", "")
        try:
            message = msgspec.json.decode(await request.read(), type=_Message)
        except msgspec.MsgspecError:
            return _told(40058)
        return _told(self._code(key, message))

    def _code(self, key: str, message: _Message) -> int:
        now = self.clock.now()
        if key not in self.keys:
            return 93000
        if message.msgtype != "text":
            return 40008
        if not message.text.content:
            return 44004
        if len(message.text.content.encode()) > MOST_BYTES:
            return 45002
        if sum(now - at < MINUTE for at in self.times[key]) >= MOST_A_MINUTE:
            return 45009
        self.times[key].append(now)
        self.said[key].append(message.text.content)
        return 0


def _told(errcode: int) -> web.Response:
    return web.json_response({"errcode": errcode, "errmsg": "ok" if errcode == 0 else "refused"})
