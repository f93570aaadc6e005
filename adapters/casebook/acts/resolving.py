"""Ending a case: what looks wrong about its answer, and what is kept of the resolution."""

from typing import Final

from sqlalchemy import bindparam, insert, select

from adapters.casebook import seals
from adapters.casebook.occasion import Occasion
from adapters.casebook.rules.closing import doubts
from adapters.casebook.rules.course import Course
from adapters.casebook.rules.likeness import plain
from adapters.casebook.schema.acting import resolutions
from adapters.sql import Statement
from dialogs.facts.staff import CHECKS, StaffAct

KEPT: Final = Statement(insert(resolutions))
LAST_OF_UNIT: Final = Statement(
    select(resolutions.c.text_index)
    .where(resolutions.c.unit == bindparam("unit"))
    .order_by(resolutions.c.at.desc())
    .limit(1)
)


def doubted(occasion: Occasion, course: Course, act: StaffAct) -> tuple[tuple[str, str], ...]:
    """Pair each field that looks wrong with why."""
    rule = occasion.office.city().closing
    found = doubts(act.text, act.checks, rule, copied=_copied(occasion, course.unit, act.text))
    return tuple(("checks" if reason in CHECKS else "text", reason) for reason in found)


def keep(occasion: Occasion, number: str, after: Course, act: StaffAct, doubted: str) -> None:
    row = {
        "case": number,
        "resolution": after.reopened,
        "unit": after.unit,
        "at": occasion.now,
        "reply_by": after.reply_by,
        "outcome": after.outcome,
        "text_index": words_index(occasion, after.unit, act.text),
        "doubts": doubted,
    }
    KEPT.write(occasion.connection, row)


def words_index(occasion: Occasion, unit: str, text: str) -> bytes:
    """Give the digest by which a copy of an answer is known."""
    return _indices(occasion, unit, text)[0]


def _copied(occasion: Occasion, unit: str, text: str) -> bool:
    """Say whether the unit's last answer to another citizen was the same, blanks and marks apart."""
    found = LAST_OF_UNIT.value(occasion.connection, {"unit": unit})
    return found is not None and bytes(found) in _indices(occasion, unit, text)


def _indices(occasion: Occasion, unit: str, text: str) -> tuple[bytes, ...]:
    return occasion.office.keyring.indices(seals.WORDS, f"{unit}:{plain(text)}")
