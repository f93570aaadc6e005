"""What the operations do."""

from collections.abc import Callable
from datetime import date, datetime, tzinfo
from http import HTTPStatus

from aiohttp import web

from dialogs.facts.errors import MediaGone
from dialogs.facts.moment import Moment, moment_of
from dialogs.facts.ports import MediaStore
from dialogs.facts.records import CaseFilter, DeskFilter, Reporter, Withheld
from handlers.api.models import CaseQuery, CasesQuery, DeskQuery
from handlers.api.operations import Call, answer
from handlers.api.ports import Desk, Registry, Reporters
from handlers.api.problems import Refusal
from handlers.api.rendering import case_out, cases_out, citizen_out, desk_item_out, desk_out
from handlers.api.spans import end_of, start_of

# What a citizen sent is shown as what it was found to be, and runs nothing.
HARMLESS = {
    "Cache-Control": "private, no-store",
    "Content-Disposition": "inline",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}


def _wanted(query: CasesQuery, zone: tzinfo) -> CaseFilter:
    """Give times as moments; what lies beyond all years is refused by its field."""
    plain = query.model_dump(exclude={"due_before", "submitted_from", "submitted_to"})
    due_before = moment_of(query.due_before) if query.due_before else None
    since = _moment("submitted_from", start_of, query.submitted_from, zone)
    until = _moment("submitted_to", end_of, query.submitted_to, zone)
    return CaseFilter(due_before=due_before, since=since, until=until, **plain)


def _moment(
    field: str, of: Callable[[date | datetime, tzinfo], datetime], when: date | datetime | None, zone: tzinfo
) -> Moment | None:
    try:
        return moment_of(of(when, zone)) if when is not None else None
    except (OverflowError, ValueError):
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, ((field, "out-of-range"),)) from None


class CaseViews:
    def __init__(self, registry: Registry, media: MediaStore, zone: tzinfo) -> None:
        self._registry = registry
        self._media = media
        self._zone = zone

    async def page(self, call: Call) -> web.Response:
        query = call.query(CasesQuery)
        page = await self._registry.page(_wanted(query, self._zone), call.bearer)
        return answer(cases_out(page, self._zone))

    async def one(self, call: Call) -> web.Response:
        until = call.query(CaseQuery).until
        record = await self._registry.case(call.named("number"), call.bearer, until=until)
        if record is None:
            raise Refusal(HTTPStatus.NOT_FOUND, (("number", "unknown"),))
        return answer(case_out(record, self._zone))

    async def photo(self, call: Call) -> web.Response:
        wanted = call.named("id")
        mime = await self._registry.photo(wanted, call.bearer)
        if mime is None:
            raise Refusal(HTTPStatus.NOT_FOUND, (("id", "unknown"),))
        try:
            content = await self._media.get(wanted)
        except MediaGone:
            raise Refusal(HTTPStatus.NOT_FOUND, (("id", "gone"),)) from None
        return web.Response(body=content, content_type=mime, headers=HARMLESS)


class DeskViews:
    def __init__(self, desk: Desk, zone: tzinfo) -> None:
        self._desk = desk
        self._zone = zone

    async def page(self, call: Call) -> web.Response:
        page = await self._desk.items(DeskFilter(**call.query(DeskQuery).model_dump()))
        return answer(desk_out(page, self._zone))

    async def done(self, call: Call) -> web.Response:
        item = await self._desk.done(call.named("id"), call.bearer)
        if item is None:
            raise Refusal(HTTPStatus.NOT_FOUND, (("id", "unknown"),))
        return answer(desk_item_out(item, self._zone))


class ReporterViews:
    def __init__(self, reporters: Reporters) -> None:
        self._reporters = reporters

    async def of_case(self, call: Call) -> web.Response:
        return _told(await self._reporters.of_case(call.named("number"), call.bearer), "number")

    async def of_item(self, call: Call) -> web.Response:
        return _told(await self._reporters.of_item(call.named("id"), call.bearer), "id")


def _told(found: Reporter | Withheld | None, named: str) -> web.Response:
    if found is None:
        raise Refusal(HTTPStatus.NOT_FOUND, ((named, "unknown"),))
    if isinstance(found, Withheld):
        raise Refusal(HTTPStatus.FORBIDDEN)
    return answer(citizen_out(found))
