"""The timeline: every change of a case appends an entry to its chain."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, bindparam, insert, select, update

from adapters.casebook import forwarding, spoken, watching
from adapters.casebook.occasion import Occasion, codes_text
from adapters.casebook.rules import chain
from adapters.casebook.schema import cases, timeline
from dialogs.facts.moment import Moment

CITIZEN = "citizen"
SYSTEM = "system"


LAST: Final = (
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


LOCKED: Final = select(cases).where(cases.c.number == bindparam("of_case")).with_for_update()
ADDED: Final = insert(timeline)
MOVED: Final = update(cases).where(cases.c.number == bindparam("of_case"))
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
    row = occasion.connection.execute(LAST, {"number": number}).one()
    return Last(row.entries, row.head, row.at)


def steady_now(occasion: Occasion, number: str) -> Moment:
    return last_of(occasion, number).steady(occasion.now)


def locked_case(connection: Connection, number: str) -> RowMapping | None:
    """Give the case and hold it until the transaction ends: entries of one case follow one another."""
    return connection.execute(LOCKED, {"of_case": number}).mappings().first()


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
    """Append an entry, with what was said sealed beside it; ``changed`` are columns of the case that change with it.

    What the clock is watched for follows from the case, and backends are told of it now: nothing of it changes after.
    ``timed=False`` says that the entry leaves state and times as they were; ``last`` is given by who has read it.
    """
    last = last or last_of(occasion, number)
    seq, at = last.entries + 1, last.steady(occasion.now)
    digest = spoken.keep(occasion, number, seq, said)
    # Entries never go back in time; what the clock said that was set back is noted.
    told = dict(codes or {}) | ({"clock": str(occasion.now)} if at > occasion.now else {})
    entry = chain.Entry(number, seq, at, kind, actor, codes_text(told), digest)
    _link(occasion.connection, entry, last.head, changed or {})
    if timed:
        watching.plan(occasion, number)
    forwarding.put(occasion, number, entry, said)
    return seq


def _link(connection: Connection, entry: chain.Entry, before: bytes, changed: Mapping[str, Any]) -> None:
    digest = chain.digest_of(entry, before)
    connection.execute(ADDED, {name: getattr(entry, name) for name in OF_ENTRY} | {"digest": digest})
    connection.execute(MOVED, {**changed, "of_case": entry.case, "entries": entry.seq, "head": digest})
