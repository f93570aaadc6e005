"""The same matter told by somebody else, and the same words told again."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import bindparam, select

from adapters.casebook import index
from adapters.casebook.cards import CARD, MINE, ROLE, mine, own_card, strange_card
from adapters.casebook.occasion import Occasion
from adapters.casebook.people import Citizen
from adapters.casebook.reporting import words_index
from adapters.casebook.rules.likeness import likeness, marks
from adapters.casebook.schema import cases, reporters
from adapters.casebook.schema.cases import OPEN
from adapters.sql import Statement
from dialogs.facts.cases import CaseCard, CaseKind
from dialogs.facts.moment import DAY, Moment
from dialogs.facts.queries import SameMatter, SameWords
from dialogs.reading import mask

COMPARED: Final = 48
"""How many candidates are compared word by word: those that share most pairs of characters, where there are more."""
CONSIDERED: Final = 400
"""How many of the newest candidates are considered at all."""
ALIKE: Final = 0.3
"""The least share of marks in common."""
SHOWN: Final = 3
LATELY: Final = DAY


SAME_WORDS: Final = (
    select(*CARD, ROLE)
    .join(reporters, (reporters.c.case == cases.c.number) & MINE)
    .where(
        reporters.c.words_index.in_(bindparam("digests", expanding=True)),
        reporters.c.joined_at > bindparam("since"),
    )
    .order_by(reporters.c.joined_at.desc(), cases.c.number.desc())
)
CANDIDATES: Final = Statement(
    select(cases.c.number)
    .where(
        cases.c.street == bindparam("street"),
        cases.c.category == bindparam("category"),
        cases.c.kind != CaseKind.MISCONDUCT,
        OPEN,
    )
    .order_by(cases.c.number.desc())
    .limit(CONSIDERED)
)
"""Open cases of the street and category; a report about officials is nobody's same matter."""
CARDS: Final = (
    select(*CARD, ROLE)
    .join(reporters, (reporters.c.case == cases.c.number) & MINE, isouter=True)
    .where(cases.c.number.in_(bindparam("numbers", expanding=True)))
)


def same_matter(occasion: Occasion, citizen: Citizen | None, query: SameMatter) -> tuple[CaseCard, ...]:
    """Give the most alike first; own cases are marked."""
    if not query.place.street:
        return ()
    what = mask(query.what)
    numbers = _candidates(occasion, what, query)
    if not numbers:
        return ()
    said = marks(what)
    found = occasion.connection.execute(CARDS, mine(citizen) | {"numbers": numbers}).mappings()
    rated = [(likeness(said, marks(row["description"])), row) for row in found]
    alike = sorted((pair for pair in rated if pair[0] >= ALIKE), key=lambda pair: (-pair[0], pair[1]["number"]))
    return tuple(
        own_card(row, "", occasion.now) if row["role"] else strange_card(occasion, row) for _, row in alike[:SHOWN]
    )


def _candidates(occasion: Occasion, what: str, query: SameMatter) -> Sequence[str]:
    given = {"street": query.place.street, "category": query.category}
    numbers = CANDIDATES.values(occasion.connection, given)
    if len(numbers) <= COMPARED:
        return numbers
    return index.most_alike(occasion.connection, what, numbers, COMPARED)


def same_words(occasion: Occasion, citizen: Citizen | None, query: SameWords) -> tuple[CaseCard, ...]:
    if citizen is None:
        return ()
    digests = words_index(occasion, citizen, query.what)
    given = mine(citizen) | {"digests": digests, "since": Moment(occasion.now - LATELY)}
    return tuple(
        own_card(row, row["role"], occasion.now) for row in occasion.connection.execute(SAME_WORDS, given).mappings()
    )
