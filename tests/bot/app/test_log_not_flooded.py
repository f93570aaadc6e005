"""What strangers cannot make the program write down."""

import asyncio
import io
import logging
from collections.abc import Iterator

import pytest
from aiohttp.test_utils import TestServer

from bot.app import make_app
from bot.log import configure

NO_REQUESTS = (
    b"GET / HTTP/1.1\r\nHo st: city\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: city\r\nX: " + b"a" * 9000 + b"\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: city\r\nContent-Length: minus\r\n\r\n",
)


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """All that is logged, as it would stand on standard error."""
    root = logging.getLogger()
    before = root.handlers[:], root.level
    configure("json")
    stream = io.StringIO()
    (handler,) = root.handlers
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(stream)
    yield stream
    root.handlers[:], level = before
    root.setLevel(level)


@pytest.mark.parametrize("said", NO_REQUESTS)
async def test_what_is_no_request_leaves_no_line(written: io.StringIO, said: bytes) -> None:
    """Bytes that no HTTP is made of are answered 400, and neither they nor who sent them stand in the log."""
    async with TestServer(make_app([])) as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(said)
        async with asyncio.timeout(60):
            answer = await reader.readline()
        writer.close()

    assert b" 400 " in answer
    assert written.getvalue() == ""


def test_what_goes_wrong_in_the_server_itself_is_told(written: io.StringIO) -> None:
    """An error of ours outside of all doors leaves its line."""
    logging.getLogger("aiohttp.server").error("Error handling request", exc_info=RuntimeError("ours"))

    assert "RuntimeError" in written.getvalue()
