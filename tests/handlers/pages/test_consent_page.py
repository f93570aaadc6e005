"""The page in which followers agree to notices."""

import re
from collections.abc import Sequence

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.app import make_app
from dialogs.facts.errors import Busy
from handlers.pages.consent import PATH, SENTENCES, ConsentPage, Proof

PUBLIC = "https://bot.example.org/"
TEMPLATES = ("T1", "T2", 'T"3', "T4", "T1")


class Signer:
    """Notes the addresses that it is asked to sign."""

    def __init__(self) -> None:
        self.signed: list[str] = []
        self.down = False

    async def __call__(self, url: str) -> Proof:
        if self.down:
            raise Busy
        self.signed.append(url)
        return Proof("wx1", "n0", "1700000000", "5151")


def words(wanted: Sequence[str]) -> tuple[str, dict[str, str]]:
    return wanted[0] or "en", {name: f"<{name}>" for name in SENTENCES}


@pytest.fixture
def signer() -> Signer:
    return Signer()


@pytest.fixture
async def page(signer: Signer) -> TestClient[web.Request, web.Application]:
    app = make_app(ConsentPage(TEMPLATES, PUBLIC, signer, words).routes())
    client = TestClient(TestServer(app))
    await client.start_server()
    yield client
    await client.close()


async def test_it_is_signed_for_its_very_address(page: TestClient, signer: Signer) -> None:
    """What WeChat appends to the address is signed too, as it was written, at the address that the outside calls."""
    answer = await page.get(f"{PATH}?from=singlemessage&x=%E5%9B%9E", headers={"Accept-Language": "zh-HK;q=0.9, en"})
    text = await answer.text()

    assert answer.status == 200
    assert signer.signed == ["https://bot.example.org/wechat/consent?from=singlemessage&x=%E5%9B%9E"]
    assert 'data-app="wx1" data-nonce="n0" data-timestamp="1700000000" data-signature="5151"' in text
    assert '<html lang="zh-HK">' in text
    assert answer.headers["Cache-Control"] == "no-store"


async def test_each_window_asks_for_three_at_most(page: TestClient) -> None:
    """Templates come each once, three to a button, and nothing in them or in the words becomes markup."""
    text = await (await page.get(PATH)).text()

    assert re.findall(r'template="([^"]*)"', text) == ["T1,T2,T&quot;3", "T4"]
    assert "<title>&lt;title&gt;</title>" in text
    assert not re.search(rf"<(?:{'|'.join(set(SENTENCES) - {'title', 'button'})})>", text)


async def test_without_a_proof_it_says_so(page: TestClient, signer: Signer) -> None:
    """Where WeChat cannot be asked the page offers nothing to press, and tells the reader."""
    signer.down = True
    answer = await page.get(PATH)
    text = await answer.text()

    assert answer.status == 503
    assert "wx-open-subscribe" not in text
    assert 'data-elsewhere="&lt;elsewhere&gt;">&lt;failed&gt;</p>' in text


async def test_only_wechats_sdk_comes_from_elsewhere(page: TestClient) -> None:
    """The page names one other host, its guard lets in that one, and its own files are there."""
    answer = await page.get(PATH)
    text = await answer.text()

    assert set(re.findall(r"https?://[^/\"]+", text)) == {"https://res.wx.qq.com"}
    assert "default-src 'self' https://res.wx.qq.com" in answer.headers["Content-Security-Policy"]
    for address in re.findall(r'(?:src|href)="(/[^"]+)"', text):
        assert (await page.get(address)).status == 200
