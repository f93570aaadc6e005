"""The figures of a period, by unit, category, district or month."""

from datetime import datetime, timedelta, tzinfo
from http import HTTPStatus

from aiohttp import web

from dialogs.facts.figures import Figures, Period, Table, Wanted
from dialogs.facts.moment import Clock, Moment, civil, moment_of
from handlers.api.operations import Call, Operation, answer
from handlers.api.problems import Refusal
from handlers.api.spans import end_of, start_of
from handlers.api.statistics_models import StatisticsOut, StatisticsQuery, counts_out, row_out

LONGEST = timedelta(days=3660)
FIRST_YEAR = 1900


def statistics_operation(figures: Figures, clock: Clock, zone: tzinfo) -> Operation:
    async def view(call: Call) -> web.Response:
        query = call.query(StatisticsQuery)
        period = _period(query, civil(clock.now(), zone), zone)
        table = await figures.table(Wanted(period, query.by, query.unit), call.bearer)
        return answer(_out(table, zone))

    return Operation("GET", "/api/v1/statistics", "getStatistics", view, takes=StatisticsQuery, gives=StatisticsOut)


def _period(query: StatisticsQuery, today: datetime, zone: tzinfo) -> Period:
    """Give what was asked for, by default the year up to now; years that nobody can mean are refused."""
    year = today.date().replace(month=1, day=1)
    try:
        start, end = start_of(query.start or year, zone), end_of(query.end or today.date(), zone)
    except (OverflowError, ValueError):
        raise _unfit("from", "out-of-range") from None
    if start.year < FIRST_YEAR:
        raise _unfit("from", "out-of-range")
    if end <= start:
        raise _unfit("to", "before-from")
    if end - start > LONGEST:
        raise _unfit("from", "too-long-ago")
    return Period(moment_of(start), moment_of(end))


def _unfit(field: str, reason: str) -> Refusal:
    return Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, ((field, reason),))


def _out(table: Table, zone: tzinfo) -> StatisticsOut:
    def at(moment: Moment) -> datetime:
        return civil(moment, zone)

    return StatisticsOut(
        start=at(table.period.start),
        end=at(table.period.end),
        by=table.by,
        rows=[row_out(row) for row in table.rows],
        total=counts_out(table.total),
    )
