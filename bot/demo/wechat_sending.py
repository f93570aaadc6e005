"""What the account sends to its followers: customer messages, template messages, subscription notices."""

import json
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from aiohttp import web

from bot.demo.wechat_answers import told, verdict
from bot.demo.wechat_events import Events
from bot.demo.wechat_notices import REFUSED, UNFIT_FIELD, UNKNOWN_TEMPLATE, Notices, Template
from bot.demo.wechat_windows import Trigger, Windows
from dialogs.facts.moment import MINUTE, Clock, Moment

LONGEST_TEXT: Final = 2048  # bytes
STRANGER, NO_FOLLOWER, MALFORMED, ESCAPED, TOO_LONG = 40003, 43004, 47001, 40033, 45002
SAME_WITHIN: Final = 10 * MINUTE
"""So long a ``client_msg_id`` keeps a template message from being sent twice."""
GOOD, BLOCKED = "success", "failed:user block"
FIRST_MESSAGE: Final = 3_000_000_000_000_000_000


@dataclass(frozen=True, slots=True)
class PushedText:
    """What was sent to somebody; ``kind``: text, template, subscription."""

    openid: str = field(repr=False)
    text: str = field(repr=False)
    at: Moment
    kind: str = "text"


class Sending:
    """``fates`` are what becomes of the next template messages, in WeChat's words, one each; all others arrive."""

    def __init__(self, clock: Clock) -> None:
        self.pushed: list[PushedText] = []
        self.hear: Callable[[PushedText], None] | None = None
        self.windows = Windows(clock)
        self.notices = Notices()
        self.events = Events()
        self.fates: deque[str] = deque()
        self.followers: set[str] = set()
        self.gone: set[str] = set()
        """Who followed once and does no more."""
        self._clock = clock
        self._messages = FIRST_MESSAGE
        self._same: dict[tuple[str, str], tuple[int, Moment]] = {}

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/cgi-bin/message/custom/send", self._custom),
            web.post("/cgi-bin/message/custom/typing", self._typing),
            web.post("/cgi-bin/message/template/send", self._template),
            web.post("/cgi-bin/message/subscribe/bizsend", self._subscription),
            web.get("/cgi-bin/template/get_all_private_template", self._templates),
            web.get("/wxaapi/newtmpl/gettemplate", self._subscriptions),
        ]

    def did(self, openid: str, trigger: Trigger) -> None:
        """Note what somebody did on the phone: it opens a window."""
        self.gone.discard(openid)
        self.followers.add(openid)
        self.windows.open(openid, trigger)

    def left(self, openid: str) -> None:
        self.gone.add(openid)
        self.followers.discard(openid)
        self.windows.close(openid)

    async def _custom(self, request: web.Request) -> web.Response:
        body = await request.read()
        message = _message(body)
        said = _said(message)
        if said is None:
            return verdict(MALFORMED)
        openid = str(message["touser"])
        wrong = _unfit(body, said) or _no_person(openid) or self.windows.spend(openid)
        if not wrong:
            self._push(PushedText(openid, said, self._clock.now()))
        return verdict(wrong)

    async def _typing(self, request: web.Request) -> web.Response:
        return verdict(0 if _message(await request.read()).get("command") in {"Typing", "CancelTyping"} else MALFORMED)

    async def _template(self, request: web.Request) -> web.Response:
        message = _message(await request.read())
        openid, data = str(message.get("touser", "")), message.get("data")
        template = self.notices.templates.get(str(message.get("template_id", "")))
        wrong, about = _misfit(template, data)
        wrong = wrong or _no_person(openid) or (NO_FOLLOWER if openid in self.gone else 0)
        if wrong or template is None:
            return verdict(wrong, about)
        if known := self._known(openid, str(message.get("client_msg_id", ""))):
            return verdict(0, msgid=known)
        fate = self.fates.popleft() if self.fates else GOOD
        if fate == GOOD:
            self._push(PushedText(openid, template.shown(data), self._clock.now(), "template"))
        self.events.finished(openid, self._messages, fate)
        return verdict(0, msgid=self._messages)

    async def _subscription(self, request: web.Request) -> web.Response:
        message = _message(await request.read())
        openid, data, which = str(message.get("touser", "")), message.get("data"), str(message.get("template_id", ""))
        template = self.notices.subscriptions.get(which)
        wrong, about = _misfit(template, data)
        wrong = wrong or _no_person(openid) or self.notices.spend(openid, which)
        if wrong or template is None:
            return verdict(wrong, about)
        self._messages += 1
        fate = self.fates.popleft() if self.fates else GOOD
        if fate == GOOD:
            self._push(PushedText(openid, template.shown(data), self._clock.now(), "subscription"))
        self.events.sent(openid, which, self._messages, 0 if fate == GOOD else REFUSED, fate)
        return verdict(0, msgid=self._messages)

    async def _templates(self, _: web.Request) -> web.Response:
        return told(template_list=[{"template_id": each} | of.listed() for each, of in self.notices.templates.items()])

    async def _subscriptions(self, _: web.Request) -> web.Response:
        listed = [{"priTmplId": each, "type": 2} | of.listed() for each, of in self.notices.subscriptions.items()]
        return told(errcode=0, errmsg="ok", data=listed)

    def _known(self, openid: str, client_id: str) -> int:
        """Give the id of the message that was sent under this id of the client's; else count a new one, and 0."""
        sent, at = self._same.get((openid, client_id), (0, Moment(0)))
        if client_id and sent and self._clock.now() - at < SAME_WITHIN:
            return sent
        self._messages += 1
        if client_id:
            self._same[openid, client_id] = (self._messages, self._clock.now())
        return 0

    def _push(self, pushed: PushedText) -> None:
        self.pushed.append(pushed)
        if self.hear:
            self.hear(pushed)


def _message(body: bytes) -> dict[str, Any]:
    try:
        message = json.loads(body)
    except ValueError:
        return {}
    return message if isinstance(message, dict) else {}


def _said(message: Mapping[str, Any]) -> str | None:
    """Give what a text or msgmenu shows; None for what is neither."""
    try:
        touser = message["touser"]
        if "msgmenu" in message:
            return _menu_shown(message["msgmenu"]) if touser else None
        return str(message["text"]["content"]) if touser else None
    except (LookupError, TypeError, AttributeError):
        return None


def _menu_shown(menu: Mapping[str, Any]) -> str:
    """Show a msgmenu as the phone does: each item is a link that sends its words."""
    items = (
        f'<a href="weixin://bizmsgmenu?msgmenucontent={each["content"]}&msgmenuid={each["id"]}">{each["content"]}</a>'
        for each in menu["list"]
    )
    return "\n".join(filter(None, (menu.get("head_content", ""), *items, menu.get("tail_content", ""))))


def _unfit(body: bytes, said: str) -> int:
    if b"\\u" in body:
        return ESCAPED
    return TOO_LONG if len(said.encode()) > LONGEST_TEXT else 0


def _no_person(openid: str) -> int:
    return 0 if openid.startswith("o") else STRANGER


def _misfit(template: Template | None, data: object) -> tuple[int, str]:
    if template is None:
        return UNKNOWN_TEMPLATE, ""
    name = template.misfit(data)
    return (UNFIT_FIELD, f"data.{name}.value") if name else (0, "")
