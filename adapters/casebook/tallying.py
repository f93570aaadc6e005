"""Keeping count of what happens to cases, beside the act that does it."""

from collections.abc import Iterable

from sqlalchemy import Connection, select, update

from adapters.casebook.occasion import Occasion
from adapters.casebook.people import Citizen
from adapters.casebook.rules.tallies import Tally
from adapters.casebook.schema import cases, reporters
from adapters.casebook.schema.tallies import tallies
from adapters.sql import upsert
from dialogs.facts.cases import CaseKind, Draft, Status
from dialogs.facts.moment import DAY, Moment

AGAIN_WITHIN = 90 * DAY
"""How long after the answer a second case about the same says that the first one settled nothing."""


def note(connection: Connection, number: str, unit: str, happened: Iterable[Tally]) -> None:
    for what in happened:
        first = {"case": number, "what": what, "unit": unit, "times": 1}
        if not upsert(connection, tallies, first, keys=("case", "what", "unit"), update=()):
            same = (tallies.c.case == number) & (tallies.c.what == what) & (tallies.c.unit == unit)
            connection.execute(update(tallies).where(same).values(times=tallies.c.times + 1))


def note_repeated(occasion: Occasion, citizen: Citizen, draft: Draft) -> None:
    """Count a new matter for the cases of the same citizen, category and street that were answered lately."""
    if not draft.place.street or draft.kind is CaseKind.MISCONDUCT:
        return
    answered = (
        select(cases.c.number, cases.c.unit)
        .join(reporters, reporters.c.case == cases.c.number)
        .where(
            reporters.c.citizen == citizen.id,
            cases.c.category == draft.category,
            cases.c.street == draft.place.street,
            cases.c.status.in_((Status.RESOLVED, Status.CLOSED)),
            cases.c.resolved_at >= Moment(occasion.now - AGAIN_WITHIN),
        )
    )
    for row in occasion.connection.execute(answered).all():
        note(occasion.connection, row.number, row.unit, [Tally.REPEATED])
