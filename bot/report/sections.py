"""The sections of figures: at a glance, by row, ranking, outcomes."""

from collections.abc import Iterator
from typing import Final

from bot.report.gathering import Gathered
from bot.report.pages import Bar, Cell, Chart, Column, Section, Sheet
from bot.report.ranking import Grade, Mark, grade_of, ranked
from bot.report.speaking import Reporter, percent
from dialogs.facts.figures import By, Counts, Rate, Table

RATES: Final = {
    "acceptance": "acceptance",
    "answers": "answers",
    "first-time": "first_time",
    "response": "response",
    "content": "content",
}
OUTCOMES: Final = ("solved", "partly", "explained", "aid", "other_path")
GLANCE: Final = (
    "cases", "persons", "joint", "open", "acceptance", "answers", "overdue", "overdue-open", "doubted", "warnings",
    "returned", "extended", "reopened", "first-time", "asked", "unreachable", "response", "content", "satisfied",
    "acceptable", "followed-up", "followed-up-content",
)  # fmt: skip
IN_ROWS: Final = (
    "cases", "persons", "acceptance", "answers", "overdue", "warnings", "returned", "extended", "reopened",
    "doubted", "first-time", "asked", "unreachable", "response", "content",
)  # fmt: skip
CHARTED: Final = 12
"""How many bars a chart has at most."""


def glance(said: Reporter, gathered: Gathered) -> Section:
    now, before = gathered.tables[By.UNIT].total, gathered.former.total
    spans = (Column(said.say(name), figures=True, rate=True) for name in ("now", "before"))
    columns = (Column(said.say("figure")), *spans)
    rows = tuple((said.say(name), value(now, name), value(before, name)) for name in GLANCE)
    notes = (said.say("summary-note"), said.say("few-note"))
    return Section("summary", said.say("summary"), notes, Sheet(columns, rows))


def by_rows(said: Reporter, table: Table) -> Section:
    columns = (Column(said.say(str(table.by))), *(_column(said, name) for name in IN_ROWS))
    rows = tuple((said.name_of(table.by, row.key), *_values(row.counts)) for row in table.rows)
    last = (said.say("total"), *_values(table.total))
    notes = (said.say("by-unit-note"),) if table.by is By.UNIT else ()
    return Section(f"by-{table.by}", said.say(f"by-{table.by}"), notes, Sheet(columns, rows, last), _chart(said, table))


def ranking(said: Reporter, table: Table) -> Section:
    rules = said.city.ranking
    marks = ranked(table.rows, rules)
    names = ("rank", "unit", "mark", "grade", "arithmetic")
    columns = tuple(Column(said.say(name), figures=name in {"rank", "mark"}) for name in names)
    rows = tuple(_ranked(said, place, mark) for place, mark in enumerate(marks, start=1))
    note = said.say("ranking-note", good=rules.good, fair=rules.fair, least=rules.least)
    return Section("ranking", said.say("ranking"), (note,), Sheet(columns, rows), _marks(said, table))


def outcomes(said: Reporter, table: Table) -> Section:
    columns = (Column(said.say("outcome")), Column(said.say("cases"), figures=True))
    rows = tuple((said.say(name.replace("_", "-")), getattr(table.total, name)) for name in OUTCOMES)
    return Section("outcomes", said.say("outcomes"), (), Sheet(columns, rows))


def value(counts: Counts, name: str) -> int | Rate:
    """Give a figure by its name in the catalogue."""
    found: int | Rate = getattr(counts, RATES.get(name, name).replace("-", "_"))
    if name == "overdue-open":
        return counts.overdue_open
    return found


def arithmetic(said: Reporter, mark: Mark) -> str:
    """Spell a mark out: each share with its two numbers, and their mean."""
    parts = [
        said.say(
            "sum-part",
            name=said.say(name.replace("_", "-")),
            numerator=rate.numerator,
            denominator=rate.denominator,
            percent=percent(rate),
        )
        for name, rate in mark.rates
    ]
    joined = said.say("plus").join(parts)
    if len(parts) > 1:
        return said.say("sum-mean", parts=joined, count=len(parts), mark=f"{mark.value:.1f}")
    return said.say("sum-one", parts=joined) if parts else said.say("sum-none")


def _column(said: Reporter, name: str) -> Column:
    return Column(said.say(name), figures=True, rate=name in RATES)


def _values(counts: Counts) -> Iterator[Cell]:
    return (value(counts, name) for name in IN_ROWS)


def _ranked(said: Reporter, place: int, mark: Mark) -> tuple[Cell, ...]:
    unranked = mark.grade is Grade.UNRANKED
    name, told = said.name_of(By.UNIT, mark.key), arithmetic(said, mark)
    shown: Cell = None if unranked else round(mark.value, 1)
    return (None if unranked else place, name, shown, said.say(f"grade-{mark.grade}"), told)


def _marks(said: Reporter, table: Table) -> Chart | None:
    """Draw the share of answers on time, the worst first: who reads wants to know where to help."""
    rated = [row for row in table.rows if row.key and row.counts.answer_due]
    rated.sort(key=lambda row: (row.counts.answers.percent or 0, row.key))
    bars = [
        Bar(
            said.name_of(By.UNIT, row.key),
            (row.counts.answers.percent or 0) / 100,
            f"{percent(row.counts.answers)} % ({row.counts.answers.numerator}/{row.counts.answers.denominator})",
            grade_of(row.counts.answers.percent or 0, said.city.ranking),
        )
        for row in rated[:CHARTED]
    ]
    return Chart(said.say("chart-answers"), tuple(bars)) if bars else None


def _chart(said: Reporter, table: Table) -> Chart | None:
    """Draw how many cases there were; of units the ranking shows more."""
    if table.by not in {By.CATEGORY, By.MONTH}:
        return None
    rows = list(table.rows)
    if table.by is By.CATEGORY:
        rows = sorted(rows, key=lambda row: -row.counts.cases)[:CHARTED]
    most = max((row.counts.cases for row in rows), default=0)
    bars = tuple(
        Bar(said.name_of(table.by, row.key), row.counts.cases / most, str(row.counts.cases)) for row in rows if most
    )
    return Chart(said.say("chart-cases" if table.by is By.CATEGORY else "chart-months"), bars) if bars else None
