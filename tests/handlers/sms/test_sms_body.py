"""Reading what a gateway posts."""

import asyncio

from aiohttp import web
from aiohttp.test_utils import TestServer

from handlers.sms.body import body_of


async def _echo(request: web.Request) -> web.Response:
    return web.Response(body=await body_of(request, within=0.5))


async def _answer(rest: bytes, later: bytes = b"") -> bytes:
    """Send a body in two pieces, and give the status line."""
    app = web.Application()
    app.add_routes([web.post("/", _echo)])
    async with TestServer(app) as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 6\r\n\r\n" + rest)
        if later:
            await asyncio.sleep(0.01)
            writer.write(later)
        async with asyncio.timeout(60):
            line = await reader.readline()
        writer.close()
        return line


async def test_a_body_that_never_ends_is_refused() -> None:
    """Whoever stops in the middle of a body is told 408, and never a 5xx."""
    assert b" 408 " in await _answer(b"abc")


async def test_a_body_in_pieces_is_read() -> None:
    """What comes within its time is read, in however many pieces."""
    assert b" 200 " in await _answer(b"abcdef")
    assert b" 200 " in await _answer(b"abc", b"def")
