"""An officer leaves: unbound at once, forgotten as a person, and what was signed for is handed on."""

from typing import Final

from sqlalchemy import RowMapping, select, update

from adapters.casebook.acts import telling
from adapters.casebook.entries import SYSTEM, append
from adapters.casebook.occasion import Occasion
from adapters.casebook.officers import BOUND, ids_bound_for
from adapters.casebook.rules.lifecycle import Step
from adapters.casebook.schema import cases
from adapters.casebook.schema.officers import officers
from dialogs.facts.cases import Status

BATCH: Final = 50
"""How many cases one transaction hands on."""
HANDLED: Final = (Status.ACCEPTED, Status.ASSIGNED, Status.RESOLVED)
"""Where a case still wants somebody; a closed one keeps who did it."""
GONE: Final = {"name": None, "address": None, "identity": None, "pin": None, "pin_given_at": None}


def leave(occasion: Occasion, row: RowMapping) -> None:
    """Unbind; what they signed for is handed on afterwards, a batch a transaction."""
    mine = update(officers).where(officers.c.id == row["id"], BOUND)
    occasion.connection.execute(mine.values(unbound_at=occasion.now, **GONE))


def hand_on(occasion: Occasion, id: str, unit: str, limit: int = BATCH) -> int:
    """Hand cases of who leaves to the head of the unit, or to all of it. How many it were: 0 when none is left."""
    left = select(cases.c.number).where(cases.c.officer == id, cases.c.status.in_(HANDLED)).limit(limit)
    numbers = tuple(occasion.connection.scalars(left.with_for_update()))
    bound = [each for each in ids_bound_for(occasion.connection, unit) if each != id]
    head = next((each for each in ids_bound_for(occasion.connection, unit, head=True) if each != id), "")
    for number in numbers:
        occasion.connection.execute(update(cases).where(cases.c.number == number).values(officer=head))
        codes = {"officer": head, "from": id}
        seq = append(occasion, number, Step.HAND_ON, SYSTEM, codes={name: code for name, code in codes.items() if code})
        for officer in [head] if head else bound:
            telling.tell_officer(occasion, officer, Step.HAND_ON, {"unit": unit}, number=number, seq=seq)
    return len(numbers)


def departing(occasion: Occasion, id: str) -> RowMapping | None:
    """Give the row of an officer who is bound, locked; ``None`` where there is none."""
    found = select(officers).where(officers.c.id == id, BOUND).with_for_update()
    return occasion.connection.execute(found).mappings().first()
