"""Whom an act is told: notices to every reporter, and the questions that the platform then waits for."""

from collections.abc import Mapping
from typing import Any, Final

import msgspec
from sqlalchemy import insert, select, update

from adapters.casebook.cards import LEFT
from adapters.casebook.occasion import Occasion, codes_text
from adapters.casebook.rules.asked import ASK, RATING
from adapters.casebook.rules.lifecycle import Step
from adapters.casebook.rules.notices import telling_of
from adapters.casebook.rules.ratings import VALUES
from adapters.casebook.schema import notices, open_questions, reporters
from dialogs.facts.moment import Moment
from dialogs.facts.notices import Audience

TOLD: Final = frozenset(
    {
        Step.ACCEPT,
        Step.DECLINE,
        Step.ASSIGN,
        Step.ASK,
        Step.GRANT,
        Step.REPLY,
        Step.RESOLVE,
        Step.REOPEN,
        Step.MERGE,
        Step.UNMERGE,
    }
)
"""What citizens are told of; the rest is between offices."""
WAITING: Final = "waiting"
HELD: Final = "held"
SUPERSEDED: Final = "superseded"


def tell_citizens(occasion: Occasion, number: str, seq: int, step: str, facts: Mapping[str, str]) -> None:
    """Leave a notice for every reporter; words are not in it but in the entry that ``seq`` names."""
    for citizen in reporters_of(occasion, number):
        tell_citizen(occasion, citizen, step, facts, number=number, seq=seq)


def tell_citizen(
    occasion: Occasion,
    citizen: str,
    step: str,
    facts: Mapping[str, str],
    *,
    number: str = "",
    seq: int = 0,
    urgent: bool = False,
    not_before: Moment | None = None,
) -> None:
    """Leave a notice for one citizen, by their id; without a number it is about no case."""
    who = {"audience": Audience.CITIZEN, "citizen": citizen, "line": f"{citizen}/{number}", "urgent": urgent}
    _leave(occasion, who | _about(step, facts, number, seq), not_before)


def tell_officer(
    occasion: Occasion,
    officer: str,
    step: str,
    facts: Mapping[str, str],
    *,
    number: str = "",
    seq: int = 0,
    urgent: bool = False,
    not_before: Moment | None = None,
) -> None:
    """Leave a notice for an officer, by their id: it goes by the voice that they are bound on."""
    who = {"audience": Audience.OFFICER, "officer": officer, "line": f"{officer}/{number}", "urgent": urgent}
    _leave(occasion, who | _about(step, facts, number, seq), not_before)


def tell_admin(
    occasion: Occasion, step: str, facts: Mapping[str, str], *, number: str = "", seq: int = 0, urgent: bool = True
) -> None:
    """Leave a notice for the admin's own voice."""
    who = {"audience": Audience.ADMIN, "line": f"{Audience.ADMIN}/{number}", "urgent": urgent}
    _leave(occasion, who | _about(step, facts, number, seq), None)


def ask(occasion: Occasion, number: str, text: str) -> None:
    """Put a unit's question to the filer."""
    for citizen in reporters_of(occasion, number, role="filer"):
        _open(occasion, number, citizen, ASK, text=text)


def ask_for_rating(occasion: Occasion, number: str) -> None:
    """Ask every reporter how it went."""
    for citizen in reporters_of(occasion, number):
        _open(occasion, number, citizen, RATING)


def drop_questions(occasion: Occasion, number: str, kind: str) -> None:
    """Wait for an answer no more."""
    waiting = (open_questions.c.case == number) & (open_questions.c.kind == kind) & open_questions.c.closed_at.is_(None)
    occasion.connection.execute(update(open_questions).where(waiting).values(closed_at=occasion.now))


def reporters_of(occasion: Occasion, number: str, *, role: str = "") -> tuple[str, ...]:
    """Give the citizens who report it now, first come first: none who took it back."""
    there = (reporters.c.case == number) & (reporters.c.role != LEFT)
    found = select(reporters.c.citizen).where(there).order_by(reporters.c.joined_at)
    return tuple(occasion.connection.scalars(found.where(reporters.c.role == role) if role else found))


def _open(occasion: Occasion, number: str, citizen: str, kind: str, *, text: str = "") -> None:
    new = occasion.office.chance.token(12)
    sealed = occasion.seal(open_questions.c.text, text, new) if text else None
    row = {"id": new, "case": number, "citizen": citizen, "kind": kind, "text": sealed, "asked_at": occasion.now}
    row |= {"options": msgspec.json.encode(VALUES if kind == RATING else ()).decode()}
    occasion.connection.execute(insert(open_questions).values(row))


def _about(step: str, facts: Mapping[str, str], number: str, seq: int) -> dict[str, Any]:
    return {"case": number or None, "seq": seq, "step": step, "facts": codes_text(facts)}


def _leave(occasion: Occasion, row: dict[str, Any], not_before: Moment | None) -> None:
    due = max(occasion.now, not_before or occasion.now)
    times = {"at": occasion.now, "not_before": due, "expires": Moment(due + telling_of(row["step"]).keep)}
    new = insert(notices).values(row | times | {"state": WAITING}).returning(notices.c.position)
    _supersede(occasion, row["line"], row["step"], occasion.connection.execute(new).scalar_one())


def _supersede(occasion: Occasion, line: str, step: str, newer: int) -> None:
    """Send no more what the new one makes stale; what is on its way already is not called back."""
    older = (notices.c.line == line) & notices.c.state.in_((WAITING, HELD)) & (notices.c.position < newer)
    stale = update(notices).where(older, notices.c.lease == "", notices.c.step.in_(sorted(telling_of(step).stale)))
    occasion.connection.execute(stale.values(state=SUPERSEDED, superseded_by=newer, settled_at=occasion.now))
    # What was held is tried again before the new one: it may have found a way by now.
    awake = update(notices).where(older, notices.c.state == HELD)
    occasion.connection.execute(awake.values(state=WAITING, not_before=occasion.now))
