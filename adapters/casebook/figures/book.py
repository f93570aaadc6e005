"""The figures as who may see them gets them."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import tzinfo

from sqlalchemy import Connection

from adapters.casebook.figures import lists
from adapters.casebook.figures.analysis import analyse
from adapters.casebook.figures.cohort import Cohort
from adapters.casebook.figures.counting import count
from adapters.casebook.rules.authority import is_above
from adapters.casebook.rules.few import tellable
from adapters.casebook.rules.months import months_of, whole
from adapters.sql import Database
from dialogs.city import City
from dialogs.facts.figures import Analysis, Counts, Day, Period, Row, Table, Wanted
from dialogs.facts.moment import Clock, Moment
from dialogs.facts.records import Bearer, Role


class SqlFigures:
    """A ``Figures`` over the casebook's database; it only ever reads."""

    def __init__(self, database: Database, city: Callable[[], City], clock: Clock, zone: tzinfo) -> None:
        self._database = database
        self._city = city
        self._clock = clock
        self._zone = zone

    async def table(self, wanted: Wanted, reader: Bearer) -> Table:
        now = self._clock.now()
        cohort = Cohort(wanted.period, wanted.by, months_of(wanted.period, self._zone), self._units(wanted, reader))
        rows = await self._database.read(lambda connection: counted(connection, cohort, now))
        return Table(wanted.period, wanted.by, tuple(sorted(rows, key=lambda row: (not row.key, row.key))))

    async def day(self, period: Period, unit: str = "") -> Day:
        """Give the lists of a period for a report; ``unit``: its own and those of the units below it alone."""
        now, units = self._clock.now(), self._below(unit)
        return await self._database.read(lambda connection: lists.day(connection, period, units, now))

    async def analysis(self, period: Period, before: tuple[Period, ...], unit: str = "") -> Analysis:
        """Say what stands out about a period, beside the three before it, the latest first."""
        units = self._below(unit)
        return await self._database.read(lambda connection: analyse(connection, period, before, units))

    def _below(self, unit: str) -> tuple[str, ...] | None:
        return subtree(self._city(), unit) if unit else None

    def _units(self, wanted: Wanted, reader: Bearer) -> tuple[str, ...] | None:
        """Name the units whose figures these are; a unit's reader gets no more than their own part of the tree."""
        city = self._city()
        own = (subtree(city, reader.unit) if reader.unit else ()) if reader.role is Role.UNIT else None
        asked = subtree(city, wanted.unit) if wanted.unit else None
        if own is None or asked is None:
            return asked if own is None else own
        return tuple(unit for unit in asked if unit in own)


def counted(connection: Connection, cohort: Cohort, now: Moment) -> Sequence[Row]:
    """Count the ordinary cases, and of the reports about officials what may be told: of a part of the tree none."""
    found: defaultdict[str, Counts] = defaultdict(Counts)
    for (key, _), counts in count(connection, cohort, now).items():
        found[key] += counts
    if cohort.units is None:
        apart = replace(cohort, told=False, months=tuple(m for m in cohort.months if whole(m, cohort.period, now)))
        for key, counts in tellable(count(connection, _spanning(apart), now)) if apart.months else ():
            found[key] += counts
    return [Row(key, counts) for key, counts in found.items() if counts != Counts()]


def subtree(city: City, unit: str) -> tuple[str, ...]:
    """Name a unit and all below it."""
    return (unit, *(each.code for each in city.units if is_above(city, unit, each.code)))


def _spanning(cohort: Cohort) -> Cohort:
    """Count from the first whole month to the end of the last one."""
    period = replace(cohort.period, start=cohort.months[0].span.start, end=cohort.months[-1].span.end)
    return replace(cohort, period=period)
