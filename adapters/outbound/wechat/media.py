"""Photos and voice that citizens sent: WeChat keeps them for three days."""

from adapters.outbound.wechat.api import WechatApi
from adapters.outbound.wechat.errcodes import GONE_MEDIA, detail_of
from adapters.outbound.wechat.host import LARGEST, Response, WechatHost
from dialogs.facts.errors import MediaGone, MediaRefused, SendError, Unreachable
from dialogs.facts.messages import Attachment


class WechatFetcher:
    """Gets media by their id."""

    channel = "wechat"

    def __init__(self, api: WechatApi, host: WechatHost) -> None:
        """``host`` also fetches videos, which lie elsewhere and ask for no token."""
        self._api = api
        self._host = host

    async def fetch(self, attachment: Attachment) -> bytes:
        """Give the content; ``MediaGone`` for good, ``MediaRefused`` when too large, ``Unreachable`` for now."""
        try:
            response = await self._api.call("/cgi-bin/media/get", {"media_id": attachment.ref})
            _check(response)
            if response.told.video_url:
                response = await self._host.fetch(response.told.video_url, {})
        except Unreachable:
            raise
        except SendError as error:
            raise Unreachable(error.detail) from error
        return _kept(response.content)


def _kept(content: bytes) -> bytes:
    if not content:
        raise Unreachable("no content")
    if len(content) > LARGEST:
        raise MediaRefused("too large")
    return content


def _check(response: Response) -> None:
    if response.told.errcode == GONE_MEDIA:
        raise MediaGone(detail_of(response.told))
    if response.told.errcode:
        raise Unreachable(detail_of(response.told))
