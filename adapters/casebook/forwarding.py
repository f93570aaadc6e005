"""Store and forward: each entry of a case becomes one row of the outbox per outside backend."""

import msgspec
from sqlalchemy import select

from adapters.casebook import outbox
from adapters.casebook.contacts import contact_of
from adapters.casebook.occasion import Occasion
from adapters.casebook.records import record_of
from adapters.casebook.rules.chain import Entry
from adapters.casebook.rules.looks import NO_NEWS
from adapters.casebook.schema import reporters
from dialogs.facts.cases import Contact, Privacy
from dialogs.facts.messages import Address
from dialogs.facts.ports import Outgoing
from dialogs.facts.records import Forwarded

CHANNEL = "backend"


def key_of(backend: str, number: str, seq: int) -> str:
    return f"{CHANNEL}/{backend}/{number}/{seq}"


def put(occasion: Occasion, number: str, entry: Entry, said: str) -> None:
    """Queue the news of one entry; the case in it is as it stands within this transaction."""
    told = [name for name in occasion.office.backends if name != entry.actor]  # who did it knows it
    if not told or entry.kind in NO_NEWS:
        return
    text = msgspec.json.encode(_news(occasion, number, entry, said)).decode()
    messages = [
        Outgoing(key_of(name, number, entry.seq), Address(CHANNEL, f"{name}/{number}"), name, text) for name in told
    ]
    outbox.put(occasion.connection, occasion.office.keyring, messages, now=occasion.now)


def _news(occasion: Occasion, number: str, entry: Entry, said: str) -> Forwarded:
    keyring = occasion.office.keyring
    record = record_of(occasion.connection, keyring, number)
    if record is None:
        raise LookupError(number)
    contact = _filer(occasion, number)
    return Forwarded(number, entry.seq, record, said, contact.name, contact.phone)


def _filer(occasion: Occasion, number: str) -> Contact:
    """Give how the filer wants to be known; of who is anonymous, nothing."""
    row = occasion.connection.execute(
        select(reporters.c.citizen, reporters.c.contact).where(reporters.c.case == number, reporters.c.role == "filer")
    ).one()
    contact = contact_of(occasion, number, row.citizen, row.contact)
    return Contact(Privacy.ANONYMOUS) if contact.privacy is Privacy.ANONYMOUS else contact
