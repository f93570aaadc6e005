"""One list a day for each officer, at the city's hour, in place of a message for each warning."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from sqlalchemy import RowMapping, delete, insert, select, update

from adapters.casebook import robots
from adapters.casebook.acts import telling
from adapters.casebook.occasion import Occasion
from adapters.casebook.outbox_sight import LIST, heard
from adapters.casebook.rules.course import Terms
from adapters.casebook.rules.watch import Watch
from adapters.casebook.schema import officers
from adapters.casebook.schema.watching import digest_items
from adapters.casebook.schema.watching import digests as lists
from adapters.sql import upsert
from dialogs.facts.moment import MINUTE, Moment, civil, moment_of

ADMIN: Final = "-"
"""Stands for the admin among officers: told of units that nobody is bound to."""
GROUP: Final = "@"
"""Before a unit's code: its group's robot, which says what is late."""
UNMANNED: Final = "unmanned"
CANDIDATES: Final = 20
"""Officers looked at for one that no other sweeper has in hand."""
LONGEST: Final = 200
"""Lines of one list: more are counted, and stay in the list of cases."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a warning."""

    number: str
    seq: int
    watch: Watch
    unit: str
    since: Moment
    """When the warning fell due: it belongs into the first list after."""

    @property
    def facts(self) -> Mapping[str, str]:
        watch = self.watch
        return {"time": watch.kind, "warning": str(watch.given), "due": str(watch.due), "unit": self.unit}


def put(occasion: Occasion, told: Told, readers: Iterable[str]) -> None:
    """Put a line into the next list of each."""
    terms = Terms(occasion.office.city(), occasion.office.zone, told.since)
    line = {"case": told.number, "time": told.watch.kind, "warning": told.watch.given, "due": told.watch.due}
    line |= {"unit": told.unit, "not_before": next_list(terms)}
    rows = [line | {"officer": reader} for reader in readers]
    if rows:
        occasion.connection.execute(insert(digest_items), rows)


def group_of(occasion: Occasion, unit: str) -> tuple[str, ...]:
    """Give who stands for a unit's group among officers; nobody where the group has no robot."""
    return (f"{GROUP}{unit}",) if unit in occasion.office.robots else ()


def next_list(terms: Terms) -> Moment:
    """Give the moment after now at which lists are sent on a working day."""
    day = civil(terms.now, terms.zone).date()
    while True:
        at = Moment(moment_of(datetime.combine(day, time(), terms.zone)) + terms.city.supervision.digest_at * MINUTE)
        if at > terms.now and terms.time.is_working(day):
            return at
        day += timedelta(days=1)


def any_due(occasion: Occasion) -> bool:
    found = select(digest_items.c.officer).where(digest_items.c.not_before <= occasion.now).limit(1)
    return occasion.connection.execute(found).first() is not None


def send(occasion: Occasion) -> bool:
    """Make the list of one officer who is due and whom nobody else has in hand; whether there was one."""
    due = digest_items.c.not_before <= occasion.now
    waiting = select(digest_items.c.officer).where(due).distinct().order_by(digest_items.c.officer).limit(CANDIDATES)
    taken = (_taken(occasion, officer) for officer in occasion.connection.scalars(waiting).all())
    found = next((row for row in taken if row is not None), None)
    if found is None:
        return False
    terms = Terms(occasion.office.city(), occasion.office.zone, occasion.now)
    today, mine = civil(terms.now, terms.zone).date().isoformat(), due & (digest_items.c.officer == found["officer"])
    if found["day"] >= today:  # a second list is not sent, whatever came late
        occasion.connection.execute(update(digest_items).where(mine).values(not_before=next_list(terms)))
        return True
    rows = occasion.connection.execute(delete(digest_items).where(mine).returning(*digest_items.c)).mappings().all()
    occasion.connection.execute(update(lists).where(lists.c.officer == found["officer"]).values(day=today))
    if told := _heard(occasion, found["officer"], rows):
        _tell(occasion, found["officer"], told)
    return True


def _taken(occasion: Occasion, officer: str) -> RowMapping | None:
    """Take an officer's list in hand, and see of which day the last one was; ``None`` where another sweeper has it."""
    upsert(occasion.connection, lists, {"officer": officer, "day": ""}, keys=("officer",), update=())
    found = select(lists).where(lists.c.officer == officer).with_for_update(skip_locked=True)
    return occasion.connection.execute(found).mappings().first()


def _heard(occasion: Occasion, officer: str, rows: Sequence[RowMapping]) -> Sequence[RowMapping]:
    """Leave out what has been taken from the officer's unit since the warning, so that its number is not told there."""
    if officer == ADMIN:
        return rows
    unit = officer.removeprefix(GROUP) if officer.startswith(GROUP) else _unit_of(occasion, officer)
    told = heard(occasion.connection, occasion.office.city(), unit, [(row["case"], row["time"]) for row in rows])
    return [row for row in rows if (row["case"], row["time"]) in told]


def _unit_of(occasion: Occasion, officer: str) -> str:
    return occasion.connection.scalar(select(officers.c.unit).where(officers.c.id == officer)) or ""


def _tell(occasion: Occasion, officer: str, rows: Sequence[RowMapping]) -> None:
    """Tell what is in the list: one line for each time of a case, what is longest due first."""
    last = {(row["case"], row["time"]): row for row in sorted(rows, key=lambda row: row["position"])}
    lines = sorted(last.values(), key=lambda row: (row["due"], row["case"]))
    late = sum(row["due"] <= occasion.now for row in lines)
    facts = {
        "count": str(len(lines)),
        "late": str(late),
        "cases": " ".join(f"{row['case']}/{row['time']}/{row['due']}" for row in lines[:LONGEST]),
    }
    if officer == ADMIN:
        telling.tell_admin(occasion, UNMANNED, {"count": facts["count"], "unit": lines[0]["unit"]}, urgent=False)
    elif officer.startswith(GROUP):
        robots.tell_late(occasion, officer.removeprefix(GROUP), [row["case"] for row in lines])
    else:
        telling.tell_officer(occasion, officer, LIST, facts)
