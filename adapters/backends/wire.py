"""What stands on the webhook's wire, in both directions."""

from datetime import datetime, tzinfo
from typing import Annotated, Any

import msgspec
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from dialogs.facts.cases import Status
from dialogs.facts.moment import Moment, civil, moment_of
from dialogs.facts.records import BackendUpdate, Forwarded

MOMENTS = frozenset(
    {"at", "submitted_at", "accept_by", "sign_by", "reply_by", "paused_until", "asked_until", "resolved_at", "until"}
)
FACTS = "facts"
Text = Annotated[str, Field(max_length=10_000)]
Code = Annotated[str, Field(max_length=64, pattern=r"^[^\x00]*$")]


def body_of(news: Forwarded, zone: tzinfo) -> bytes:
    """Give one case's news as JSON; times as RFC 3339 with zone."""
    event = "case.created" if news.new else "case.changed"
    said = {"event": event, "seq": news.seq, "original": news.original, "name": news.name, "phone": news.phone}
    case = _timed(msgspec.to_builtins(news.case), zone)
    return msgspec.json.encode({**said, "case": case})


def key_of(news: Forwarded) -> str:
    return f"{news.number}-{news.seq}"


class UpdateIn(BaseModel):
    model_config = ConfigDict(frozen=True)

    id: Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00]*$")]
    number: Annotated[str, Field(pattern=r"^[0-9]{12}$")]
    at: AwareDatetime
    kind: Annotated[str, Field(pattern=r"^[a-z-]{1,32}$")]
    status: Status | None = None
    unit: Code = ""
    text: Text = ""
    public: bool = False


class UpdatesIn(BaseModel):
    model_config = ConfigDict(frozen=True)

    updates: Annotated[list[UpdateIn], Field(max_length=500)]
    next: Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]


class TakenIn(BaseModel):
    """The answer to news; ``id`` is the case's name there."""

    model_config = ConfigDict(frozen=True)

    id: Annotated[str, Field(max_length=100)] = ""


def update_of(told: UpdateIn) -> BackendUpdate:
    at = moment_of(told.at)
    return BackendUpdate(told.id, told.number, at, told.kind, told.status, told.unit, told.text, told.public)


def _timed(value: Any, zone: tzinfo, name: str = "") -> Any:
    """Write times, and facts by their names, as the API does: facts are left out where there are none."""
    if name == FACTS:
        return {fact: each if isinstance(each, str) else _time(Moment(each), zone) for fact, each in value}
    if isinstance(value, dict):
        return {key: _timed(each, zone, key) for key, each in value.items() if each or key != FACTS}
    if isinstance(value, list | tuple):
        return [_timed(each, zone) for each in value]
    return _time(Moment(value), zone) if name in MOMENTS and value is not None else value


def _time(moment: Moment, zone: tzinfo) -> str:
    when: datetime = civil(moment, zone)
    return when.isoformat()
