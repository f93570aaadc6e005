"""A report as an Excel workbook: a sheet for each section."""

import io
import re
from datetime import datetime

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from bot.report.pages import Document, Section
from bot.report.plain import headings, lines_of

NAME = re.compile(r"[\[\]:*?/\\]")
LONGEST_NAME = 31
NARROW, WIDE = 12, 28


def as_workbook(document: Document, made: datetime) -> bytes:
    """Write it; no cell is ever taken for a formula or a link."""
    file = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with Workbook(file, plain) as book:
        # The time that it was counted, so that equal figures make an equal file.
        book.set_properties({"title": document.title, "created": made.replace(tzinfo=None)})
        for section in document.sections:
            _write(book, book.add_worksheet(NAME.sub(" ", section.title)[:LONGEST_NAME]), document, section)
    return file.getvalue()


def _write(book: Workbook, page: Worksheet, document: Document, section: Section) -> None:
    bold = book.add_format({"bold": True})
    page.write_string(0, 0, f"{document.title} · {document.subtitle}", bold)
    for row, note in enumerate(section.notes, start=1):
        page.write_string(row, 0, note)
    page.set_column(0, 0, WIDE)
    page.set_column(1, 60, NARROW)
    if section.sheet:
        first = len(section.notes) + 2
        page.write_row(first, 0, list(headings(section.sheet)), bold)
        for row, line in enumerate(lines_of(section.sheet), start=first + 1):
            page.write_row(row, 0, line)
        page.freeze_panes(first + 1, 1)
