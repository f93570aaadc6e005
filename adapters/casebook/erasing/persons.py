"""What is kept of a person outside of cases, and at last who they are."""

from collections.abc import Callable
from typing import Any, Final, TypeAlias

from sqlalchemy import delete, or_, select, update

from adapters.casebook import officers, outbox
from adapters.casebook.auditing import audit
from adapters.casebook.blocks import drop_ended
from adapters.casebook.erasing.found import Erased, Person
from adapters.casebook.occasion import Occasion
from adapters.casebook.rules.looks import ERASED
from adapters.casebook.rules.notices import HELD, SUPERSEDED, WAITING
from adapters.casebook.schema import (
    citizens,
    code_tries,
    consents,
    desk_items,
    dones,
    drafts,
    notices,
    phone_codes,
    pushes,
    sightings,
)
from adapters.casebook.schema import officers as officers_rows
from adapters.casebook.schema import outbox as messages
from adapters.casebook.seals import PERSON
from dialogs.facts.messages import Address
from dialogs.facts.records import Bearer

Step: TypeAlias = Callable[[Occasion, Person], Erased]
DONE_BY: Final = "erased"
"""Who is done with an item of the desk whose words are gone."""
SUBJECT: Final = "person"


def _drafts(occasion: Occasion, person: Person) -> Erased:
    gone = occasion.connection.execute(delete(drafts).where(drafts.c.citizen.in_(person.ids)))
    return Erased(items=gone.rowcount)


def _at_the_desk(occasion: Occasion, person: Person) -> Erased:
    """Leave of each item that there was one, and when it was done."""
    theirs = desk_items.c.citizen.in_(person.ids)
    waiting = update(desk_items).where(theirs, desk_items.c.done_at.is_(None))
    occasion.connection.execute(waiting.values(done_at=occasion.now, done_by=DONE_BY))
    said = update(desk_items).where(theirs, desk_items.c.words.is_not(None))
    return Erased(items=occasion.connection.execute(said.values(words=None)).rowcount)


def _done(occasion: Occasion, person: Person) -> Erased:
    for table in (dones, code_tries):
        occasion.connection.execute(delete(table).where(table.c.citizen.in_(person.ids)))
    return Erased()


def _codes(occasion: Occasion, person: Person) -> Erased:
    """Forget codes that bind a phone, those too that others had sent to their number."""
    indices = occasion.office.keyring.indices
    numbers = [digest for who in person.addresses for digest in indices(PERSON, who.whole)]
    theirs = or_(phone_codes.c.citizen.in_(person.ids), phone_codes.c.phone.in_(numbers))
    occasion.connection.execute(delete(phone_codes).where(theirs))
    return Erased()


def _messages(occasion: Occasion, person: Person) -> Erased:
    untold = notices.c.citizen.in_(person.ids) & notices.c.state.in_((WAITING, HELD))
    over = {"state": SUPERSEDED, "settled_at": occasion.now, "lease": "", "leased_until": None}
    occasion.connection.execute(update(notices).where(untold).values(over))
    theirs = messages.c.recipient.in_(_recipients(occasion, person.addresses))
    return Erased(messages=occasion.connection.execute(delete(messages).where(theirs)).rowcount)


def _reach(occasion: Occasion, person: Person) -> Erased:
    """Forget when they wrote and what they agreed to; where they are bound as an officer it stays the officer's."""
    digests = _recipients(occasion, tuple(who for who in person.addresses if not _is_officer(occasion, who)))
    for table in (sightings, pushes, consents):
        occasion.connection.execute(delete(table).where(table.c.recipient.in_(digests)))
    return Erased()


def _blocks(occasion: Occasion, person: Person) -> Erased:
    for who in person.addresses:
        drop_ended(occasion.connection, occasion.office.keyring, who, occasion.now)
    return Erased()


KEPT: Final[tuple[Step, ...]] = (_drafts, _at_the_desk, _done, _codes, _messages, _reach, _blocks)
"""Each in a transaction of its own."""


def forget(occasion: Occasion, person: Person, by: Bearer) -> None:
    """Let the rows of a person lead to nobody: at the last, for they are found by this."""
    for each in person.ids:
        nobody: dict[str, Any] = dict.fromkeys(("address", "bound_to", "consented_at"))
        nobody |= {"person": occasion.office.chance.token(12).encode(), "language": "", "returned_at": occasion.now}
        occasion.connection.execute(update(citizens).where(citizens.c.id == each).values(nobody))
    audit(occasion, by, ERASED, SUBJECT)


def _recipients(occasion: Occasion, addresses: tuple[Address, ...]) -> list[bytes]:
    indices = occasion.office.keyring.indices
    return [digest for who in addresses for digest in indices(outbox.RECIPIENT, who.whole)]


def _is_officer(occasion: Occasion, who: Address) -> bool:
    identities = occasion.office.keyring.indices(officers.IDENTITY, who.whole)
    bound = select(officers_rows.c.id).where(officers.BOUND, officers_rows.c.identity.in_(identities))
    return occasion.connection.execute(bound).first() is not None
