"""The trace of each look at who a citizen is, and of what is done about it."""

from sqlalchemy import insert

from adapters.casebook.entries import append
from adapters.casebook.occasion import Occasion
from adapters.casebook.rules.looks import LOOKED_UP
from adapters.casebook.schema import audits
from dialogs.facts.records import Bearer, Role

PLATFORM = "platform"


def audit(occasion: Occasion, by: Bearer, subject: str, id: str) -> None:
    row = {"at": occasion.now, "token": by.token, "subject": subject, "id": id}
    occasion.connection.execute(insert(audits).values(row))


def audit_look_at_case(occasion: Occasion, reader: Bearer, number: str) -> None:
    """Leave the trace in the case's timeline too, where the chain holds it."""
    audit(occasion, reader, "case", number)
    actor = reader.unit if reader.role is Role.UNIT else PLATFORM
    append(occasion, number, LOOKED_UP, actor, codes={"token": reader.token})
