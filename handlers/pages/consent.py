"""The page in which followers agree to subscription notices: WeChat's own window asks them, behind its open tag."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template
from typing import Final

import structlog
from aiohttp import web

from dialogs.facts.errors import SendError

log = structlog.get_logger()

PATH: Final = "/wechat/consent"
PARTS: Final = Path(__file__).parent / "agreeing"
FILES: Final = ("page.css", "page.js")
PAGE: Final = Template((PARTS / "page.html").read_text("utf-8"))
TAG: Final = Template((PARTS / "tag.html").read_text("utf-8"))
AT_ONCE: Final = 3
"""How many templates one window of WeChat's asks for."""
SENTENCES: Final = ("title", "lead", "button", "done", "declined", "failed", "elsewhere")
# The SDK comes from WeChat and loads and reports what it needs there; the tag's own style stands in the page.
WECHATS: Final = ("https://res.wx.qq.com", "https://*.weixin.qq.com")
HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": f"default-src 'self' {' '.join(WECHATS)}; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: https:; "
    "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
}


@dataclass(frozen=True, slots=True)
class Proof:
    """What the JS-SDK compares before it lets a page do anything."""

    app: str = ""
    nonce: str = ""
    timestamp: str = ""
    signature: str = ""


NOTHING: Final = Proof()


class ConsentPage:
    """``prove`` signs a page's address, and raises ``SendError``; ``words`` gives ``SENTENCES`` in a language."""

    def __init__(
        self,
        templates: Sequence[str],
        public_url: str,
        prove: Callable[[str], Awaitable[Proof]],
        words: Callable[[Sequence[str]], tuple[str, Mapping[str, str]]],
    ) -> None:
        self._templates = tuple(dict.fromkeys(templates))
        self._public_url = public_url.rstrip("/")
        self._prove = prove
        self._words = words

    def routes(self) -> list[web.RouteDef]:
        return [web.get(PATH, self.page), *(web.get(f"{PATH}/{name}", _file) for name in FILES)]

    async def page(self, request: web.Request) -> web.Response:
        """Show it, with proof for the very address by which it was asked for."""
        language, words = self._words(_wanted(request))
        try:
            proof = await self._prove(f"{self._public_url}{request.raw_path}")
        except SendError as error:
            log.warning("consent page", error=type(error).__name__)
            return self._shown(language, words, NOTHING)
        return self._shown(language, words, proof)

    def _shown(self, language: str, words: Mapping[str, str], proof: Proof) -> web.Response:
        said = {name: escape(words[name]) for name in SENTENCES} | {"language": escape(language)}
        proven = {"app": proof.app, "nonce": proof.nonce, "timestamp": proof.timestamp, "signature": proof.signature}
        tags = self._tags(said["button"]) if proof.signature else ""
        more = {"tags": tags, "said": "" if proof.signature else said["failed"]}
        text = PAGE.substitute(said | {name: escape(value) for name, value in proven.items()} | more)
        return web.Response(
            text=text, content_type="text/html", headers=HEADERS, status=200 if proof.signature else 503
        )

    def _tags(self, button: str) -> str:
        groups = [self._templates[at : at + AT_ONCE] for at in range(0, len(self._templates), AT_ONCE)]
        return "".join(TAG.substitute(templates=escape(",".join(group)), button=button) for group in groups)


async def _file(request: web.Request) -> web.StreamResponse:
    return web.FileResponse(PARTS / request.path.rpartition("/")[2], headers={"Cache-Control": "no-cache"})


def _wanted(request: web.Request) -> tuple[str, ...]:
    """Give the languages of the browser, the most wanted first as browsers write them."""
    said = request.headers.get("Accept-Language", "")[:200]
    return tuple(each.partition(";")[0].strip() for each in said.split(","))
