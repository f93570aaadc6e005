import csv
import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook

from bot.city import load_city
from bot.report import Kind, compose, gather, span_of
from bot.report.pages import Column, Document, Section, Sheet
from bot.report.plain import BOM, as_csv, as_text, harmless, width
from bot.report.ranking import Grade, mark_of, ranked
from bot.report.sections import arithmetic
from bot.report.spans import span_around
from bot.report.speaking import Reporter
from bot.report.web import as_page
from bot.report.words import LANGUAGES, load
from bot.report.workbook import as_workbook
from dialogs.city import Ranking
from dialogs.facts.figures import Analysis, By, Counts, Day, Growth, Listed, Rate, Repeated, Row, Shared, Table
from dialogs.facts.moment import Moment, moment_of

ZONE = ZoneInfo("Asia/Shanghai")
NOW = moment_of(datetime(2026, 11, 23, 1, tzinfo=UTC))
GOOD = Counts(cases=20, persons=22, answer_due=20, answered_on_time=19, closed=10, settled_at_first=9)
POOR = replace(GOOD, answered_on_time=8, asked=10, rated=5, satisfied=1, acceptable=1)
RULES = Ranking()


class Record:
    """A record with two units, one category and one of each that stands out."""

    async def table(self, wanted, reader) -> Table:
        keys = {By.UNIT: ("water-bureau", ""), By.CATEGORY: ("street-light",), By.DISTRICT: ("jiangtan",)}
        rows = (Row(key, GOOD if key else POOR) for key in keys.get(wanted.by, ("2026-10",)))
        return Table(wanted.period, wanted.by, tuple(rows))

    async def day(self, period, unit: str = "") -> Day:
        case = Listed("261123000017", "street-light", "", "submitted", NOW, Moment(NOW + 1))
        return Day(1, 0, 201, came_cases=(case,), late_cases=(case,))

    async def analysis(self, period, before, unit: str = "") -> Analysis:
        grown = (Growth("street-light", 20, (10, 12, 8)),)
        shared, repeated = (
            Shared("261123000017", "street-light", "", 3),
            Repeated("261123000017", "street-light", "", 2),
        )
        return Analysis(grown, (shared,), (repeated,), 1, 1)


@pytest.fixture(scope="module")
def city(root):
    return load_city(root / "city" / "demo")


async def written(city, kind: Kind, language: str = "en", unit: str = "") -> Document:
    gathered = await gather(Record(), span_of(kind, None, NOW, ZONE), unit, ZONE)
    return compose(Reporter(load(language), city, ZONE), gathered, NOW)


@pytest.mark.parametrize(
    ("kind", "day", "first", "last"),
    [
        (Kind.DAY, "2026-03-01", "2026-03-01", "2026-03-01"),
        (Kind.WEEK, "2026-03-01", "2026-02-23", "2026-03-01"),
        (Kind.MONTH, "2024-02-29", "2024-02-01", "2024-02-29"),
        (Kind.QUARTER, "2026-12-31", "2026-10-01", "2026-12-31"),
        (Kind.HALF, "2026-06-30", "2026-01-01", "2026-06-30"),
        (Kind.HALF, "2026-07-01", "2026-07-01", "2026-12-31"),
        (Kind.YEAR, "2026-07-01", "2026-01-01", "2026-12-31"),
    ],
)
def test_spans(kind: Kind, day: str, first: str, last: str) -> None:
    """A span begins and ends where offices let it, and the one before it ends the day before."""
    span = span_around(kind, date.fromisoformat(day))

    assert (span.first.isoformat(), span.last.isoformat()) == (first, last)
    assert (span.first - span.before().last).days == 1


def test_the_last_that_is_over() -> None:
    """Without a day it is today, and of anything longer the last that is over."""
    firsts = [span_of(kind, None, NOW, ZONE).first.isoformat() for kind in (Kind.DAY, Kind.WEEK, Kind.MONTH, Kind.YEAR)]

    assert firsts == ["2026-11-23", "2026-11-16", "2026-10-01", "2025-01-01"]


def test_marks() -> None:
    """A mark is the mean of the rates that have anything to count; the thresholds themselves are reached."""
    good, poor = (mark_of("u", counts, RULES) for counts in (GOOD, POOR))

    assert (good.value, good.grade) == (pytest.approx((95 + 90) / 2), Grade.GOOD)
    assert (poor.value, poor.grade) == (pytest.approx((40 + 40 + 90) / 3), Grade.POOR)
    assert mark_of("u", Counts(answer_due=20, answered_on_time=17), RULES).grade is Grade.GOOD
    assert mark_of("u", Counts(answer_due=20, answered_on_time=15), RULES).grade is Grade.FAIR
    assert mark_of("u", Counts(answer_due=4, answered_on_time=4), RULES).grade is Grade.UNRANKED


def test_the_order_of_ranks() -> None:
    """The best comes first, who is not ranked last, and what has no unit is no unit."""
    rows = [Row("a", POOR), Row("b", GOOD), Row("c", Counts(answer_due=1, answered_on_time=1)), Row("", GOOD)]

    assert [mark.key for mark in ranked(rows, RULES)] == ["b", "a", "c"]


def test_the_arithmetic(city) -> None:
    """How a mark comes about stands there with all its numbers, and they add up."""
    said = Reporter(load("en"), city, ZONE)
    told = arithmetic(said, mark_of("u", POOR, RULES))
    shares = [float(share) for share in re.findall(r"= ([0-9.]+) %", told)]

    assert told.startswith("(Answered on time 8 of 20 = 40.0 % + Content 2 of 5 = 40.0 % + Settled at once 9 of 10")
    assert sum(shares[:-1]) / 3 == pytest.approx(shares[-1], abs=0.1)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", list(Kind))
async def test_every_report_in_every_language(city, kind: Kind, language: str) -> None:
    """Each kind of report can be written in each language and each form, and no word is missing."""
    document = await written(city, kind, language)

    assert len(as_text(document).splitlines()) > 40
    assert as_page(document).endswith("</html>\n")
    assert as_csv(document).startswith(BOM)
    assert as_workbook(document, datetime(2026, 11, 23, tzinfo=ZONE))[:2] == b"PK"


def test_the_same_words_in_all_languages(root) -> None:
    """All languages have the same entries with the same variables."""
    folder = root / "bot" / "report" / "words"

    def entries(language: str) -> dict[str, set[str]]:
        lines = (folder / f"{language}.ftl").read_text(encoding="utf-8").splitlines()
        pairs = (line.split(" = ", 1) for line in lines if " = " in line)
        return {key: set(re.findall(r"\$(\w+)", text)) for key, text in pairs}

    assert entries("zh-Hans") == entries("zh-Hant") == entries("en")


async def test_what_a_day_tells(city) -> None:
    """The list of a day begins with what is late, and says how many there are where it names only some."""
    late, due, came, *_ = (await written(city, Kind.DAY)).sections

    assert [late.code, due.code, came.code] == ["late", "due", "came"]
    assert late.notes == ("201 in all; the first 1 are named.",)
    assert (due.notes, due.sheet) == (("None.",), None)
    assert came.sheet.rows[0][0] == "261123000017"


async def test_what_stands_out(city) -> None:
    """What grew is told with the mean and the three before, in their order."""
    grown = next(each for each in (await written(city, Kind.MONTH)).sections if each.code == "grown")

    assert grown.sheet.rows == ((grown.sheet.rows[0][0], 20, 10.0, 100, "8 · 12 · 10"),)


@pytest.mark.parametrize("text", ["=1+1", "+8613800000000", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_formula_in_a_csv(text: str) -> None:
    """What begins like a formula is a text to a spreadsheet; in a workbook it is one anyway."""
    sheet = Sheet((Column(text),), ((text,),))
    document = Document("en", text, text, (text,), "", (Section("s", "A/B", (text,), sheet),))
    cells = [cell for line in csv.reader(io.StringIO(as_csv(document).removeprefix(BOM))) for cell in line]
    book = load_workbook(io.BytesIO(as_workbook(document, datetime(2026, 11, 23, tzinfo=ZONE))))

    assert [cell for cell in cells if cell and cell != "A/B"] == [harmless(text)] * 6
    assert {cell.data_type for row in book.active.iter_rows() for cell in row if cell.value} == {"s"}


async def test_numbers_are_numbers(city) -> None:
    """In a workbook a rate is three numbers to count with: numerator, denominator, percent."""
    document = await written(city, Kind.MONTH, "zh-Hans")
    book = load_workbook(io.BytesIO(as_workbook(document, datetime(2026, 11, 23, tzinfo=ZONE))))
    rows = [row for row in book["各单位"].iter_rows(values_only=True) if row[0]]

    assert rows[-1][0] == "合计"
    assert rows[-1][1] == sum(row[1] for row in rows[-3:-1])
    assert (19, 20, 95.0) in [row[6:9] for row in rows]


class Tags(HTMLParser):
    VOID = frozenset({"meta", "rect", "li"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag, attrs) -> None:
        self.seen.add(tag)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs) -> None:
        self.seen.add(tag)

    def handle_endtag(self, tag) -> None:
        assert self.open.pop() == tag


async def test_a_page_that_needs_nothing(city) -> None:
    """The page is whole, has no script and no address of anything outside, and says its charts in words."""
    page = as_page(await written(city, Kind.QUARTER))
    tags = Tags()
    tags.feed(page)

    assert tags.open == []
    assert tags.seen.isdisjoint({"script", "link", "img", "iframe"})
    assert "://" not in page
    assert 'role=img aria-label="Answered on time, the lowest first: ' in page


def test_nothing_breaks_out_of_a_page() -> None:
    """Names of units are text, whatever is in them."""
    evil = '<script>alert("x")</script>'
    sheet = Sheet((Column(evil),), ((evil,),))
    page = as_page(Document("en", evil, evil, (evil,), evil, (Section("s", evil, (evil,), sheet),)))

    assert "<script" not in page


def test_widths() -> None:
    """On a terminal a Chinese character takes two columns."""
    assert width("路灯 12") == 7


def test_shares() -> None:
    """Nothing to share is no percent."""
    assert Rate(0, 0).percent is None
    assert Rate(1, 8).percent == 12.5
