"""The outbox as operators see it: what waits, is held or dead, and sending it again."""

from datetime import datetime, tzinfo
from http import HTTPStatus
from typing import Literal, Protocol

from aiohttp import web
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from dialogs.facts.delivery import Mail, MailFilter, MailPage
from dialogs.facts.moment import Moment, civil
from dialogs.facts.records import Role
from handlers.api.operations import DESK, Call, Operation, answer
from handlers.api.problems import Refusal

ROOT = "/api/v1/outbox"
STATES = Literal[
    "waiting",
    "sent",
    "delivered",
    "held",
    "told",
    "superseded",
    "unreached",
    "unknown",
    "undelivered",
    "failed",
    "dead",
]


class Postbag(Protocol):
    async def page(self, wanted: MailFilter) -> MailPage: ...

    async def mail(self, id: str) -> Mail | None: ...

    async def replay(self, ids: tuple[str, ...]) -> int: ...


class OutboxQuery(BaseModel):
    """Without a state: all that has not arrived."""

    model_config = ConfigDict(extra="forbid")

    state: STATES | None = None
    case: str = Field("", pattern=r"^([0-9]{12})?$")
    # A moment and an id, as the page before gave them.
    cursor: str = Field("", pattern=r"^([0-9]{1,18}\.[nr][0-9]{1,18})?$")
    limit: int = Field(50, ge=1, le=200)


class MailOut(BaseModel):
    """Neither whom it is for nor what it says."""

    id: str
    kind: Literal["reply", "notice"]
    state: str
    at: AwareDatetime
    case: str
    step: str
    audience: str
    voice: str
    refused: list[str]
    attempts: int
    error: str
    not_before: AwareDatetime
    settled_at: AwareDatetime | None
    superseded_by: str


class MailsOut(BaseModel):
    mails: list[MailOut]
    next: str | None


def outbox_operations(postbag: Postbag, zone: tzinfo) -> tuple[Operation, ...]:
    views, admin = _Views(postbag, zone), frozenset({Role.ADMIN})
    return (
        Operation("GET", ROOT, "listOutbox", views.page, DESK, takes=OutboxQuery, gives=MailsOut),
        Operation("GET", f"{ROOT}/{{id}}", "getOutboxItem", views.one, DESK, gives=MailOut),
        Operation("POST", f"{ROOT}/{{id}}/replay", "replayOutboxItem", views.replay, admin, gives=MailOut),
    )


class _Views:
    def __init__(self, postbag: Postbag, zone: tzinfo) -> None:
        self._postbag = postbag
        self._zone = zone

    async def page(self, call: Call) -> web.Response:
        query = call.query(OutboxQuery)
        page = await self._postbag.page(MailFilter(query.state or "", query.case, query.cursor, query.limit))
        return answer(MailsOut(mails=[self._out(each) for each in page.mails], next=page.next or None))

    async def one(self, call: Call) -> web.Response:
        return answer(self._out(await self._mail(call)))

    async def replay(self, call: Call) -> web.Response:
        mail = await self._mail(call)
        if not await self._postbag.replay((mail.id,)):
            raise Refusal(HTTPStatus.CONFLICT, (("state", mail.state),))
        return answer(self._out(await self._mail(call)))

    async def _mail(self, call: Call) -> Mail:
        mail = await self._postbag.mail(call.named("id"))
        if mail is None:
            raise Refusal(HTTPStatus.NOT_FOUND, (("id", "unknown"),))
        return mail

    def _out(self, mail: Mail) -> MailOut:
        times = {name: self._time(getattr(mail, name)) for name in ("at", "not_before", "settled_at")}
        plain = ("id", "kind", "state", "case", "step", "audience", "voice", "attempts", "error", "superseded_by")
        return MailOut(**{name: getattr(mail, name) for name in plain}, **times, refused=list(mail.refused))

    def _time(self, moment: Moment | None) -> datetime | None:
        return None if moment is None else civil(moment, self._zone)
