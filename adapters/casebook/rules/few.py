"""Reports about officials appear in figures from five up, and no smaller number can be told by subtracting figures.

A cell is a month with a unit, category or district. Months are counted whole or not at all, so that two periods differ
by none or by a whole month of five at least. Of a month, cells under five stand in a row without a name; where fewer
than five would be left there, the smallest of the named cells go there too. So the sum of all rows is the same whatever
they stand for.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from dialogs.facts.figures import Counts

ENOUGH: Final = 5
UNNAMED: Final = ""
Cell: TypeAlias = tuple[str, str]
"""A row's key and a month."""


def tellable(cells: Mapping[Cell, Counts]) -> Iterator[tuple[str, Counts]]:
    """Give what may be told, each with the row that it is told in."""
    months: defaultdict[str, dict[str, Counts]] = defaultdict(dict)
    for (key, month), counts in cells.items():
        months[month][key] = counts
    for rows in months.values():
        if sum(counts.cases for counts in rows.values()) >= ENOUGH:
            yield from _of_month(rows)


def _of_month(rows: Mapping[str, Counts]) -> Iterator[tuple[str, Counts]]:
    named = sorted((key for key in rows if key and rows[key].cases >= ENOUGH), key=lambda key: (rows[key].cases, key))
    left = sum(counts.cases for key, counts in rows.items() if key not in named)
    while named and 0 < left < ENOUGH:
        left += rows[named.pop(0)].cases
    for key, counts in rows.items():
        yield (key if key in named else UNNAMED), counts
