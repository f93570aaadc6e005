"""The timeline: every change of a case appends an entry to its chain."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from sqlalchemy import Connection, bindparam, insert, select, update

from adapters.casebook import forwarding, spoken, watching
from adapters.casebook.occasion import Occasion, codes_text
from adapters.casebook.rules import chain
from adapters.casebook.schema import cases, timeline
from adapters.sql import Row, Statement
from dialogs.facts.moment import Moment

CITIZEN = "citizen"
SYSTEM = "system"


LAST: Final = Statement(
    select(
        cases.c.entries,
        cases.c.head,
        select(timeline.c.at)
        .where(timeline.c.case == cases.c.number, timeline.c.seq == cases.c.entries)
        .scalar_subquery()
        .label("at"),
    )
    .where(cases.c.number == bindparam("number"))
    .with_for_update(of=cases)
)


LOCKED: Final = Statement(select(cases).where(cases.c.number == bindparam("of_case")).with_for_update())
ADDED: Final = Statement(insert(timeline).inline())
NEW: Final = Statement(insert(cases))
MOVED: Final = Statement(update(cases).where(cases.c.number == bindparam("of_case")))
OF_ENTRY: Final = tuple(field.name for field in fields(chain.Entry))
"""Built once: eight acts of a case's life append twenty entries."""


@dataclass(frozen=True, slots=True)
class Last:
    """The end of a case's chain: how many entries it has, the digest of the last, and when that was."""

    entries: int
    head: bytes
    at: Moment | None

    def steady(self, now: Moment) -> Moment:
        """Give the time by which a case is handled: never before its last entry, even when the clock was set back."""
        return Moment(max(now, self.at or 0))


NONE_YET: Final = Last(0, chain.ROOT, None)


def last_of(occasion: Occasion, number: str) -> Last:
    """Give the end of the chain, and hold the case: what is read of it stays so until the transaction ends."""
    row = LAST.first(occasion.connection, {"number": number})
    if row is None:
        raise LookupError(number)
    return Last(row["entries"], row["head"], row["at"])


def steady_now(occasion: Occasion, number: str) -> Moment:
    return last_of(occasion, number).steady(occasion.now)


def locked_case(connection: Connection, number: str) -> Row | None:
    """Give the case and hold it until the transaction ends: entries of one case follow one another."""
    return LOCKED.first(connection, {"of_case": number})


def append(
    occasion: Occasion,
    number: str,
    kind: str,
    actor: str,
    *,
    codes: Mapping[str, str] | None = None,
    said: str = "",
    changed: Mapping[str, Any] | None = None,
    timed: bool = True,
    last: Last | None = None,
) -> int:
    """Append an entry to a case that is as the database has it, save for what is ``changed``; its place in the chain.

    What the clock is watched for follows from the case; ``timed=False`` says that the entry leaves state and times as
    they were. ``last`` is given by who has read it.
    """
    last = last or last_of(occasion, number)
    last = put(occasion, number, kind, actor, codes=codes, said=said, changed=changed, last=last)
    if timed:
        watching.plan(occasion, number)
    return last.entries


def put(
    occasion: Occasion,
    number: str,
    kind: str,
    actor: str,
    *,
    last: Last,
    codes: Mapping[str, str] | None = None,
    said: str = "",
    changed: Mapping[str, Any] | None = None,
) -> Last:
    """Put an entry at the end of the chain, with what was said sealed beside it; the end that it makes.

    ``changed`` are columns of the case that change with it. Backends are told of it now: nothing of it changes after.
    """
    kept = spoken.sealed(occasion, number, last.entries + 1, said)
    entry = _entry(occasion, number, last, kind=kind, actor=actor, codes=codes or {}, words=kept.digest)
    head = chain.digest_of(entry, last.head)
    MOVED.write(occasion.connection, {**(changed or {}), "of_case": number, "entries": entry.seq, "head": head})
    _add(occasion, entry, kept, head)
    forwarding.put(occasion, number, entry, said)
    return Last(entry.seq, head, entry.at)


def begin(
    occasion: Occasion, row: Mapping[str, Any], kind: str, actor: str, *, codes: Mapping[str, str], said: str
) -> chain.Entry:
    """Put a new case into the book with the entry that its chain begins with; who knows all of it tells backends."""
    number = row["number"]
    kept = spoken.sealed(occasion, number, 1, said)
    entry = _entry(occasion, number, NONE_YET, kind=kind, actor=actor, codes=codes, words=kept.digest)
    head = chain.digest_of(entry, chain.ROOT)
    NEW.write(occasion.connection, {**row, "entries": entry.seq, "head": head})
    _add(occasion, entry, kept, head)
    return entry


def _entry(
    occasion: Occasion, number: str, last: Last, *, kind: str, actor: str, codes: Mapping[str, str], words: bytes
) -> chain.Entry:
    """Make an entry. None goes back in time; what the clock said that was set back is noted."""
    at = last.steady(occasion.now)
    told = dict(codes) | ({"clock": str(occasion.now)} if at > occasion.now else {})
    return chain.Entry(number, last.entries + 1, at, kind, actor, codes_text(told), words)


def _add(occasion: Occasion, entry: chain.Entry, kept: spoken.Said, digest: bytes) -> None:
    spoken.keep(occasion, entry.case, entry.seq, kept)
    ADDED.write(occasion.connection, {name: getattr(entry, name) for name in OF_ENTRY} | {"digest": digest})
