"""The consent page in WeChat's browser, whose SDK a small script stands in for."""

import asyncio
import threading

import pytest
from aiohttp.test_utils import TestServer

from bot.app import make_app
from handlers.pages.consent import PATH, SENTENCES, ConsentPage, Proof

pytestmark = pytest.mark.browser
IN_WECHAT = "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 MicroMessenger/8.0.40"
SDK = "window.wx = { error(tell) { window.refuse = tell; }, config(given) { window.given = given; } };"
POCKET = {"width": 375, "height": 720}


async def prove(_url):
    return Proof("wx1", "n0", "1700000000", "5151")


def words(_wanted):
    return "en", {name: name for name in SENTENCES}


@pytest.fixture
def served():
    """The address of the page, served beside the browser."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    server = TestServer(make_app(ConsentPage(("T1", "T2"), "https://bot.example.org", prove, words).routes()))
    asyncio.run_coroutine_threadsafe(server.start_server(), loop).result(10)
    yield str(server.make_url(PATH))
    asyncio.run_coroutine_threadsafe(server.close(), loop).result(10)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


@pytest.fixture
def opened(chromium, served):
    """Open the page; ``sdk`` is what comes from WeChat's host, and whatever the page complains of fails the test."""
    contexts, complaints = [], []

    def open_page(agent, sdk=SDK):
        context = chromium.new_context(viewport=POCKET, user_agent=agent)
        contexts.append(context)
        page = context.new_page()
        page.route("https://res.wx.qq.com/**", lambda route: route.fulfill(body=sdk, content_type="text/javascript"))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(served)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def test_the_sdk_is_told_who_we_are(opened):
    """In WeChat the SDK gets the proof and the open tag's name, and the tag names the templates."""
    page = opened(IN_WECHAT)
    given = page.evaluate("window.given")

    assert {name: given[name] for name in ("appId", "timestamp", "nonceStr", "signature", "openTagList")} == {
        "appId": "wx1",
        "timestamp": 1700000000,
        "nonceStr": "n0",
        "signature": "5151",
        "openTagList": ["wx-open-subscribe"],
    }
    assert page.locator("wx-open-subscribe").get_attribute("template") == "T1,T2"
    assert page.locator("#said").inner_text() == ""


@pytest.mark.parametrize(
    ("happens", "detail", "said"),
    [
        ("success", {"subscribeDetails": '{"T1":"{\\"status\\":\\"accept\\"}"}'}, "done"),
        ("success", {"subscribeDetails": '{"T1":"{\\"status\\":\\"cancel\\"}"}'}, "declined"),
        ("error", {"errCode": 10002}, "failed"),
    ],
    ids=["agreed", "declined", "failed"],
)
def test_what_came_of_it_is_said(opened, happens, detail, said):
    """Whoever agreed, declined or met an error reads so."""
    page = opened(IN_WECHAT)
    tag = page.locator("wx-open-subscribe")
    tag.evaluate("(tag, [name, detail]) => tag.dispatchEvent(new CustomEvent(name, { detail }))", [happens, detail])

    assert page.locator("#said").inner_text() == said


def test_a_refused_proof_is_said(opened):
    """Where the SDK does not take the proof nobody waits for a button."""
    page = opened(IN_WECHAT)
    page.evaluate("window.refuse({ errMsg: 'config:invalid signature' })")

    assert page.locator("#said").inner_text() == "failed"


def test_elsewhere_it_asks_for_wechat(opened):
    """In another browser the page says where it has to be opened."""
    page = opened("Mozilla/5.0 (X11; Linux x86_64) Chrome/120")

    assert page.locator("#said").inner_text() == "elsewhere"
    assert page.evaluate("window.given") is None
