"""Whom an act is told: notices to every reporter, and the questions that the platform then waits for."""

from collections.abc import Mapping
from typing import Final

import msgspec
from sqlalchemy import insert, select, update

from adapters.casebook.occasion import Occasion, codes_text
from adapters.casebook.questions import ASK, RATING
from adapters.casebook.rules.lifecycle import Step
from adapters.casebook.rules.ratings import VALUES
from adapters.casebook.schema import open_questions, reporters
from adapters.casebook.schema.acting import notices
from dialogs.facts.moment import DAY, Moment

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
    }
)
"""What citizens are told of; the rest is between offices."""
STALE_AFTER: Final = 7 * DAY
"""News that did not get through for so long are news no more."""


def notify(occasion: Occasion, number: str, seq: int, step: Step, facts: Mapping[str, str]) -> None:
    """Leave a notice for every reporter; words are not in it but in the entry that ``seq`` names."""
    for citizen in reporters_of(occasion, number):
        notice = {"case": number, "seq": seq, "citizen": citizen, "step": step, "facts": codes_text(facts)}
        times = {"at": occasion.now, "not_before": occasion.now, "expires": Moment(occasion.now + STALE_AFTER)}
        occasion.connection.execute(insert(notices).values({**notice, **times}))


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
    found = select(reporters.c.citizen).where(reporters.c.case == number).order_by(reporters.c.joined_at)
    return tuple(occasion.connection.scalars(found.where(reporters.c.role == role) if role else found))


def _open(occasion: Occasion, number: str, citizen: str, kind: str, *, text: str = "") -> None:
    new = occasion.office.chance.token(12)
    sealed = occasion.seal(open_questions.c.text, text, new) if text else None
    row = {"id": new, "case": number, "citizen": citizen, "kind": kind, "text": sealed, "asked_at": occasion.now}
    row |= {"options": msgspec.json.encode(VALUES if kind == RATING else ()).decode()}
    occasion.connection.execute(insert(open_questions).values(row))
