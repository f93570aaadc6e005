"""Keeping count of what happens to cases, beside the act that does it."""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection, bindparam, select, update

from adapters.casebook.occasion import Occasion
from adapters.casebook.people import Citizen
from adapters.casebook.rules.tallies import Tally
from adapters.casebook.schema import cases, reporters
from adapters.casebook.schema.cases import STATUS_OF_FEW
from adapters.casebook.schema.tallies import tallies
from adapters.sql import Statement, upsert
from dialogs.facts.cases import CaseKind, Draft, Status
from dialogs.facts.moment import DAY, Moment

AGAIN_WITHIN = 90 * DAY
"""How long after the answer a second case about the same says that the first one settled nothing."""

ONCE_MORE: Final = Statement(
    update(tallies)
    .where(
        tallies.c.case == bindparam("of_case"),
        tallies.c.what == bindparam("of_what"),
        tallies.c.unit == bindparam("of_unit"),
    )
    .values(times=tallies.c.times + 1)
)
ANSWERED: Final = Statement(
    select(cases.c.number, cases.c.unit)
    .join(reporters, reporters.c.case == cases.c.number)
    .where(
        reporters.c.citizen == bindparam("citizen"),
        cases.c.category == bindparam("category"),
        cases.c.street == bindparam("street"),
        STATUS_OF_FEW.in_([Status.RESOLVED, Status.CLOSED]),
        cases.c.resolved_at >= bindparam("since"),
    )
)


def note(connection: Connection, number: str, unit: str, happened: Iterable[Tally]) -> None:
    for what in happened:
        first = {"case": number, "what": what, "unit": unit, "times": 1}
        if not upsert(connection, tallies, first, keys=("case", "what", "unit"), update=()):
            ONCE_MORE.write(connection, {"of_case": number, "of_what": what, "of_unit": unit})


def note_repeated(occasion: Occasion, citizen: Citizen, draft: Draft) -> None:
    """Count a new matter for the cases of the same citizen, category and street that were answered lately."""
    if citizen.new or not draft.place.street or draft.kind is CaseKind.MISCONDUCT:
        return
    lately = {"citizen": citizen.id, "since": Moment(occasion.now - AGAIN_WITHIN)}
    same = {"category": draft.category, "street": draft.place.street}
    for row in ANSWERED.all(occasion.connection, lately | same):
        note(occasion.connection, row["number"], row["unit"], [Tally.REPEATED])
