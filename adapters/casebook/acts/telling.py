"""Whom an act is told: notices to every reporter, and the questions that the platform then waits for."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

import msgspec
from sqlalchemy import and_, bindparam, case, false, insert, literal, or_, select, update

from adapters.casebook.cards import LEFT
from adapters.casebook.occasion import Occasion, codes_text
from adapters.casebook.rules.asked import ASK, RATING
from adapters.casebook.rules.notices import HELD, SUPERSEDED, WAITING, telling_of
from adapters.casebook.rules.ratings import VALUES
from adapters.casebook.schema import notices, open_questions, reporters
from adapters.casebook.schema.notices import undone
from adapters.sql import NumberOf, Statement
from dialogs.facts.moment import Moment
from dialogs.facts.notices import Audience

REPORTING: Final = Statement(
    select(reporters.c.citizen)
    .where(reporters.c.case == bindparam("of_case"), reporters.c.role != LEFT)
    .order_by(reporters.c.joined_at)
)
LEFT_NOW: Final = "left_now"
LEAVE: Final = Statement(insert(notices).returning(notices.c.position))
OPEN: Final = Statement(insert(open_questions))
DROP: Final = Statement(
    update(open_questions).where(
        open_questions.c.case == bindparam("of_case"),
        open_questions.c.kind == bindparam("of_kind"),
        open_questions.c.closed_at.is_(None),
    )
)


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


def end(occasion: Occasion, citizens: Iterable[str], step: str, number: str) -> None:
    """Note a step that these citizens are told nothing of: what it makes stale is not sent to them any more.

    It stands in their line, so that nothing older that comes back is sent either.
    """
    for citizen in citizens:
        who = {"audience": Audience.CITIZEN, "citizen": citizen, "line": f"{citizen}/{number}"}
        _leave(occasion, who | _about(step, {}, number, 0), None, SUPERSEDED)


def ask(occasion: Occasion, number: str, text: str) -> None:
    """Put a unit's question to every reporter; who answers first answers for all."""
    for citizen in reporters_of(occasion, number):
        _open(occasion, number, citizen, ASK, text=text)


def ask_for_rating(occasion: Occasion, number: str) -> None:
    """Ask every reporter how it went."""
    for citizen in reporters_of(occasion, number):
        _open(occasion, number, citizen, RATING)


def drop_questions(occasion: Occasion, number: str, kind: str) -> None:
    """Wait for an answer no more."""
    DROP.write(occasion.connection, {"of_case": number, "of_kind": kind, "closed_at": occasion.now})


def reporters_of(occasion: Occasion, number: str) -> tuple[str, ...]:
    """Give the citizens who report it now, first come first: none who took it back."""
    return tuple(REPORTING.values(occasion.connection, {"of_case": number}))


def _open(occasion: Occasion, number: str, citizen: str, kind: str, *, text: str = "") -> None:
    new = occasion.office.chance.token(12)
    sealed = occasion.seal(open_questions.c.text, text, new) if text else None
    row = {"id": new, "case": number, "citizen": citizen, "kind": kind, "text": sealed, "asked_at": occasion.now}
    row |= {"options": msgspec.json.encode(VALUES if kind == RATING else ()).decode()}
    OPEN.write(occasion.connection, row)


def _about(step: str, facts: Mapping[str, str], number: str, seq: int) -> dict[str, Any]:
    return {"case": number or None, "seq": seq, "step": step, "facts": codes_text(facts)}


def _leave(occasion: Occasion, row: dict[str, Any], not_before: Moment | None, state: str = WAITING) -> None:
    due = max(occasion.now, not_before or occasion.now)
    times = {
        "at": occasion.now,
        "not_before": due,
        "due_at": due,
        "expires": Moment(due + telling_of(row["step"]).keep),
    }
    LEAVE.write(occasion.connection, row | times | {"state": state}, name=LEFT_NOW, group=row)
    settling = _settling(tuple(sorted(telling_of(row["step"]).stale)), frees=state == WAITING)
    settling.write(occasion.connection, {"of_line": row["line"], "now": occasion.now}, group=row)


@lru_cache(maxsize=64)
def _settling(steps: tuple[str, ...], *, frees: bool) -> Statement:
    """Say in one statement what becomes of the older notices of a line.

    ``steps`` are stale and not sent any more; what of them is on its way already is not called back. ``frees``: what
    was held is tried again before the new one.
    """
    open_ones = notices.c.state.in_([literal(WAITING), literal(HELD)])  # one walk along the index, where "or" is two
    older = (notices.c.line == bindparam("of_line")) & undone(notices) & open_ones
    stale = and_(notices.c.lease == "", or_(false(), *(notices.c.step == step for step in steps)))
    now, newer = bindparam("now", type_=notices.c.at.type), NumberOf(LEFT_NOW, notices.c.position.name)
    return Statement(
        update(notices)
        .where(older, notices.c.position < newer, or_(stale, notices.c.state == HELD) if frees else stale)
        .values(
            state=case((stale, SUPERSEDED), else_=WAITING),
            superseded_by=case((stale, newer), else_=notices.c.superseded_by),
            settled_at=case((stale, now), else_=notices.c.settled_at),
            # It may have found a way by now.
            not_before=case((stale, notices.c.not_before), else_=now),
            due_at=case((stale, notices.c.due_at), else_=now),
        )
    )
