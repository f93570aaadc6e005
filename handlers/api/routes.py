"""All operations of the API, and its description beside them."""

from collections.abc import Sequence
from datetime import tzinfo
from functools import cache

from aiohttp import web

from dialogs.facts.ports import MediaStore
from handlers.api.models import CaseOut, CaseQuery, CasesOut, CasesQuery, CitizenOut, DeskItemOut, DeskOut, DeskQuery
from handlers.api.openapi import describe
from handlers.api.operations import DESK, HANDLING, Operation
from handlers.api.ports import Desk, Registry, Reporters, Tokens
from handlers.api.views import CaseViews, DeskViews, ReporterViews

ROOT = "/api/v1"


def operations(
    registry: Registry, desk: Desk, reporters: Reporters, media: MediaStore, zone: tzinfo
) -> tuple[Operation, ...]:
    cases, items, who = CaseViews(registry, media, zone), DeskViews(desk, zone), ReporterViews(reporters)
    of_case, of_item = f"{ROOT}/cases/{{number}}/citizen", f"{ROOT}/desk/{{id}}/citizen"
    return (
        Operation("GET", f"{ROOT}/cases", "listCases", cases.page, takes=CasesQuery, gives=CasesOut),
        Operation("GET", f"{ROOT}/cases/{{number}}", "getCase", cases.one, takes=CaseQuery, gives=CaseOut),
        Operation("GET", of_case, "getCitizenOfCase", who.of_case, HANDLING, gives=CitizenOut),
        Operation("GET", f"{ROOT}/media/{{id}}", "getMedia", cases.photo),
        Operation("GET", f"{ROOT}/desk", "listDesk", items.page, DESK, takes=DeskQuery, gives=DeskOut),
        Operation("POST", f"{ROOT}/desk/{{id}}/done", "finishDeskItem", items.done, DESK, gives=DeskItemOut),
        Operation("GET", of_item, "getCitizenOfDeskItem", who.of_item, DESK, gives=CitizenOut),
    )


def api_routes(
    tokens: Tokens,
    registry: Registry,
    desk: Desk,
    reporters: Reporters,
    media: MediaStore,
    *,
    zone: tzinfo,
    more: Sequence[Operation] = (),
) -> list[web.RouteDef]:
    listed = (*operations(registry, desk, reporters, media, zone), *more)
    description = cache(lambda: describe(listed))  # takes 50 ms; few ask for it

    async def openapi(_request: web.Request) -> web.Response:
        return web.json_response(description())

    return [operation.route(tokens) for operation in listed] + [web.get(f"{ROOT}/openapi.json", openapi)]
