"""What cannot be kept now is asked for again."""

from aiohttp import web

from dialogs.facts.errors import Unkept


def later() -> web.Response:
    return web.Response(status=503, headers={"Retry-After": str(Unkept.retry_after)})
