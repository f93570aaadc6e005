"""Cases as citizens see them."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any, Final

from sqlalchemy import ColumnElement, RowMapping, Select, bindparam, case, select

from adapters.casebook.occasion import Occasion
from adapters.casebook.people import Citizen
from adapters.casebook.schema import cases, reporters
from adapters.casebook.schema.cases import STATUS_OF_FEW
from dialogs.facts.cases import OPEN, CaseCard, Status
from dialogs.facts.moment import DAY, Moment, civil, moment_of

LISTED = 20
ENDED_WITHIN = 90 * DAY

OPEN_CODES = tuple(sorted(OPEN))
CARD = (
    cases.c.number,
    cases.c.status,
    cases.c.category,
    cases.c.street,
    cases.c.submitted_at,
    cases.c.unit,
    cases.c.accept_by,
    cases.c.reply_by,
    cases.c.reporters,
    cases.c.description,
)
"""What a card is made of: the path of a message reads no more."""
LEFT: Final = "left"
"""The role of who took a case back while others go on reporting it."""
MINE: Final = (
    (reporters.c.citizen == bindparam("citizen"))
    & (reporters.c.known_at >= bindparam("returned"))
    & (reporters.c.role != LEFT)
)
"""A report is the citizen's own, and was since the last time we could be sure that it is they; see ``mine``."""
ROLE: Final = case((reporters.c.seq == 1, reporters.c.role), (reporters.c.role.is_not(None), "joiner")).label("role")
"""As whom the citizen sees the case: the words are for who wrote them, not for who has the filer's place since."""


def is_open() -> ColumnElement[bool]:
    return cases.c.status.in_(OPEN_CODES)


def _own(*first: ColumnElement[int]) -> Select[Any]:
    beside = (reporters.c.case == cases.c.number) & MINE
    newest = (*first, cases.c.submitted_at.desc(), cases.c.number.desc())
    return select(*CARD, ROLE).join(reporters, beside).order_by(*newest).limit(LISTED)


LATELY: Final = is_open() | (cases.c.ended_at >= bindparam("lately"))
OWN: Final = _own(case((is_open(), 0), else_=1)).where(LATELY)
OWN_OPEN: Final = _own().where(STATUS_OF_FEW.in_(OPEN_CODES))
ANY_OWN: Final = (
    select(cases.c.number).join(reporters, (reporters.c.case == cases.c.number) & MINE).where(LATELY).limit(1)
)


def own_cases(occasion: Occasion, citizen: Citizen) -> tuple[CaseCard, ...]:
    """Give own cases: the open ones first, then those that ended lately, each newest first."""
    return _cards(occasion, OWN, mine(citizen) | _lately(occasion))


def own_open_cases(occasion: Occasion, citizen: Citizen) -> tuple[CaseCard, ...]:
    return _cards(occasion, OWN_OPEN, mine(citizen))


def has_cases(occasion: Occasion, citizen: Citizen) -> bool:
    return occasion.connection.execute(ANY_OWN, mine(citizen) | _lately(occasion)).first() is not None


def mine(citizen: Citizen | None) -> dict[str, Any]:
    """Give what ``MINE`` asks for; nobody has nothing."""
    return {"citizen": citizen.id if citizen else "", "returned": citizen.returned_at if citizen else Moment(0)}


def own_card(row: RowMapping, role: str, now: Moment) -> CaseCard:
    """Give what one of its reporters sees; the words of the filer are for the filer."""
    due = _due(row)
    return CaseCard(
        row["number"],
        Status(row["status"]),
        row["category"],
        row["street"],
        row["submitted_at"],
        row["unit"],
        due,
        row["reporters"],
        row["description"] if role == "filer" else "",
        own=True,
        late=due is not None and due <= now,
    )


def strange_card(occasion: Occasion, row: RowMapping) -> CaseCard:
    """Give what a stranger sees: category, street, day, number of reporters."""
    zone = occasion.office.zone
    day = moment_of(datetime.combine(civil(row["submitted_at"], zone).date(), time(), zone))
    status = Status(row["status"])
    return CaseCard(row["number"], status, row["category"], row["street"], day, reporters=row["reporters"])


def _lately(occasion: Occasion) -> dict[str, Moment]:
    return {"lately": Moment(occasion.now - ENDED_WITHIN)}


def _cards(occasion: Occasion, found: Select[Any], given: Mapping[str, Any]) -> tuple[CaseCard, ...]:
    return tuple(
        own_card(row, row["role"], occasion.now) for row in occasion.connection.execute(found, given).mappings()
    )


def _due(row: RowMapping) -> Moment | None:
    """Give when the step that is on now has to be done."""
    due: dict[str, Moment | None] = {
        Status.SUBMITTED: row["accept_by"],
        Status.ACCEPTED: row["reply_by"],
        Status.ASSIGNED: row["reply_by"],
    }
    return due.get(row["status"])
