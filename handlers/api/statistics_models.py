"""Figures as they stand on the wire: each rate with what it was made of."""

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from dialogs.facts.figures import By, Counts, Rate, Row
from handlers.api.models import Code
from handlers.api.spans import When


class _Out(BaseModel):
    model_config = ConfigDict(frozen=True)


class StatisticsQuery(BaseModel):
    """``from`` and ``to``: days of the city, both included, or times with zone, the second one not included."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    start: When | None = Field(None, alias="from")
    end: When | None = Field(None, alias="to")
    by: By = By.UNIT
    unit: Code = ""


class RateOut(_Out):
    numerator: int
    denominator: int


class OutcomesOut(_Out):
    model_config = ConfigDict(frozen=True, populate_by_name=True, serialize_by_alias=True)

    solved: int
    partly: int
    explained: int
    aid: int
    other_path: int = Field(alias="other-path")


class FollowUpsOut(_Out):
    """Calls of staff after closing, and in how many of them the citizen was content; no ratings."""

    made: int
    content: int


class CountsOut(_Out):
    cases: int
    persons: int
    joint: int
    open: int
    accepted_on_time: RateOut
    resolved_on_time: RateOut
    overdue: int
    overdue_open: int
    doubted: int
    warnings: int
    returned: int
    extended: int
    reopened: int
    first_time_settled: RateOut
    outcomes: OutcomesOut
    asked: int
    unreachable: int
    rated: RateOut
    satisfied: RateOut
    very_satisfied: int
    acceptable: int
    follow_ups: FollowUpsOut


class RowOut(CountsOut):
    """``key``: a unit's, category's or district's code, or a month (``2026-03``); null: of what has none."""

    key: str | None


class StatisticsOut(_Out):
    model_config = ConfigDict(frozen=True, populate_by_name=True, serialize_by_alias=True)

    start: AwareDatetime = Field(alias="from")
    end: AwareDatetime = Field(alias="to")
    by: By
    rows: list[RowOut]
    total: CountsOut


def row_out(row: Row) -> RowOut:
    return RowOut(key=row.key or None, **_values(row.counts))


def counts_out(counts: Counts) -> CountsOut:
    return CountsOut(**_values(counts))


def _values(counts: Counts) -> dict[str, object]:
    same = {name: getattr(counts, name) for name in CountsOut.model_fields if name in PLAIN}
    outcomes = {name: getattr(counts, name) for name in OutcomesOut.model_fields}
    return same | {
        "accepted_on_time": _rate(counts.acceptance),
        "resolved_on_time": _rate(counts.answers),
        "overdue": counts.overdue,
        "first_time_settled": _rate(counts.first_time),
        "outcomes": OutcomesOut(**outcomes),
        "rated": _rate(counts.response),
        "satisfied": _rate(counts.content),
        "very_satisfied": counts.satisfied,
        "follow_ups": FollowUpsOut(made=counts.followed_up, content=counts.followed_up_content),
    }


PLAIN = frozenset(
    {
        "cases", "persons", "joint", "open", "overdue_open", "doubted", "warnings", "returned", "extended", "reopened",
        "asked", "unreachable", "acceptable",
    }
)  # fmt: skip


def _rate(rate: Rate) -> RateOut:
    return RateOut(numerator=rate.numerator, denominator=rate.denominator)
