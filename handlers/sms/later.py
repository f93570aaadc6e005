"""What cannot be kept now is asked for again."""

from aiohttp import web

from dialogs.facts.errors import Unkept


def later() -> web.HTTPServiceUnavailable:
    """Make the answer; it is raised from the error, so that the log names the reason."""
    return web.HTTPServiceUnavailable(headers={"Retry-After": str(Unkept.retry_after)})
