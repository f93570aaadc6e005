"""The level above steps in: letters that want an answer, and leads of hard cases."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import case, insert, select, update

from adapters.casebook import watching
from adapters.casebook.occasion import Occasion
from adapters.casebook.rules.authority import desk_of
from adapters.casebook.rules.course import Course, Terms
from adapters.casebook.rules.watch import Watched, of_letter
from adapters.casebook.schema.overseeing import leads, letters
from adapters.sql import upsert
from dialogs.facts.records import Role
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


@dataclass(frozen=True, slots=True)
class Addressed:
    """A letter that waits, by its id, and the unit that it went to; without an id there is none."""

    id: str
    unit: str


def letter_for(occasion: Occasion, act: StaffAct, course: Course) -> Addressed:
    """Give the letter that is answered: the one named, else the oldest to who answers, else the oldest of all."""
    desk = desk_of(occasion.office.city())
    mine = act.by.unit if act.by.role is Role.UNIT else desk
    waiting = select(letters.c.id, letters.c.unit).where(letters.c.case == act.number, letters.c.answered_at.is_(None))
    named = waiting.where(letters.c.id == act.letter) if act.letter else waiting
    oldest = named.order_by(case((letters.c.unit == mine, 0), else_=1), letters.c.seq).limit(1)
    found = occasion.connection.execute(oldest).first()
    return Addressed(found.id, found.unit) if found else Addressed("", course.unit or desk)


def keep_answer(occasion: Occasion, number: str, letter: str, seq: int, by: str) -> None:
    answered = {"answered_at": occasion.now, "answered_by": by, "answer_seq": seq}
    occasion.connection.execute(update(letters).where(letters.c.id == letter).values(answered))
    watching.drop(occasion.connection, number, Watched.LETTER, letter)


def name_lead(occasion: Occasion, act: StaffAct, seq: int) -> None:
    """Put a hard case under a named lead, in place of a former one: the timeline keeps both."""
    row = {"case": act.number, "seq": seq, "official": act.official, "team": act.team, "until": act.until}
    upsert(occasion.connection, leads, row | {"at": occasion.now}, keys=("case",))
