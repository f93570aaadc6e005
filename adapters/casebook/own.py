"""A citizen's own case, as they may act on it: a merged one leads to the one that it went into."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from adapters.casebook.acts import handling
from adapters.casebook.cards import MINE, mine
from adapters.casebook.entries import locked_case, steady_now
from adapters.casebook.occasion import Occasion
from adapters.casebook.people import Citizen
from adapters.casebook.recalculating import in_step
from adapters.casebook.rules.course import Course, Terms
from adapters.casebook.schema import cases, ratings, reporters, timeline
from adapters.casebook.schema.watching import watches
from adapters.sql import Row
from dialogs.facts.cases import Status
from dialogs.facts.moment import Moment

OWN = (
    select(reporters, cases.c.merged_into)
    .join(cases, cases.c.number == reporters.c.case)
    .where(reporters.c.case == bindparam("number"), MINE)
)
TIMES = ("accept_by", "reply_by")


@dataclass(frozen=True, slots=True)
class Own:
    """A case that the citizen reports, its row locked where it is to be changed; ``card`` is their row beside it."""

    number: str
    row: Row
    card: Row
    course: Course

    @property
    def filer(self) -> bool:
        return bool(self.card["role"] == "filer")


def own_case(occasion: Occasion, citizen: Citizen, number: str, *, lock: bool = True) -> Own | None:
    card = occasion.connection.execute(OWN, mine(citizen) | {"number": number}).mappings().first()
    if card is None:
        return None
    if card["merged_into"]:
        return own_case(occasion, citizen, card["merged_into"], lock=lock)
    row = locked_case(occasion.connection, number) if lock else _row(occasion, number)
    row = in_step(occasion, row) if row and lock else row
    return Own(number, row, card, handling.course_of(occasion.connection, row)) if row else None


def terms_of(occasion: Occasion, number: str) -> Terms:
    return Terms(occasion.office.city(), occasion.office.zone, steady_now(occasion, number))


def runs_since(occasion: Occasion, own: Own) -> Moment | None:
    """Say when the time that is on now began to run."""
    kind = TIMES[0] if own.course.status is Status.SUBMITTED else TIMES[1]
    found = select(watches.c.since).where(watches.c.case == own.number, watches.c.kind == kind)
    return occasion.connection.scalar(found)


def last(occasion: Occasion, number: str, kind: str) -> Moment | None:
    """Say when a case last had an entry of a kind."""
    found = select(timeline.c.at).where(timeline.c.case == number, timeline.c.kind == kind)
    return occasion.connection.scalar(found.order_by(timeline.c.seq.desc()).limit(1))


def own_rating(occasion: Occasion, citizen: Citizen, own: Own) -> str:
    """Give what the citizen said of the last resolution, empty where nothing."""
    mine_alone = (ratings.c.case == own.number) & (ratings.c.citizen == citizen.id)
    found = select(ratings.c.value).where(mine_alone, ratings.c.resolution == own.course.reopened)
    return occasion.connection.scalar(found) or ""


def _row(occasion: Occasion, number: str) -> Row | None:
    return occasion.connection.execute(select(cases).where(cases.c.number == number)).mappings().first()
