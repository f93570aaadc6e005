from collections.abc import Callable

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import unused_port
from twilio_steps import Start

from adapters.outbound.twilio import TwilioAccount, TwilioFetcher
from bot.demo.twilio_host import TwilioHost
from dialogs.facts.errors import HuiyinError, MediaGone, MediaRefused, Unreachable
from dialogs.facts.messages import Attachment, MediaKind

Fetchers = Callable[..., TwilioFetcher]
PIXEL = b"\x89PNG" + bytes(300_000)


def image(url: str) -> Attachment:
    return Attachment(MediaKind.IMAGE, url, "image/png")


async def test_a_photo_is_fetched(host: TwilioHost, fetcher: Fetchers) -> None:
    """Through Basic auth, sent on to the CDN, which refuses our credentials: all of it arrives."""
    held = host.hold(PIXEL, "image/png")

    assert await fetcher().fetch(image(held.url)) == PIXEL


async def test_a_deleted_photo_is_gone(host: TwilioHost, fetcher: Fetchers) -> None:
    """What Twilio no longer has is gone for good."""
    held = host.hold(PIXEL, "image/png")
    host.drop(held)
    with pytest.raises(MediaGone):
        await fetcher().fetch(image(held.url))


async def test_too_large_is_refused(host: TwilioHost, account: TwilioAccount, session: aiohttp.ClientSession) -> None:
    """Nothing over the limit is read to its end."""
    held = host.hold(PIXEL, "image/png")
    with pytest.raises(MediaRefused, match="too large"):
        await TwilioFetcher(account, session, largest=1000).fetch(image(held.url))


async def test_wrong_credentials_may_be_mended(host: TwilioHost, fetcher: Fetchers) -> None:
    """A wrong token loses no photo: it is tried again."""
    held = host.hold(PIXEL, "image/png")
    with pytest.raises(Unreachable, match="HTTP 401"):
        await fetcher(auth_token="wrong").fetch(image(held.url))


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/x",
        "http://api.twilio.com/x",
        "https://api.twilio.com.evil.example/x",
        "https://api.twilio.com@evil.example/x",
        "https://user:word@api.twilio.com/x",
        "https://api.twilio.com:444/x",
        "http://127.0.0.1:1/x",
        "http://localhost/x",
        "http://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "//api.twilio.com/x",
        "/etc/passwd",
        "http://[::1",
        "http://[::1]/x",
        "",
        "路灯",
    ],
)
async def test_other_hosts_are_refused(fetcher: Fetchers, url: str) -> None:
    """Only the API's own origin is ever asked: no look-alike, no loopback, no metadata service, no file."""
    with pytest.raises(MediaRefused):
        await fetcher().fetch(image(url))


async def test_an_allowed_host_at_another_port_is_another_host(host: TwilioHost, fetcher: Fetchers) -> None:
    """The CDN is no place to start from, and another port is another host."""
    for url in (f"{host.media.cdn}/media/x", f"http://127.0.0.1:{unused_port()}/x"):
        with pytest.raises(MediaRefused):
            await fetcher().fetch(image(url))


class Elsewhere:
    """A host that sends on wherever it is told, and notes who came with credentials."""

    def __init__(self) -> None:
        self.location = ""
        self.seen: list[tuple[str, bool]] = []

    async def start(self, start: Start) -> str:
        app = web.Application()
        app.router.add_get("/{path:.*}", self.answer)
        return f"http://127.0.0.1:{(await start(app)).port}"

    async def answer(self, request: web.Request) -> web.Response:
        self.seen.append((request.raw_path, "Authorization" in request.headers))
        if request.path == "/end":
            return web.Response(body=b"end")
        return web.Response(status=302, headers={"Location": self.location})


@pytest.mark.parametrize(
    "location",
    [
        "http://localhost:9/",
        "http://169.254.169.254/",
        "https://evil.example/",
        "file:///etc/passwd",
        "http://[::1",
        "//evil.example/x",
    ],
)
async def test_a_redirect_to_elsewhere_is_refused(aiohttp_server: Start, fetcher: Fetchers, location: str) -> None:
    """Not even our own API may send us to a host that is not on the list."""
    elsewhere = Elsewhere()
    base = await elsewhere.start(aiohttp_server)
    elsewhere.location = location
    with pytest.raises(MediaRefused):
        await fetcher(api_base=base).fetch(image(f"{base}/start"))


async def test_credentials_stay_at_home(aiohttp_server: Start, fetcher: Fetchers) -> None:
    """The CDN sees no credentials, and its address as it was given, escapes and all."""
    home, cdn = Elsewhere(), Elsewhere()
    base, cdn_base = await home.start(aiohttp_server), await cdn.start(aiohttp_server)
    home.location, cdn.location = f"{cdn_base}/a%2Fb?sig=x%2By+z&e=%E8%B7%AF", "/end"
    to_cdn = fetcher(api_base=base, cdn=(cdn_base,))

    assert await to_cdn.fetch(image(f"{base}/start")) == b"end"
    assert home.seen == [("/start", True)]
    assert cdn.seen == [("/a%2Fb?sig=x%2By+z&e=%E8%B7%AF", False), ("/end", False)]


async def test_a_circle_ends(aiohttp_server: Start, fetcher: Fetchers) -> None:
    """Who is sent on again and again stops."""
    circle = Elsewhere()
    base = await circle.start(aiohttp_server)
    circle.location = f"{base}/again"
    with pytest.raises(MediaRefused, match="too often"):
        await fetcher(api_base=base).fetch(image(f"{base}/start"))

    assert len(circle.seen) == 3


@pytest.mark.parametrize(
    ("status", "error"),
    [(404, MediaGone), (410, MediaGone), (429, Unreachable), (503, Unreachable), (403, Unreachable)],
)
async def test_statuses(aiohttp_server: Start, fetcher: Fetchers, status: int, error: type[HuiyinError]) -> None:
    """Gone is gone; all else may be better tomorrow."""
    app = web.Application()

    async def answer(_request: web.Request) -> web.Response:
        return web.Response(status=status)

    app.router.add_get("/x", answer)
    base = f"http://127.0.0.1:{(await aiohttp_server(app)).port}"
    with pytest.raises(error):
        await fetcher(api_base=base).fetch(image(f"{base}/x"))


async def test_nobody_listens_for_media(fetcher: Fetchers) -> None:
    """An API that is down is asked again later, and its error names no address."""
    base = f"http://127.0.0.1:{unused_port()}"
    with pytest.raises(Unreachable) as lost:
        await fetcher(api_base=base).fetch(image(f"{base}/secret-photo"))

    assert "secret-photo" not in str(lost.value)
    assert lost.value.__suppress_context__
