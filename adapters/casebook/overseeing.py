"""Hard cases with their ranking, and the closed cases that were drawn for a second look."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import msgspec
from sqlalchemy import ColumnElement, Connection, RowMapping, Select, func, literal, select, tuple_

from adapters.casebook.rules.authority import below
from adapters.casebook.rules.lifecycle import Step
from adapters.casebook.rules.watch import Watched
from adapters.casebook.schema import cases, inspections, leads, timeline, watches
from adapters.casebook.seeing import seen_by
from adapters.sql import Database
from dialogs.city import City
from dialogs.facts.moment import Clock, Moment
from dialogs.facts.records import Bearer
from dialogs.facts.supervision import (
    Backlog,
    BacklogFilter,
    HardCase,
    Inspection,
    InspectionFilter,
    InspectionPage,
    Ranked,
)

STEP_ON: Final = watches.c.kind.in_((Watched.ACCEPT, Watched.REPLY))
"""An unresolved case is watched for the one or the other."""
LEAD: Final = (leads.c.official, leads.c.team, leads.c.until)
SHOWN: Final = tuple(
    cases.c[name]
    for name in ("number", "status", "unit", "category", "district", "submitted_at", "reopened", "warnings")
)


class SqlOversight:
    """An ``Oversight`` over the casebook's database."""

    def __init__(self, database: Database, city: Callable[[], City], clock: Clock) -> None:
        self._database = database
        self._city = city
        self._clock = clock

    async def backlog(self, wanted: BacklogFilter, reader: Bearer) -> Backlog:
        now, city = self._clock.now(), self._city()
        mine = [
            seen_by(reader, lambda unit: below(city, unit)),
            *([cases.c.unit == wanted.unit] if wanted.unit else []),
        ]
        hard = _hard(city, now).where(*mine)
        return await self._database.read(lambda connection: _backlog(connection, hard, wanted, now))

    async def inspections(self, wanted: InspectionFilter) -> InspectionPage:
        return await self._database.read(lambda connection: _inspections(connection, wanted))


def _hard(city: City, now: Moment) -> Select[Any]:
    """Select what is open for too many times its time, or was reopened too often."""
    rules = city.supervision
    over = literal(now) - watches.c.since >= rules.backlog_times * (watches.c.due - watches.c.since)
    late = select(watches.c.case).where(STEP_ON, watches.c.due < now, over)
    # The second condition follows from the first, and lets the database use the index over the few that it holds for.
    again = select(cases.c.number).where(cases.c.reopened >= rules.backlog_reopened, cases.c.reopened > 0)
    watched = select(*SHOWN, *LEAD, watches.c.since, watches.c.due).join(watches, watches.c.case == cases.c.number)
    led = watched.join(leads, leads.c.case == cases.c.number, isouter=True)
    return led.where(STEP_ON, cases.c.number.in_(late.union(again)))


def _backlog(connection: Connection, hard: Select[Any], wanted: BacklogFilter, now: Moment) -> Backlog:
    longest = hard.order_by(watches.c.due, cases.c.number).limit(wanted.limit + 1)
    if wanted.cursor:
        due, _, last = wanted.cursor.partition(".")
        longest = longest.where(tuple_(watches.c.due, cases.c.number) > (int(due), last))
    rows = connection.execute(longest).mappings().all()
    page = rows[: wanted.limit]
    following = f"{page[-1]['due']}.{page[-1]['number']}" if len(rows) > wanted.limit else ""
    return Backlog(tuple(_hard_case(row, now) for row in page), _ranking(connection, hard), following)


def _ranking(connection: Connection, hard: Select[Any]) -> tuple[Ranked, ...]:
    each = hard.subquery()
    count, led = func.count(), func.count(each.c.official)
    by_unit = select(each.c.unit, count.label("cases"), led.label("led"), func.min(each.c.submitted_at).label("oldest"))
    worst = by_unit.group_by(each.c.unit).order_by(count.desc(), each.c.unit)
    return tuple(Ranked(row.unit, row.cases, row.cases - row.led, row.oldest) for row in connection.execute(worst))


def _hard_case(row: RowMapping, now: Moment) -> HardCase:
    length = max(1, row["due"] - row["since"])
    plain: Mapping[str, Any] = {column.name: row[column.name] for column in SHOWN}
    return HardCase(
        **plain,
        due_at=row["due"],
        times=round((now - row["since"]) / length, 1),
        official=row["official"] or "",
        team=row["team"] or "",
        until=row["until"],
    )


def _inspections(connection: Connection, wanted: InspectionFilter) -> InspectionPage:
    found = select(inspections, cases.c.unit, cases.c.category).join(cases, cases.c.number == inspections.c.case)
    newest = found.where(*_drawn(wanted)).order_by(inspections.c.position.desc()).limit(wanted.limit + 1)
    rows = connection.execute(newest).mappings().all()
    page = rows[: wanted.limit]
    looks = _looks(connection, [row["case"] for row in page])
    following = str(page[-1]["position"]) if len(rows) > wanted.limit else ""
    return InspectionPage(tuple(_inspection(row, looks) for row in page), following)


def _drawn(wanted: InspectionFilter) -> list[ColumnElement[bool]]:
    conditions = [inspections.c.day == wanted.day] if wanted.day else []
    if wanted.cursor:
        conditions.append(inspections.c.position < int(wanted.cursor))
    if wanted.done is not None:
        same = (timeline.c.case == inspections.c.case) & (timeline.c.kind == Step.INSPECT)
        looked = select(timeline.c.seq).where(same, timeline.c.at >= inspections.c.drawn_at).exists()
        conditions.append(looked if wanted.done else ~looked)
    return conditions


def _looks(connection: Connection, numbers: Sequence[str]) -> Sequence[RowMapping]:
    """Give the second looks at these cases, in order."""
    found = select(timeline).where(timeline.c.case.in_(numbers), timeline.c.kind == Step.INSPECT)
    return connection.execute(found.order_by(timeline.c.case, timeline.c.seq)).mappings().all()


def _inspection(row: RowMapping, looks: Sequence[RowMapping]) -> Inspection:
    since = (look for look in looks if look["case"] == row["case"] and look["at"] >= row["drawn_at"])
    look = next(since, None)
    verdict = msgspec.json.decode(look["codes"], type=dict[str, str]).get("verdict", "") if look else ""
    done_at = look["at"] if look else None
    return Inspection(row["case"], row["day"], row["drawn_at"], row["unit"], row["category"], verdict, done_at)
