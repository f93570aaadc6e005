"""Pictures and sound of incoming messages: on the account's own shelf, handed out by another host."""

from dataclasses import dataclass, field

from aiohttp import web

from bot.demo.sms_phone import Mms


@dataclass(slots=True)
class Shelf:
    """``direct`` hands them out itself, as where no CDN stands beside it."""

    direct: bool = False
    cdn: str = ""
    _held: dict[str, Mms] = field(default_factory=dict)
    _contents: dict[str, bytes] = field(default_factory=dict, repr=False)

    def hold(self, id: str, url: str, content: bytes, mime: str) -> Mms:
        self._contents[id] = content
        self._held[id] = Mms(url, mime)
        return self._held[id]

    def drop(self, media: Mms) -> None:
        del self._contents[media.url.rpartition("/")[2]]

    def send_on(self, id: str, base: str) -> web.Response | None:
        """Answer who has shown the account's credentials; ``None`` where there is nothing."""
        if id not in self._contents:
            return None
        if self.direct:
            return web.Response(body=self._contents[id], content_type=self._held[id].mime)
        return web.Response(status=307, headers={"Location": f"{self.cdn or base}/media/{id}"})

    async def hand_out(self, request: web.Request) -> web.Response:
        """Hand it out as object stores do: to whoever has the address, and not to who shows other credentials."""
        media = request.match_info["media"]
        if self.cdn and "Authorization" in request.headers:
            return web.Response(status=400)
        if media not in self._contents:
            return web.Response(status=404)
        return web.Response(body=self._contents[media], content_type=self._held[media].mime)
