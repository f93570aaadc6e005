"""What the API takes and gives, as it stands on the wire."""

from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, SerializerFunctionWrapHandler, model_serializer

from dialogs.facts.cases import CaseKind, Status
from dialogs.facts.records import EVERY
from handlers.api.spans import When

# PostgreSQL holds no NUL in a text.
Code = Annotated[str, Field(max_length=64, pattern=r"^[^\x00]*$")]
Limit = Annotated[int, Field(ge=1, le=100)]
Time = AwareDatetime


class _Out(BaseModel):
    model_config = ConfigDict(frozen=True)


class _In(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PlaceOut(_Out):
    text: str
    lat: float | None
    lon: float | None


class RatingOut(_Out):
    value: str
    reason: str | None
    at: Time


class StepOut(_Out):
    """``facts``: what is known of it beside its words, as codes and times; not there where there is nothing."""

    at: Time
    kind: str
    by: str
    text: str
    facts: dict[str, str] = {}

    @model_serializer(mode="wrap")
    def _without_nothing(self, dump: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Leave facts out where there are none: most entries say all with their words."""
        whole: dict[str, Any] = dump(self)
        return {name: value for name, value in whole.items() if name != "facts" or value}


class LeadOut(_Out):
    """Who answers for a hard case personally."""

    official: str
    team: str | None
    plan: str | None
    until: Time | None


class CaseOut(_Out):
    """``earlier``: how many entries there are before those in ``timeline``, which has the last ones."""

    number: str
    status: Status
    kind: CaseKind
    category: str
    urgency: str | None
    unit: str | None
    joint: list[str]
    officer: str | None
    district: str | None
    description: str
    place: PlaceOut
    photos: list[str]
    channel: str
    anonymous: bool
    reporters: int
    submitted_at: Time
    accept_by: Time | None
    sign_by: Time | None
    reply_by: Time | None
    paused_until: Time | None
    asked_until: Time | None
    provisional: bool
    resolved_at: Time | None
    outcome: str | None
    rating: RatingOut | None
    warnings: int
    reopened: int
    merged_into: str | None
    lead: LeadOut | None
    timeline: list[StepOut]
    earlier: int


class CaseQuery(_In):
    """``until``: the place of the last entry wanted; with a case's ``earlier`` one reads on backwards."""

    until: Annotated[int, Field(ge=1, le=EVERY)] = EVERY


class CasesOut(_Out):
    cases: list[CaseOut]
    next: str | None


class CasesQuery(_In):
    status: Status | None = None
    unit: Code = ""
    category: Code = ""
    district: Code = ""
    due_before: AwareDatetime | None = None
    submitted_from: When | None = None
    submitted_to: When | None = None
    q: Annotated[str, Field(max_length=100, pattern=r"^[^\x00]*$")] = ""
    cursor: Annotated[str, Field(pattern=r"^([0-9]{12})?$")] = ""
    limit: Limit = 50


class CitizenOut(_Out):
    channel: str
    name: str | None
    phone: str | None
    words: str | None
    place: str | None


class DeskItemOut(_Out):
    id: str
    kind: str
    at: Time
    channel: str
    text: str
    danger: str | None
    done_at: Time | None
    done_by: str | None


class DeskOut(_Out):
    items: list[DeskItemOut]
    next: str | None


class DeskQuery(_In):
    kind: Literal["", "danger", "call-back", "note"] = ""
    done: bool = False
    cursor: Annotated[str, Field(pattern=r"^([0-9]{1,16}-[A-Za-z0-9_-]{1,64})?$")] = ""
    limit: Limit = 50


class FieldProblem(_Out):
    field: str
    reason: str


class ProblemOut(_Out):
    """A problem document (RFC 9457); ``errors`` names each field that does not fit."""

    type: str = "about:blank"
    title: str
    status: int
    errors: list[FieldProblem] = []
