"""Photos and voice from WeChat, and the menu."""

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from wechat_api_world import APP_ID, NOW, SECRET, STABLE, calling

from adapters.outbound.wechat.api import WechatApi
from adapters.outbound.wechat.host import LARGEST, WechatHost
from adapters.outbound.wechat.media import WechatFetcher
from adapters.outbound.wechat.menu import MenuButton, push_menu
from adapters.outbound.wechat.token import AccessToken
from bot.demo.clock import HandClock
from bot.demo.wechat_host import MEDIA_KEPT
from dialogs.facts.errors import MediaGone, MediaRefused, Misconfigured, Rejected, Unreachable
from dialogs.facts.messages import Attachment, MediaKind

GET = "/cgi-bin/media/get"
JPEG = b"\xff\xd8\xff\xe0" + b"0" * 100_000


def photo(media_id: str) -> Attachment:
    return Attachment(MediaKind.IMAGE, media_id)


@pytest.mark.parametrize(
    ("content", "content_type"),
    [(JPEG, "image/jpeg"), (b"#!AMR\n", "audio/amr"), (b"\0\0\0\x18ftypmp42", "video/mp4")],
    ids=["photo", "voice", "video"],
)
async def test_what_wechat_keeps_is_fetched(content: bytes, content_type: str) -> None:
    """Photos and voice come as they are, a video from the address that WeChat names."""
    async with calling() as world:
        media_id = world.stand_in.hold_media(content, content_type)

        assert await world.fetcher.fetch(photo(media_id)) == content
        assert world.fetcher.channel == "wechat"


async def test_after_three_days_it_is_gone() -> None:
    """Just before three days it is there, then it is gone for good."""
    async with calling() as world:
        media_id = world.stand_in.hold_media(JPEG, "image/jpeg")
        world.clock.advance(MEDIA_KEPT - 1)
        assert await world.fetcher.fetch(photo(media_id)) == JPEG

        world.clock.advance(1)
        with pytest.raises(MediaGone):
            await world.fetcher.fetch(photo(media_id))


async def test_a_refused_token_is_replaced_for_media_too() -> None:
    """A dead token is no reason to lose a photo."""
    async with calling() as world:
        media_id = world.stand_in.hold_media(JPEG, "image/jpeg")
        await world.token.current()
        world.stand_in.void_token()

        assert await world.fetcher.fetch(photo(media_id)) == JPEG


@pytest.mark.parametrize("errcode", [-1, 45009, 40164, 48001, 99999])
async def test_other_errors_are_for_now(errcode: int) -> None:
    """Only what is gone is gone; all else is tried again."""
    async with calling() as world:
        media_id = world.stand_in.hold_media(JPEG, "image/jpeg")
        world.stand_in.fail(GET, errcode)

        with pytest.raises(Unreachable):
            await world.fetcher.fetch(photo(media_id))
        assert await world.fetcher.fetch(photo(media_id)) == JPEG


async def test_no_token_is_for_now() -> None:
    """Without a token the photo waits."""
    async with calling() as world:
        world.stand_in.fail(STABLE, 40164)

        with pytest.raises(Unreachable):
            await world.fetcher.fetch(photo("any"))


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (web.Response(body=b"0" * (LARGEST + 1), content_type="image/jpeg"), MediaRefused),
        (web.Response(body=b"", content_type="image/jpeg"), Unreachable),
        (web.Response(text="{}", content_type="text/plain"), Unreachable),
        (web.Response(text="<html>", content_type="text/html"), Unreachable),
        (web.Response(text='{"errcode": 40007}', content_type="text/plain"), MediaGone),
        (web.Response(text='{"video_url": "nowhere"}', content_type="application/json"), Unreachable),
        (web.Response(status=500), Unreachable),
    ],
    ids=["too large", "empty", "nothing said", "portal", "JSON as text", "video nowhere", "down"],
)
async def test_odd_answers_are_told_apart(answer: web.Response, error: type[Exception]) -> None:
    """What is too large is refused, what is no answer is tried again."""

    async def token(_: web.Request) -> web.Response:
        return web.json_response({"access_token": "t", "expires_in": 7200})

    async def get(_: web.Request) -> web.Response:
        return answer

    app = web.Application()
    app.add_routes([web.post(STABLE, token), web.get(GET, get)])
    async with TestServer(app) as server, ClientSession() as session:
        host = WechatHost(session, str(server.make_url("/")))
        fetcher = WechatFetcher(WechatApi(host, AccessToken(host, APP_ID, SECRET, HandClock(NOW))), host)

        with pytest.raises(error):
            await fetcher.fetch(photo("m"))


MENU = (
    MenuButton("我要反映", key="file"),
    MenuButton("更多", below=(MenuButton("办事进度", key="status"), MenuButton("门户", url="https://city.example"))),
)


async def test_the_menu_is_pushed() -> None:
    """Buttons that send, open and unfold arrive as WeChat writes them."""
    async with calling() as world:
        await push_menu(world.api, MENU)

        assert world.stand_in.menu == {
            "button": [
                {"name": "我要反映", "type": "click", "key": "file"},
                {
                    "name": "更多",
                    "sub_button": [
                        {"name": "办事进度", "type": "click", "key": "status"},
                        {"name": "门户", "type": "view", "url": "https://city.example"},
                    ],
                },
            ]
        }


@pytest.mark.parametrize(("errcode", "error"), [(48001, Misconfigured), (40016, Rejected)])
async def test_a_refused_menu_is_an_error(errcode: int, error: type[Exception]) -> None:
    """A menu that WeChat does not take is said not to be taken."""
    async with calling() as world:
        world.stand_in.fail("/cgi-bin/menu/create", errcode)

        with pytest.raises(error):
            await push_menu(world.api, MENU)


@pytest.mark.parametrize(
    "buttons",
    [
        (),
        (MenuButton("a", key="k"),) * 4,
        (MenuButton("六个字的菜单", key="k"),),
        (MenuButton("", key="k"),),
        (MenuButton("a"),),
        (MenuButton("a", key="k", url="https://city.example"),),
        (MenuButton("a", key="k" * 129),),
        (MenuButton("a", url="https://city.example/" + "x" * 1024),),
        (MenuButton("a", below=(MenuButton("b", key="k"),) * 6),),
        (MenuButton("a", below=(MenuButton("b", below=(MenuButton("c", key="k"),)),)),),
    ],
    ids=["none", "four", "long name", "no name", "no use", "two uses", "long key", "long URL", "six below", "deep"],
)
async def test_a_menu_beyond_the_limits_is_not_sent(buttons: tuple[MenuButton, ...]) -> None:
    """WeChat's limits are known before it is asked."""
    async with calling() as world:
        with pytest.raises(ValueError, match="button"):
            await push_menu(world.api, buttons)

        assert world.stand_in.calls == []
