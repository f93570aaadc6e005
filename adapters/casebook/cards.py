"""Cases as citizens see them."""

from collections.abc import Sequence
from datetime import datetime, time

from sqlalchemy import ColumnElement, RowMapping, and_, case, select

from adapters.casebook.occasion import Occasion
from adapters.casebook.people import Citizen
from adapters.casebook.schema import cases, reporters
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


def own_cases(occasion: Occasion, citizen: Citizen) -> tuple[CaseCard, ...]:
    """Give own cases: the open ones first, then those that ended lately, each newest first."""
    lately = cases.c.ended_at >= Moment(occasion.now - ENDED_WITHIN)
    wanted = is_open() | lately
    rows = _own(occasion, citizen, wanted, (case((is_open(), 0), else_=1),))
    return tuple(own_card(row, row["role"]) for row in rows)


def own_open_cases(occasion: Occasion, citizen: Citizen) -> tuple[CaseCard, ...]:
    return tuple(own_card(row, row["role"]) for row in _own(occasion, citizen, is_open(), ()))


def is_open() -> ColumnElement[bool]:
    return cases.c.status.in_(OPEN_CODES)


def of_citizen(citizen: Citizen) -> ColumnElement[bool]:
    """Say that a case is the citizen's own, and was since the last time we could be sure that it is they."""
    return and_(
        reporters.c.case == cases.c.number,
        reporters.c.citizen == citizen.id,
        reporters.c.known_at >= citizen.returned_at,
    )


def own_card(row: RowMapping, role: str) -> CaseCard:
    """Give what one of its reporters sees; the words of the filer are for the filer."""
    return CaseCard(
        row["number"],
        Status(row["status"]),
        row["category"],
        row["street"],
        row["submitted_at"],
        row["unit"],
        _due(row),
        row["reporters"],
        row["description"] if role == "filer" else "",
        own=True,
    )


def strange_card(occasion: Occasion, row: RowMapping) -> CaseCard:
    """Give what a stranger sees: category, street, day, number of reporters."""
    zone = occasion.office.zone
    day = moment_of(datetime.combine(civil(row["submitted_at"], zone).date(), time(), zone))
    status = Status(row["status"])
    return CaseCard(row["number"], status, row["category"], row["street"], day, reporters=row["reporters"])


def _own(
    occasion: Occasion, citizen: Citizen, wanted: ColumnElement[bool], first: tuple[ColumnElement[int], ...]
) -> Sequence[RowMapping]:
    found = (
        select(*CARD, reporters.c.role)
        .join(reporters, of_citizen(citizen))
        .where(wanted)
        .order_by(*first, cases.c.submitted_at.desc(), cases.c.number.desc())
        .limit(LISTED)
    )
    return occasion.connection.execute(found).mappings().all()


def _due(row: RowMapping) -> Moment | None:
    """Give when the step that is on now has to be done."""
    due: dict[str, Moment | None] = {
        Status.SUBMITTED: row["accept_by"],
        Status.ACCEPTED: row["reply_by"],
        Status.ASSIGNED: row["reply_by"],
    }
    return due.get(row["status"])
