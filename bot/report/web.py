"""A report as one HTML page that needs nothing else: charts are SVG, there is no script and no address."""

from collections.abc import Iterator
from html import escape
from importlib.resources import files
from typing import Final

from bot.report.pages import Bar, Cell, Chart, Column, Document, Section, Sheet
from bot.report.plain import shown
from bot.report.speaking import percent
from dialogs.facts.figures import Rate

STYLE: Final = (files("bot.report") / "report.css").read_text(encoding="utf-8")
ROW, NAME, BARS, VALUE = 28, 190, 380, 150  # of a chart, in pixels
DEFAULT_SRC: Final = "default-src 'none'; style-src 'unsafe-inline'"


def as_page(document: Document) -> str:
    return "".join(_page(document))


def _page(document: Document) -> Iterator[str]:
    yield f'<!doctype html>\n<html lang="{escape(document.language)}">\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{DEFAULT_SRC}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>{escape(document.title)} · {escape(document.subtitle)}</title>\n<style>\n{STYLE}</style>\n"
    yield f"<header><h1>{escape(document.title)}</h1><p>{escape(document.subtitle)}</p>"
    yield "".join(f"<p class=note>{escape(note)}</p>" for note in document.notes)
    yield f'</header>\n<nav aria-label="{escape(document.contents)}"><ul>'
    yield "".join(f'<li><a href="#{each.code}">{escape(each.title)}</a>' for each in document.sections)
    yield "</ul></nav>\n<main>\n"
    for section in document.sections:
        yield from _section(section)
    yield "</main>\n</html>\n"


def _section(section: Section) -> Iterator[str]:
    yield f'<section aria-labelledby="{section.code}"><h2 id="{section.code}">{escape(section.title)}</h2>\n'
    yield from (f"<p class=note>{escape(note)}</p>\n" for note in section.notes)
    if section.chart:
        yield from _chart(section.chart)
    if section.sheet:
        yield from _table(section.sheet)
    yield "</section>\n"


def _table(sheet: Sheet) -> Iterator[str]:
    yield "<div class=wide tabindex=0><table><thead><tr>"
    yield from (f"<th scope=col{_side(column)}>{escape(column.name)}</th>" for column in sheet.columns)
    yield "</tr></thead>\n<tbody>\n"
    for row in sheet.rows:
        yield _row(sheet, row)
    yield "</tbody>\n"
    if sheet.last:
        yield f"<tfoot>{_row(sheet, sheet.last)}</tfoot>\n"
    yield "</table></div>\n"


def _row(sheet: Sheet, row: tuple[Cell, ...]) -> str:
    first, *others = zip(row, sheet.columns, strict=True)
    cells = [f"<td{_side(column)}>{_told(cell)}</td>" for cell, column in others]
    return f"<tr><th scope=row{_side(first[1])}>{escape(shown(first[0]))}</th>{''.join(cells)}</tr>\n"


def _told(cell: Cell) -> str:
    """Write a rate with what it was made of below it: a table of many columns has to fit."""
    if isinstance(cell, Rate) and cell.denominator:
        return f"{percent(cell)} % <small>{cell.numerator}/{cell.denominator}</small>"
    return escape(shown(cell))


def _side(column: Column) -> str:
    return " class=figure" if column.figures else ""


def _chart(chart: Chart) -> Iterator[str]:
    """Draw bars with their values beside them, so that no colour has to be told apart."""
    height, wide = ROW * len(chart.bars), NAME + BARS + VALUE
    told = "; ".join(f"{bar.name} {bar.value}" for bar in chart.bars)
    yield f'<figure><figcaption>{escape(chart.title)}</figcaption><svg viewBox="0 0 {wide} {height}" role=img '
    yield f'aria-label="{escape(chart.title)}: {escape(told)}">\n'
    for place, bar in enumerate(chart.bars):
        yield _bar(place * ROW, bar)
    yield "</svg></figure>\n"


def _bar(top: int, bar: Bar) -> str:
    long = round(BARS * min(1.0, max(0.0, bar.share)), 1)
    middle = top + ROW / 2
    return (
        f'<text class=name x="{NAME - 10}" y="{middle}">{escape(bar.name)}</text>'
        f'<rect class="bar {escape(bar.tone)}" x="{NAME}" y="{top + 5}" width="{long}" height="{ROW - 10}" rx="2"/>'
        f'<text x="{NAME + long + 8}" y="{middle}">{escape(bar.value)}</text>\n'
    )
