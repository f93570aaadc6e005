"""Joins the page in which followers agree to notices. Part of wiring."""

from collections.abc import Mapping, Sequence
from typing import Final

from aiohttp import ClientSession, web

from adapters.outbound.wechat.ticket import PageTicket, page_signature
from bot import routes
from bot.setting_notices import agreed_in
from bot.settings import Settings
from bot.speech import Speech
from dialogs.facts.moment import SECOND, Chance, Clock
from dialogs.facts.ports import Conversations
from handlers.pages.consent import ConsentPage, Proof

LONGEST: Final = 200
NONCE: Final = 12  # bytes
TRADITIONAL: Final = ("zh-tw", "zh-hk", "zh-mo", "zh-hant")


def consent_doors(
    settings: Settings, session: ClientSession, speech: Speech, *, clock: Clock, chance: Chance, shared: Conversations
) -> Sequence[web.RouteDef]:
    """Serve it where there is something to agree to."""
    ours = settings.wechat
    templates = agreed_in(ours.notice) if ours else ()
    if ours is None or not templates:
        return ()
    ticket = PageTicket(routes.wechat_api(ours, session, clock, shared)[1], ours.app_id, clock, shared)

    async def prove(url: str) -> Proof:
        nonce, seconds = chance.token(NONCE), clock.now() // SECOND
        return Proof(ours.app_id, nonce, str(seconds), page_signature(await ticket.current(), nonce, seconds, url))

    return ConsentPage(templates, settings.public_url, prove, lambda wanted: _words(speech, wanted)).routes()


def _words(speech: Speech, wanted: Sequence[str]) -> tuple[str, Mapping[str, str]]:
    """Give the page's sentences in the language that a browser wants most of those the city speaks."""
    wording = speech.now.wording
    named = (_named(each.lower()) for each in wanted)
    language = next((each for each in named if each in wording.languages), wording.languages[0])
    said = wording.speaker(language, LONGEST).catalogue.format
    return language, {
        "title": said("consent-title", {}),
        "lead": said("consent-lead", {}),
        "button": said("consent-button", {}),
        "done": said("consent-done", {}),
        "declined": said("consent-declined", {}),
        "failed": said("consent-failed", {}),
        "elsewhere": said("consent-elsewhere", {}),
    }


def _named(tag: str) -> str:
    """Give the language of a catalogue that a browser's tag means."""
    if tag.startswith("zh"):
        return "zh-Hant" if tag.startswith(TRADITIONAL) else "zh-Hans"
    return tag.partition("-")[0]
