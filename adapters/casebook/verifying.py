"""Walking the timeline of a case, to see that it is as it was written."""

from collections.abc import Iterator

from sqlalchemy import Connection, RowMapping, select

from adapters.casebook.rules import chain
from adapters.casebook.rules.chain import Verdict
from adapters.casebook.schema import cases, timeline, words
from adapters.casebook.spoken import words_of
from adapters.sealing import Keyring
from dialogs.facts.errors import UnreadableSeal

UNREADABLE = "\0"
"""Stands for words that no key opens: they hold with no digest."""


def verify(connection: Connection, keyring: Keyring, number: str) -> Verdict | None:
    """Check a case's chain and the words beside it; ``None`` where there is no such case."""
    head = connection.execute(select(cases.c.head, cases.c.entries).where(cases.c.number == number)).first()
    if head is None:
        return None
    return chain.verify(_links(connection, keyring, number), head.head, head.entries)


def numbers_after(connection: Connection, last: str, limit: int) -> tuple[str, ...]:
    """Give case numbers in order, to go through all of them in batches."""
    found = select(cases.c.number).where(cases.c.number > last).order_by(cases.c.number).limit(limit)
    return tuple(connection.scalars(found))


def _links(connection: Connection, keyring: Keyring, number: str) -> Iterator[chain.Link]:
    beside = (words.c.case == timeline.c.case) & (words.c.seq == timeline.c.seq)
    found = select(timeline, words.c.sealed, words.c.erased_at).join(words, beside, isouter=True)
    mine = found.where(timeline.c.case == number).order_by(timeline.c.seq)
    return (_link(keyring, row) for row in connection.execute(mine).mappings())


def _link(keyring: Keyring, row: RowMapping) -> chain.Link:
    entry = chain.Entry(
        row["case"], row["seq"], row["at"], row["kind"], row["actor"], row["codes"], bytes(row["words"])
    )
    salt, text = _words(keyring, row)
    return chain.Link(entry, bytes(row["digest"]), salt, text)


def _words(keyring: Keyring, row: RowMapping) -> tuple[str, str | None]:
    """Give what is left of an entry's words: those that are gone without having been erased do not hold."""
    if row["sealed"] is None:
        gone = bool(row["words"]) and row["erased_at"] is None
        return "", UNREADABLE if gone else None
    try:
        return words_of(keyring, row["case"], row["seq"], row["sealed"])
    except UnreadableSeal:
        return "", UNREADABLE
