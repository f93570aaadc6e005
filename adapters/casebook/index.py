"""The text index: filled with a case, asked by search and by the same matter, emptied with the case's words."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any, Final, TypeAlias

from sqlalchemy import ColumnElement, Connection, Integer, Select, bindparam, delete, exists, func, insert, select

from adapters.casebook.rules.grams import asked
from adapters.casebook.rules.grams import grams as grams_of
from adapters.casebook.rules.numbers import is_number
from adapters.casebook.schema.cases import cases
from adapters.casebook.schema.index import grams
from adapters.sql import Statement

COUNTED: Final = 8
"""Of how many pairs the rarest one is looked for."""
COUNTED_TO: Final = 1000
TELLING: Final = 12
"""By how many of its pairs a text is compared with many others: each is looked for in each of them."""
LAST: Final = "\U0010ffff"
BESIDE: Final = grams.alias("beside")
Condition: TypeAlias = Callable[[ColumnElement[str]], ColumnElement[bool]]

ALIKE: Final = Statement(
    select(grams.c.case)
    .where(
        grams.c.gram.in_(bindparam("said", expanding=True)),
        grams.c.case.in_(bindparam("among", expanding=True)),
    )
    .group_by(grams.c.case)
    .order_by(func.count().desc(), grams.c.case.desc())
    .limit(bindparam("most", type_=Integer))
)
PUT: Final = Statement(insert(grams))
HOW_MANY: Final = select(func.count()).select_from(
    select(grams.c.case).where(grams.c.gram == bindparam("pair")).limit(COUNTED_TO).subquery()
)


def put(connection: Connection, number: str, description: str) -> None:
    """Index a masked description."""
    PUT.write_each(connection, [{"gram": gram, "case": number} for gram in sorted(grams_of(description))])


def take_out(connection: Connection, number: str, description: str) -> None:
    """Let the case be found by its words no more; ``description`` is the one that was indexed."""
    held = tuple(grams_of(description))
    connection.execute(delete(grams).where(grams.c.gram.in_(held), grams.c.case == number))


def held(connection: Connection, listed: Select[Any], query: str) -> Select[Any]:
    """Of a list of cases give those, newest first, whose description holds each word of a query; or whose number it is.

    The list is read along the cases of the rarest pair: a page of many ends where it is full, one of few soon.
    """
    pairs, singles = asked(query)
    named = cases.c.number == query
    if is_number(query) or not (pairs or singles):
        return listed.where(named)
    conditions = list(_conditions(connection, pairs, singles))
    beside = [_beside(condition) for condition in conditions[1:]]
    first = conditions[0](grams.c.gram)
    if not pairs:  # many pairs begin with a character, and each has its own order
        numbers = select(grams.c.case).where(first, *beside)
        return listed.where(cases.c.number.in_(numbers)).order_by(cases.c.number.desc())
    along = listed.join(grams, grams.c.case == cases.c.number).where(first, *beside)
    return along.order_by(grams.c.case.desc())


def most_alike(connection: Connection, text: str, among: Sequence[str], most: int) -> Sequence[str]:
    """Give the numbers of those cases that share most pairs with a text, house numbers before all others."""
    said = sorted(grams_of(text), key=lambda pair: (not any(map(str.isdigit, pair)), pair))[:TELLING]
    return ALIKE.values(connection, {"said": said, "among": among, "most": most}) if said and among else ()


def _conditions(connection: Connection, pairs: Collection[str], singles: Collection[str]) -> Iterator[Condition]:
    """Give what a text has to hold, the rarest first: the others are looked up beside each text that holds it."""
    counted = sorted(pairs)[:COUNTED]
    rarest = min(counted, key=lambda pair: connection.scalar(HOW_MANY, {"pair": pair}) or 0, default="")
    for pair in sorted(pairs, key=lambda pair: pair != rarest):
        yield lambda column, pair=pair: column == pair  # type: ignore[misc]
    for single in sorted(singles):
        yield lambda column, single=single: column.between(single, single + LAST)  # type: ignore[misc]


def _beside(condition: Condition) -> ColumnElement[bool]:
    return exists().where(condition(BESIDE.c.gram), BESIDE.c.case == grams.c.case).correlate(grams)
