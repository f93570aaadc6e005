"""The level above steps in: letters that want an answer, and leads of hard cases."""

from typing import Final

from sqlalchemy import insert, select, update

from adapters.casebook import watching
from adapters.casebook.occasion import Occasion
from adapters.casebook.rules.course import Terms
from adapters.casebook.rules.ladder import desk_of
from adapters.casebook.rules.watch import Watched, of_letter
from adapters.casebook.schema.overseeing import leads, letters
from adapters.sql import upsert
from dialogs.facts.staff import StaffAct

REMINDER: Final = "urge"
"""A word between offices; every other kind of supervision is a letter."""


def write_letter(occasion: Occasion, act: StaffAct, unit: str, seq: int, by: str) -> None:
    """Keep that a letter was written to the unit in charge, or to the desk, and by when it has to answer."""
    if act.kind == REMINDER:
        return
    city, new = occasion.office.city(), occasion.office.chance.token(12)
    terms = Terms(city, occasion.office.zone, occasion.now)
    due = terms.time.after_days(occasion.now, city.supervision.letter_days).at
    row = {"id": new, "case": act.number, "seq": seq, "kind": act.kind, "unit": unit or desk_of(city)}
    occasion.connection.execute(insert(letters).values(row | {"by": by, "at": occasion.now, "due_at": due}))
    watching.add(occasion.connection, act.number, of_letter(new, occasion.now, due, terms))


def letter_for(occasion: Occasion, act: StaffAct) -> str:
    """Give the id of the letter that is answered: the one named, else the oldest that waits; empty where none does."""
    waiting = select(letters.c.id).where(letters.c.case == act.number, letters.c.answered_at.is_(None))
    named = waiting.where(letters.c.id == act.letter) if act.letter else waiting
    found: str | None = occasion.connection.scalar(named.order_by(letters.c.seq).limit(1))
    return found or ""


def keep_answer(occasion: Occasion, number: str, letter: str, seq: int, by: str) -> None:
    answered = {"answered_at": occasion.now, "answered_by": by, "answer_seq": seq}
    occasion.connection.execute(update(letters).where(letters.c.id == letter).values(answered))
    watching.drop(occasion.connection, number, Watched.LETTER, letter)


def name_lead(occasion: Occasion, act: StaffAct, seq: int) -> None:
    """Put a hard case under a named lead, in place of a former one: the timeline keeps both."""
    row = {"case": act.number, "seq": seq, "official": act.official, "team": act.team, "until": act.until}
    upsert(occasion.connection, leads, row | {"at": occasion.now}, keys=("case",))
