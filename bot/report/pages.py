"""The parts of a report, whatever form it takes."""

from dataclasses import dataclass
from typing import TypeAlias

from dialogs.facts.figures import Rate

Cell: TypeAlias = str | int | float | Rate | None


@dataclass(frozen=True, slots=True)
class Column:
    """``figures``: numbers or rates, which stand to the right."""

    name: str
    figures: bool = False
    rate: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """``last``: a line of totals."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    last: tuple[Cell, ...] | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """``share`` of the longest bar, 0 to 1; ``tone``: good, fair, poor or nothing."""

    name: str
    share: float
    value: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """``code`` names it in file names and addresses."""

    code: str
    title: str
    notes: tuple[str, ...] = ()
    sheet: Sheet | None = None
    chart: Chart | None = None


@dataclass(frozen=True, slots=True)
class Document:
    language: str
    title: str
    subtitle: str
    notes: tuple[str, ...]
    contents: str
    sections: tuple[Section, ...]
