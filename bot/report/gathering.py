"""All that a report is made of, read from the record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo
from typing import Final, Protocol

from bot.report.spans import Kind, Span
from dialogs.facts.figures import Analysis, By, Day, Period, Table, Wanted
from dialogs.facts.records import Bearer, Role

OPERATOR: Final = Bearer("command line", Role.ADMIN)


class Record(Protocol):
    async def table(self, wanted: Wanted, reader: Bearer) -> Table: ...
    async def day(self, period: Period, unit: str = "") -> Day: ...
    async def analysis(self, period: Period, before: tuple[Period, ...], unit: str = "") -> Analysis: ...


@dataclass(frozen=True, slots=True)
class Gathered:
    span: Span
    unit: str
    tables: Mapping[By, Table]
    former: Table
    """By unit, of the span before."""
    day: Day | None = None
    analysis: Analysis | None = None


async def gather(record: Record, span: Span, unit: str, zone: tzinfo) -> Gathered:
    """Read it; lists of cases belong to days and weeks, what stands out to all that is longer."""
    period, short = span.period(zone), span.kind in {Kind.DAY, Kind.WEEK}
    by = [each for each in By if each is not By.MONTH or span.kind in {Kind.QUARTER, Kind.HALF, Kind.YEAR}]
    tables = {each: await record.table(Wanted(period, each, unit), OPERATOR) for each in by}
    former = await record.table(Wanted(span.before().period(zone), By.UNIT, unit), OPERATOR)
    day = await record.day(period, unit) if short else None
    analysis = None if short else await record.analysis(period, _three_before(span, zone), unit)
    return Gathered(span, unit, tables, former, day, analysis)


def _three_before(span: Span, zone: tzinfo) -> tuple[Period, ...]:
    first = span.before()
    second = first.before()
    return tuple(each.period(zone) for each in (first, second, second.before()))
