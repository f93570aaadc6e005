"""Letters, hard cases and second looks as they stand on the wire."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from handlers.api.models import Code, Limit

Kind = Literal["letter", "risk-warning", "accountability"]
PLACED = r"[0-9]{1,18}"
# A moment and an id, as the pages before gave them.
LetterCursor = Annotated[str, Field(max_length=90, pattern=rf"^({PLACED}\.[A-Za-z0-9_-]{{1,64}})?$")]
CaseCursor = Annotated[str, Field(max_length=40, pattern=rf"^({PLACED}\.[0-9]{{12}})?$")]
DrawCursor = Annotated[str, Field(max_length=18, pattern=rf"^({PLACED})?$")]
Flag = Literal["yes", "no", ""]


class _Out(BaseModel):
    model_config = ConfigDict(frozen=True)


class _In(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class LettersQuery(_In):
    unit: Code = ""
    kind: Literal["letter", "risk-warning", "accountability", ""] = ""
    number: Code = ""
    answered: Flag = ""
    cursor: LetterCursor = ""
    limit: Limit = 50


class LetterOut(_Out):
    """``by``: a unit, or platform."""

    id: str
    kind: Kind
    number: str
    unit: str
    by: str
    at: AwareDatetime
    due_at: AwareDatetime
    text: str | None
    answered_at: AwareDatetime | None
    answered_by: str | None
    answer: str | None


class LettersOut(_Out):
    letters: list[LetterOut]
    next: str | None


class LetterQuery(_In):
    """``format`` goes before the header Accept."""

    format: Literal["html", "pdf", ""] = ""
    language: Code = ""


class BacklogQuery(_In):
    unit: Code = ""
    cursor: CaseCursor = ""
    limit: Limit = 50


class LedByOut(_Out):
    official: str
    team: str | None
    until: AwareDatetime | None


class HardCaseOut(_Out):
    """``times``: how many times its time has passed since it began."""

    number: str
    status: str
    unit: str | None
    category: str
    district: str | None
    submitted_at: AwareDatetime
    due_at: AwareDatetime | None
    times: float
    reopened: int
    warnings: int
    lead: LedByOut | None


class RankedOut(_Out):
    """``unled``: how many of a unit's hard cases have no lead."""

    unit: str | None
    cases: int
    unled: int
    oldest: AwareDatetime


class BacklogOut(_Out):
    """``ranking`` is over all of it, whatever the page."""

    cases: list[HardCaseOut]
    ranking: list[RankedOut]
    next: str | None


class InspectionsQuery(_In):
    day: date | None = None
    done: Flag = ""
    cursor: DrawCursor = ""
    limit: Limit = 50


class InspectionOut(_Out):
    number: str
    day: date
    drawn_at: AwareDatetime
    unit: str | None
    category: str
    verdict: str | None
    done_at: AwareDatetime | None


class InspectionsOut(_Out):
    inspections: list[InspectionOut]
    next: str | None
