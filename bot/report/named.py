"""The sections that name cases: lists of the day, and what stands out."""

from collections.abc import Iterable, Iterator

from bot.report.pages import Cell, Column, Section, Sheet
from bot.report.speaking import Reporter
from dialogs.facts.figures import Analysis, By, Day, Listed


def lists(said: Reporter, day: Day) -> Iterator[Section]:
    yield _list(said, "late", day.late, day.late_cases)
    yield _list(said, "due", day.due, day.due_cases)
    yield _list(said, "came", day.came, day.came_cases)


def standing_out(said: Reporter, analysis: Analysis) -> Iterator[Section]:
    yield _section(said, "grown", (said.say("grown-note"),), _grown(said, analysis))
    shared = [
        (each.number, _of(said, By.CATEGORY, each.category), _of(said, By.UNIT, each.unit), each.reporters)
        for each in analysis.shared
    ]
    yield _section(
        said, "shared", (_much(said, analysis.shared_in_all, len(shared)),), _matters(said, "reporters", shared)
    )
    repeated = [
        (each.number, _of(said, By.CATEGORY, each.category), _of(said, By.UNIT, each.unit), each.times)
        for each in analysis.repeated
    ]
    notes = (said.say("repeated-note"), _much(said, analysis.repeated_in_all, len(repeated)))
    yield _section(said, "repeated", notes, _matters(said, "times", repeated))


def _list(said: Reporter, code: str, much: int, cases: tuple[Listed, ...]) -> Section:
    names = ("number", "category", "unit", "status", "submitted", "due-at")
    rows = tuple(
        (
            each.number,
            _of(said, By.CATEGORY, each.category),
            _of(said, By.UNIT, each.unit),
            said.say(f"status-{each.status}"),
            said.time(each.submitted_at),
            said.time(each.due_at),
        )
        for each in cases
    )
    sheet = Sheet(tuple(Column(said.say(name)) for name in names), rows)
    return _section(said, code, (_much(said, much, len(rows)),), sheet)


def _much(said: Reporter, much: int, shown: int) -> str:
    if not much:
        return said.say("list-none")
    return said.say("list-note", much=much) if much == shown else said.say("list-note-cut", much=much, shown=shown)


def _section(said: Reporter, code: str, notes: tuple[str, ...], sheet: Sheet) -> Section:
    return Section(code, said.say(code), notes, sheet if sheet.rows else None)


def _matters(said: Reporter, last: str, rows: Iterable[tuple[Cell, ...]]) -> Sheet:
    names = ("number", "category", "unit")
    columns = (*(Column(said.say(name)) for name in names), Column(said.say(last), figures=True))
    return Sheet(columns, tuple(rows))


def _grown(said: Reporter, analysis: Analysis) -> Sheet:
    names = ("category", "cases", "mean", "growth", "three-before")
    columns = tuple(Column(said.say(name), figures=name in {"cases", "mean", "growth"}) for name in names)
    rows = tuple(
        (
            said.name_of(By.CATEGORY, each.category),
            each.cases,
            round(each.mean, 1),
            round(100 * (each.cases - each.mean) / each.mean) if each.mean else None,
            " · ".join(map(str, reversed(each.before))),
        )
        for each in analysis.grown
    )
    return Sheet(columns, rows)


def _of(said: Reporter, by: By, code: str) -> str:
    return said.name_of(by, code) if code else ""
