"""``huiyin report``: the figures of a day, week, month, quarter, half or whole year."""

import sys
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.report.spans import Kind

if TYPE_CHECKING:
    from bot.report.pages import Document
    from bot.settings import Settings
    from dialogs.facts.moment import Moment

app = typer.Typer(add_completion=False, rich_markup_mode=None)


class Form(StrEnum):
    TEXT = "text"
    HTML = "html"
    XLSX = "xlsx"
    CSV = "csv"


Day = Annotated[
    datetime | None,
    typer.Option("--from", formats=["%Y-%m-%d"], help="A day in the time; the last one over, or today."),
]
Out = Annotated[Path | None, typer.Option(help="The file to write; standard output without it.")]


@app.command()
def report(
    span: Annotated[Kind, typer.Argument(help="The time reported on.")],
    unit: Annotated[str, typer.Option(help="Only this unit and those below it.")] = "",
    form: Annotated[Form, typer.Option("--format", help="What to write.")] = Form.TEXT,
    *,
    out: Out = None,
    day: Day = None,
    language: Annotated[str, typer.Option(help="zh-Hans, zh-Hant or en; the city's first language without it.")] = "",
) -> None:
    """Report what came and what became of it: the day's list, the week, month, quarter, half and whole year."""
    from bot import cli

    settings = cli.settings()
    if problem := _misfit(settings, unit, language):
        typer.echo(f"huiyin: {problem}", err=True)
        raise typer.Exit(2)
    if form is Form.XLSX and out is None and sys.stdout.isatty():
        typer.echo("huiyin: a workbook needs --out", err=True)
        raise typer.Exit(2)
    document, now = cli.run(_composed(settings, span, unit, day, language))
    _put(_written(document, form, now, settings), out)


def _misfit(settings: "Settings", unit: str, language: str) -> str:
    from bot.city import load_city
    from bot.report.words import LANGUAGES

    if language and language not in LANGUAGES:
        return f"reports speak {', '.join(LANGUAGES)}"
    if unit and load_city(settings.city).unit(unit) is None:
        return f"the city has no unit {unit}"
    return ""


async def _composed(
    settings: "Settings", kind: Kind, unit: str, day: datetime | None, language: str
) -> "tuple[Document, Moment]":
    from adapters.casebook.figures import SqlFigures
    from bot import wiring
    from bot.city import load_city
    from bot.clock import SystemClock
    from bot.report import compose, gather, span_of
    from bot.report.speaking import Reporter
    from bot.report.words import load

    clock, zone, city = SystemClock(), wiring.zone_of(settings), load_city(settings.city)
    now = clock.now()
    span = span_of(kind, day.date() if day else None, now, zone)
    async with wiring.stores(settings, role="") as kept:
        gathered = await gather(SqlFigures(kept.database, lambda: city, clock, zone), span, unit, zone)
    return compose(Reporter(load(language or city.languages[0]), city, zone), gathered, now), now


def _written(document: "Document", form: Form, now: "Moment", settings: "Settings") -> bytes:
    from bot import wiring
    from bot.report.plain import as_csv, as_text
    from bot.report.web import as_page
    from bot.report.workbook import as_workbook
    from dialogs.facts.moment import civil

    if form is Form.XLSX:
        return as_workbook(document, civil(now, wiring.zone_of(settings)))
    text = {Form.TEXT: as_text, Form.HTML: as_page, Form.CSV: as_csv}[form]
    return text(document).encode()


def _put(content: bytes, out: Path | None) -> None:
    if out is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        out.write_bytes(content)
