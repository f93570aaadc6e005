"""Joins the API that units and integrators use. Part of wiring."""

from aiohttp import web

from adapters.casebook import Office, SqlDesk, SqlPostbag, SqlRegistry, SqlReporters, SqlStaff, SqlTokens
from adapters.casebook.blocks import SqlBlocks
from adapters.casebook.figures import SqlFigures
from adapters.casebook.query_codes import SqlQueryCodes
from bot.office import officer_admin, oversight
from bot.stores import Stores
from dialogs.facts.moment import Clock
from handlers.api import act_operations, api_routes, officer_operations, outbox_operations, statistics_operation
from handlers.api.blocks import block_operations
from handlers.api.query_codes import query_code_operation


def api(
    kept: Stores, here: Office, clock: Clock, *, tokens: SqlTokens, registry: SqlRegistry, blocks: SqlBlocks
) -> list[web.RouteDef]:
    """Give all operations of the API."""
    desk, reporters = SqlDesk(kept.database, kept.keyring, clock), SqlReporters(kept.database, here, clock)
    staff = act_operations(SqlStaff(kept.database, here, clock), here.city, here.zone)
    counted = statistics_operation(SqlFigures(kept.database, here.city, clock, here.zone), clock, here.zone)
    officers = officer_operations(officer_admin(kept, here, clock), here.zone)
    sent = outbox_operations(SqlPostbag(kept.database, clock), here.zone)
    renewed = query_code_operation(SqlQueryCodes(kept.database, here, clock))
    shut_out = block_operations(blocks, here.zone)
    more = (*staff, counted, renewed, *officers, *sent, *oversight(kept, here, clock), *shut_out)
    return api_routes(tokens, registry, desk, reporters, kept.media, zone=here.zone, more=more)
