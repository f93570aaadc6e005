"""What waits for an officer, and a case as an officer may see it."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import ColumnElement, RowMapping, and_, case, func, or_, select

from adapters.casebook import officers_pin
from adapters.casebook.acts import handling
from adapters.casebook.media import KEPT
from adapters.casebook.occasion import Occasion
from adapters.casebook.officers import officer_at
from adapters.casebook.officers_binding import FORGEABLE
from adapters.casebook.rules import acting
from adapters.casebook.rules.authority import allowed, sees
from adapters.casebook.rules.course import Course, Terms
from adapters.casebook.rules.lifecycle import Step
from adapters.casebook.rules.looks import LOOKED_UP
from adapters.casebook.schema import cases, handlings, media, notices, timeline
from adapters.casebook.schema.notices import is_some
from adapters.casebook.seeing import helped_by
from dialogs.facts.cases import Status
from dialogs.facts.messages import MediaKind
from dialogs.facts.moment import DAY, Moment
from dialogs.facts.officers import MOST_TASKS, Me, Task, TaskCard, Tasks
from dialogs.facts.records import Bearer, Role
from dialogs.facts.staff import StaffAct, Why

OFFERED: Final = (
    Step.SIGN, Step.RESOLVE, Step.REPLY, Step.ASK, Step.ASK_EXTENSION, Step.RETURN, Step.NOTE,
)  # fmt: skip
WORDS_SHOWN, PLACE_SHOWN = 200, 60  # characters: a journal has to hold them
LAST_DIGITS: Final = 5


def me(occasion: Occasion) -> Me:
    row = officer_at(occasion)
    if row is None:
        return Me()
    pushed = _pushed(occasion, row["id"])
    number, at = (pushed["case"], pushed["reached_at"]) if pushed else ("", Moment(0))
    forgeable = occasion.who.channel in FORGEABLE
    proven = officers_pin.is_given(occasion, row)
    return Me(row["unit"], row["head"], forgeable, row["pin"] is not None, number, at, proven=proven)


def bearer_of(row: RowMapping) -> Bearer:
    """Give an officer the rights of a token of their unit, under their own id and with their channel."""
    return Bearer(row["id"], Role.UNIT, row["unit"], row["channel"])


def tasks(occasion: Occasion) -> Tasks | None:
    """List what is assigned to the unit, then what it helps with, each by what is due soonest."""
    row = officer_at(occasion)
    if row is None:
        return None
    found = select(cases, handlings.c.signed_at).join(handlings, handlings.c.case == cases.c.number, isouter=True)
    mine = cases.c.unit == row["unit"]
    unsigned = handlings.c.signed_at.is_(None) & cases.c.sign_by.is_not(None) & mine
    due = func.coalesce(case((unsigned, cases.c.sign_by)), cases.c.reply_by)
    elsewhere = case((~mine, 2), (cases.c.officer.in_((row["id"], "")), 0), else_=1)
    ordered = found.where(_waiting(row)).order_by(elsewhere, due, cases.c.number).limit(MOST_TASKS)
    listed = occasion.connection.execute(ordered).mappings()
    return Tasks(tuple(_task(each, row, occasion.now) for each in listed), waiting_for(occasion, row))


def waiting_for(occasion: Occasion, row: RowMapping) -> int:
    return occasion.connection.scalar(select(func.count()).select_from(cases).where(_waiting(row))) or 0


def task(occasion: Occasion, number: str) -> TaskCard | None:
    """Give a case of the officer's unit, of one below it or one that it helps; ``None`` where it is none of these."""
    row = officer_at(occasion)
    found = _found(occasion, row, number) if row else None
    if row is None or found is None:
        return None
    course = handling.course_of(occasion.connection, found)
    bearer = bearer_of(row)
    return _card(occasion, found, course, bearer) if sees(occasion.office.city(), course, bearer) else None


def _found(occasion: Occasion, row: RowMapping, number: str) -> RowMapping | None:
    """Find a case by its number; by its last digits only among those that wait for the unit."""
    mine = cases.c.number == number
    if len(number) == LAST_DIGITS:
        mine = and_(_waiting(row), cases.c.number.endswith(number, autoescape=True))
    rows = occasion.connection.execute(select(cases).where(mine).limit(2)).mappings().all()
    return rows[0] if len(rows) == 1 else None


def _waiting(row: RowMapping) -> ColumnElement[bool]:
    return and_(or_(cases.c.unit == row["unit"], helped_by(row["unit"])), cases.c.status == Status.ASSIGNED)


def _task(row: RowMapping, officer: RowMapping, now: Moment) -> Task:
    signed, helps = row["signed_at"] is not None, row["unit"] != officer["unit"]
    due = row["reply_by"] if signed or helps else row["sign_by"] or row["reply_by"]
    elsewhere, late = row["officer"] not in {officer["id"], ""} and not helps, due is not None and due < now
    return Task(row["number"], row["category"], due, signed, elsewhere, late, helps)


def _card(occasion: Occasion, row: RowMapping, course: Course, bearer: Bearer) -> TaskCard:
    step = _latest(occasion, row["number"])
    due = course.reply_by if course.signed_at is not None else course.sign_by or course.reply_by
    return TaskCard(
        number=row["number"],
        status=course.status,
        category=row["category"],
        street=row["street"],
        unit=course.unit,
        place=row["place"][:PLACE_SHOWN],
        what=row["description"][:WORDS_SHOWN],
        due_at=due if course.status is Status.ASSIGNED else None,
        photos=_photos(occasion, row["number"]),
        step=step["kind"],
        step_at=step["at"],
        signed=course.signed_at is not None,
        acts=tuple(_acts(occasion, course, row["number"], bearer)),
    )


def _acts(occasion: Occasion, course: Course, number: str, bearer: Bearer) -> Iterator[str]:
    terms = Terms(occasion.office.city(), occasion.office.zone, occasion.now)
    for step in OFFERED:
        unfit = acting.misfit(step, course, StaffAct(step, number, bearer), terms)
        if allowed(terms.city, step, course, bearer) and not (unfit and unfit.why is Why.STATUS):
            yield step


def _latest(occasion: Occasion, number: str) -> RowMapping:
    """Give the last entry, looks at the citizen's number apart: they are no step."""
    found = select(timeline.c.kind, timeline.c.at).where(timeline.c.case == number, timeline.c.kind != LOOKED_UP)
    return occasion.connection.execute(found.order_by(timeline.c.seq.desc()).limit(1)).mappings().one()


def _photos(occasion: Occasion, number: str) -> int:
    kept = (media.c.case == number) & (media.c.kind == MediaKind.IMAGE) & (media.c.state == KEPT)
    return occasion.connection.scalar(select(func.count()).select_from(media).where(kept)) or 0


def _pushed(occasion: Occasion, id: str) -> RowMapping | None:
    """Give the last notice that reached the officer within a day and was about a case."""
    lately = notices.c.reached_at > occasion.now - DAY
    theirs = (notices.c.officer == id) & is_some(notices.c.officer)
    found = select(notices.c.case, notices.c.reached_at).where(theirs, lately)
    ordered = found.where(notices.c.case.is_not(None)).order_by(notices.c.reached_at.desc(), notices.c.position.desc())
    return occasion.connection.execute(ordered.limit(1)).mappings().first()
