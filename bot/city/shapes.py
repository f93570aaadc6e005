"""How the files of a profile must look; unknown keys are refused."""

from datetime import date
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from dialogs.city import Level, QuestionKind, Span, Supervision
from dialogs.facts.cases import CaseKind

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=40)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=r"^\S(.*\S)?$")]
Words = tuple[Line, ...]


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"there is no time zone {name!r}") from None
    return name


def _span(text: str) -> str:
    start, end = span_of(text)
    if start >= end:
        raise ValueError("hours must end after they begin")
    return text


def span_of(text: str) -> Span:
    """Give minutes of the day for ``09:00-17:30``."""
    start, end = (int(part[:2]) * 60 + int(part[3:]) for part in text.split("-"))
    return start, end


_HOUR = r"([01]\d|2[0-3]):[0-5]\d"
Hours = Annotated[str, StringConstraints(pattern=rf"^{_HOUR}-({_HOUR}|24:00)$"), AfterValidator(_span)]
Zone = Annotated[str, AfterValidator(_known_zone)]


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LimitsShape(Shape):
    accept_days: int = Field(1, ge=1, le=30)
    sign_hours: int = Field(4, ge=1, le=80)
    reply_days: int = Field(7, ge=1, le=60)
    pause_days: int = Field(5, ge=0, le=30)
    rating_days: int = Field(7, ge=1, le=30)


class UrgencyShape(Shape):
    accept_hours: int = Field(0, ge=0, le=200)
    sign_hours: int = Field(0, ge=0, le=200)
    reply_hours: int = Field(0, ge=0, le=500)


class CalendarShape(Shape):
    country: Literal["CN"] = "CN"
    free: tuple[date, ...] = ()
    working: tuple[date, ...] = ()
    hours: tuple[Hours, ...] = Field(("09:00-12:00", "13:30-17:30"), min_length=1)
    short: dict[date, Annotated[tuple[Hours, ...], Field(min_length=1)]] = Field(default_factory=dict)
    years: tuple[Annotated[int, Field(ge=2020, le=2099)], ...] = ()


def _rising(shares: tuple[int, ...]) -> tuple[int, ...]:
    if list(shares) != sorted(set(shares)) or shares[-1:] != (100,):
        raise ValueError("warnings are in rising order, the last one at 100")
    return shares


USUAL = Supervision()
Share = Annotated[int, Field(ge=1, le=100)]


class SupervisionShape(Shape):
    warn_at: Annotated[tuple[Share, ...], AfterValidator(_rising)] = USUAL.warn_at
    digest_at: Annotated[str, StringConstraints(pattern=rf"^{_HOUR}$")] = "08:30"
    letter_days: int = Field(USUAL.letter_days, ge=1, le=60)
    backlog_times: int = Field(USUAL.backlog_times, ge=1, le=20)
    backlog_reopened: int = Field(USUAL.backlog_reopened, ge=1, le=20)
    inspected: int = Field(USUAL.inspected, ge=0, le=100)


class RankingShape(Shape):
    good: int = Field(85, ge=1, le=100)
    fair: int = Field(75, ge=1, le=100)
    least: int = Field(5, ge=1, le=1000)

    @model_validator(mode="after")
    def _falling(self) -> Self:
        if self.fair > self.good:
            raise ValueError("what is good is no less than what is fair")
        return self


class ClosingShape(Shape):
    least: int = Field(20, ge=1, le=500)
    phrases: Words = ()


class HotlineShape(Shape):
    number: Annotated[str, StringConstraints(pattern=r"^\+?\d[\d-]{1,18}\d$")]


class CityFile(Shape):
    code: Code
    zone: Zone
    languages: tuple[Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?$")], ...] = Field(
        min_length=1
    )
    limits: LimitsShape = LimitsShape()
    calendar: CalendarShape = CalendarShape()
    closing: ClosingShape = ClosingShape()
    supervision: SupervisionShape = SupervisionShape()
    ranking: RankingShape = RankingShape()
    urgencies: dict[Code, UrgencyShape]
    hotlines: dict[Code, HotlineShape]


class CategoryShape(Shape):
    kind: CaseKind = CaseKind.REPORT
    urgency: Code = "normal"
    reply_days: int = Field(0, ge=0, le=60)
    questions: tuple[Code, ...] = Field((), max_length=2)
    optional: tuple[Code, ...] = Field((), max_length=4)


class QuestionShape(Shape):
    kind: QuestionKind
    options: tuple[Code, ...] = Field((), max_length=6)


class DistrictShape(Shape):
    streets: tuple[Code, ...] = Field(min_length=1)


class RoadShape(Shape):
    streets: tuple[Code, ...] = Field(min_length=1)


class LandmarkShape(Shape):
    street: Code
    point: tuple[Annotated[float, Field(ge=-180, le=180)], Annotated[float, Field(ge=-90, le=90)]]


class SceneShape(LandmarkShape):
    category: Code | Literal[""] = ""


class PlacesFile(Shape):
    districts: dict[Code, DistrictShape]
    roads: dict[Code, RoadShape] = Field(default_factory=dict)
    landmarks: dict[Code, LandmarkShape] = Field(default_factory=dict)
    scenes: dict[Code, SceneShape] = Field(default_factory=dict)


class UnitShape(Shape):
    level: Level
    parent: Code | Literal[""] = ""
    district: Code | Literal[""] = ""
    street: Code | Literal[""] = ""


class DispatchShape(Shape):
    categories: tuple[Code, ...] = ()
    groups: tuple[Code, ...] = ()
    districts: tuple[Code, ...] = ()
    words: Words = ()
    hours: Hours | None = None
    unit: Code | Literal[""] = ""
    level: Literal[Level.DISTRICT, Level.STREET] | None = None


class DispatchFile(Shape):
    rule: tuple[DispatchShape, ...] = ()


class GuidanceFile(Shape):
    answers: tuple[Code, ...] = ()
    paths: tuple[Literal["court", "arbitration", "review"], ...] = ()
    dangers: dict[Code, Code]
    """Each with the hotline to call."""
    call_back: tuple[Code, ...] = ()
    """Those of the dangers after which a person calls, and no form follows."""
