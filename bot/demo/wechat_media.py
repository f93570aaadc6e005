"""What citizens sent to the account: kept for three days."""

import hashlib
from dataclasses import dataclass, field
from typing import Final

from aiohttp import web

from bot.demo.wechat_answers import told, verdict
from dialogs.facts.moment import DAY, Clock, Moment

MEDIA_KEPT: Final = 3 * DAY
UNKNOWN_MEDIA: Final = 40007


@dataclass(frozen=True, slots=True)
class _Media:
    content: bytes = field(repr=False)
    content_type: str
    at: Moment


class Media:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._held: dict[str, _Media] = {}

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/cgi-bin/media/get", self._get), web.get("/video/{id}", self._get_video)]

    def hold(self, content: bytes, content_type: str) -> str:
        """Keep it, and give its media id; a video is told by its type."""
        media_id = hashlib.sha256(content + str(len(self._held)).encode()).hexdigest()
        self._held[media_id] = _Media(content, content_type, self._clock.now())
        return media_id

    async def _get(self, request: web.Request) -> web.Response:
        media_id = request.query.get("media_id", "")
        media = self._fresh(media_id)
        if media is None:
            return verdict(UNKNOWN_MEDIA)
        if media.content_type.startswith("video/"):
            return told(video_url=str(request.url.origin() / "video" / media_id))
        return web.Response(body=media.content, content_type=media.content_type)

    async def _get_video(self, request: web.Request) -> web.Response:
        media = self._fresh(request.match_info["id"])
        if media is None:
            raise web.HTTPNotFound
        return web.Response(body=media.content, content_type=media.content_type)

    def _fresh(self, media_id: str) -> _Media | None:
        media = self._held.get(media_id)
        return media if media and self._clock.now() < media.at + MEDIA_KEPT else None
