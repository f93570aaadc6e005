"""A report as text for a terminal, and as one CSV file for a spreadsheet."""

import csv
import io
import unicodedata
from collections.abc import Iterator
from typing import Final

from bot.report.pages import Cell, Document, Section, Sheet
from bot.report.speaking import percent
from dialogs.facts.figures import Rate

WIDE: Final = frozenset("WF")
DANGEROUS: Final = tuple("=+-@\t\r")
"""What a spreadsheet takes for the beginning of a formula."""
BOM: Final = "\ufeff"
"""By which Excel knows UTF-8."""


def as_text(document: Document) -> str:
    lines = [document.title, document.subtitle, *document.notes]
    for section in document.sections:
        lines += ["", section.title, "=" * width(section.title), *section.notes]
        lines += _table(section.sheet) if section.sheet else ()
    return "\n".join(lines) + "\n"


def as_csv(document: Document) -> str:
    """Write all tables below one another, parted by an empty line; a rate takes three columns."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerows([[harmless(line)] for line in (document.title, document.subtitle, *document.notes)])
    for section in document.sections:
        writer.writerow([])
        writer.writerow([harmless(section.title)])
        writer.writerows([harmless(note)] for note in section.notes)
        writer.writerows(_records(section))
    return BOM + file.getvalue()


def harmless(text: str) -> str:
    """Keep a spreadsheet from taking a text for a formula."""
    return f"'{text}" if text.startswith(DANGEROUS) else text


def spread(cell: Cell, *, rate: bool) -> tuple[str | int | float | None, ...]:
    """Give the cells that a cell takes in a spreadsheet: of a rate numerator, denominator and percent."""
    if isinstance(cell, Rate):
        of = round(cell.percent, 1) if cell.percent is not None else None
        return (cell.numerator, cell.denominator, of)
    return (cell, None, None) if rate else (cell,)


def shown(cell: Cell) -> str:
    """Give a cell as a person reads it."""
    if isinstance(cell, Rate):
        return f"{percent(cell)} % {_made_of(cell)}" if cell.denominator else "–"
    return "" if cell is None else str(cell)


def width(text: str) -> int:
    """Give how many columns of a terminal a text takes: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in WIDE else 1 for letter in text)


def headings(sheet: Sheet) -> Iterator[str]:
    """Name the columns of a spreadsheet."""
    for column in sheet.columns:
        yield column.name
        if column.rate:
            yield f"{column.name} /"
            yield f"{column.name} %"


def lines_of(sheet: Sheet) -> Iterator[tuple[str | int | float | None, ...]]:
    for row in (*sheet.rows, *([sheet.last] if sheet.last else ())):
        cells = zip(row, sheet.columns, strict=True)
        yield tuple(part for cell, column in cells for part in spread(cell, rate=column.rate))


def _records(section: Section) -> Iterator[list[object]]:
    if section.sheet:
        yield [harmless(name) for name in headings(section.sheet)]
        for line in lines_of(section.sheet):
            yield [harmless(cell) if isinstance(cell, str) else cell for cell in line]


def _made_of(rate: Rate) -> str:
    return f"({rate.numerator}/{rate.denominator})"


def _table(sheet: Sheet) -> Iterator[str]:
    rows = [[column.name for column in sheet.columns], *([shown(cell) for cell in row] for row in sheet.rows)]
    if sheet.last:
        rows.append([shown(cell) for cell in sheet.last])
    widths = [max(width(row[at]) for row in rows) for at in range(len(sheet.columns))]
    for row in rows:
        cells = zip(row, widths, sheet.columns, strict=True)
        yield "  ".join(_padded(cell, much, right=column.figures) for cell, much, column in cells).rstrip()


def _padded(text: str, much: int, *, right: bool) -> str:
    room = " " * (much - width(text))
    return room + text if right else text + room
