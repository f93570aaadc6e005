"""The same matter told by somebody else, and the same words told again."""

from typing import Final

from sqlalchemy import RowMapping, select

from adapters.casebook.cards import CARD, is_open, own_card, strange_card
from adapters.casebook.occasion import Occasion
from adapters.casebook.people import Citizen
from adapters.casebook.reporting import words_index
from adapters.casebook.rules.likeness import likeness, marks
from adapters.casebook.schema import cases, reporters
from dialogs.facts.cases import CaseCard, CaseKind
from dialogs.facts.moment import DAY, Moment
from dialogs.facts.queries import SameMatter, SameWords
from dialogs.reading import mask

COMPARED: Final = 48
"""How many of the newest candidates are compared word by word."""
ALIKE: Final = 0.3
"""The least share of marks in common."""
SHOWN: Final = 3
LATELY: Final = DAY


def same_matter(occasion: Occasion, citizen: Citizen | None, query: SameMatter) -> tuple[CaseCard, ...]:
    """Give the most alike first; own cases are marked."""
    if not query.place.street:
        return ()
    said = marks(mask(query.what))
    rated = [(likeness(said, marks(row["description"])), row) for row in _candidates(occasion, query)]
    alike = sorted((pair for pair in rated if pair[0] >= ALIKE), key=lambda pair: (-pair[0], pair[1]["number"]))
    own = _own(occasion, citizen)
    return tuple(own_card(row, "") if row["number"] in own else strange_card(occasion, row) for _, row in alike[:SHOWN])


def same_words(occasion: Occasion, citizen: Citizen | None, query: SameWords) -> tuple[CaseCard, ...]:
    if citizen is None:
        return ()
    found = (
        select(*CARD, reporters.c.role)
        .join(reporters, reporters.c.case == cases.c.number)
        .where(
            reporters.c.citizen == citizen.id,
            reporters.c.known_at >= citizen.returned_at,
            reporters.c.words_index.in_(words_index(occasion, citizen, query.what)),
            reporters.c.joined_at > Moment(occasion.now - LATELY),
        )
        .order_by(reporters.c.joined_at.desc(), cases.c.number.desc())
    )
    return tuple(own_card(row, row["role"]) for row in occasion.connection.execute(found).mappings())


def _candidates(occasion: Occasion, query: SameMatter) -> list[RowMapping]:
    """Give open cases of the street and category; a report about officials is nobody's same matter."""
    found = (
        select(*CARD)
        .where(
            cases.c.street == query.place.street,
            cases.c.category == query.category,
            cases.c.kind != CaseKind.MISCONDUCT,
            is_open(),
        )
        .order_by(cases.c.number.desc())
        .limit(COMPARED)
    )
    return list(occasion.connection.execute(found).mappings())


def _own(occasion: Occasion, citizen: Citizen | None) -> frozenset[str]:
    if citizen is None:
        return frozenset()
    mine = select(reporters.c.case).where(
        reporters.c.citizen == citizen.id, reporters.c.known_at >= citizen.returned_at
    )
    return frozenset(occasion.connection.scalars(mine))
