"""Beginning to listen, or saying why nobody can be served there."""

import os

from aiohttp import web

from dialogs.facts.errors import HuiyinError


class CannotListen(HuiyinError):
    """Nobody can be served there."""


async def begin(site: web.TCPSite, host: str, port: int) -> None:
    """Begin; ``CannotListen`` where the address is taken, is not ours, or is none."""
    try:
        await site.start()
    except OSError as error:
        code = error.errno or 0
        why = os.strerror(code) if code > 0 else error.strerror  # below 0 it is about a name
        raise CannotListen(f"{host}:{port}, {why}") from error
