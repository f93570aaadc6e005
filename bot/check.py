"""``huiyin check``: what is configured, what is missing, what cannot work; each service is tried."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from aiohttp import ClientSession, ClientTimeout
from rich.console import Console
from rich.markup import escape

from adapters.casebook.letters import can_print
from adapters.casebook.rules.calendar import is_provisional
from bot import trials
from bot.check_kept import kept
from bot.check_names import doubtful
from bot.city import load_city, problems
from bot.clock import SystemClock
from bot.findings import Finding, Level
from bot.routes import wechat_api
from bot.setting_notices import notices_in
from bot.settings import Settings, describe, read_settings, unserved
from bot.sms_templates import doubts
from bot.speech import Speech

PATIENCE = ClientTimeout(total=10, connect=5)
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
NEWS = ("assign", "decline", "ask", "reply", "resolve")
"""What no citizen should miss."""
WEB_PORTS = frozenset({None, 80, 443})


STYLES = {Level.OK: "green", Level.NOTE: "dim", Level.WARNING: "yellow", Level.ERROR: "bold red"}


async def run_check(console: Console | None = None) -> int:
    """Print all findings; 1 when serving would fail, else 0."""
    console = console or Console(highlight=False, soft_wrap=True)
    settings = read_settings()
    for name, value in describe(settings).items():
        if value:
            console.print(f"{name} = {escape(value)}")
    failed = False
    async for finding in examine(settings):
        failed |= finding.level is Level.ERROR
        console.print(f"[{STYLES[finding.level]}]{finding.level:>7}[/]  {finding.part}: {escape(finding.said)}")
    return int(failed)


async def examine(settings: Settings) -> AsyncIterator[Finding]:
    """Look at everything an operator has decided, the local things first."""
    for finding in (
        *_key(settings),
        *_stores(settings),
        *_city(settings),
        *_doors(settings),
        *doubtful(settings),
        *_reach(settings),
        *_templates(settings),
        *_address(settings),
        *_proxies(settings),
    ):
        yield finding
    yield await _tried("data folder", Level.ERROR, trials.writable(settings.data))
    yield await asyncio.to_thread(_letters)
    for part, stored in _stored(settings):
        yield await _tried(part, Level.ERROR, stored)
    async for finding in kept(settings):
        yield finding
    async with ClientSession(timeout=PATIENCE) as session:
        for part, trial in _services(settings, session):
            yield await _tried(part, Level.WARNING, trial())


def _stored(settings: Settings) -> Iterator[tuple[str, Awaitable[str]]]:
    kind, _, file = settings.database_url.partition(":///")
    if kind == "sqlite":
        yield "database", trials.database(Path(file))
    elif settings.database_url.startswith("postgresql://"):
        yield "database", trials.postgres(settings.database_url)
    if settings.redis_url:
        yield "redis", trials.redis(settings.redis_url)


async def _tried(part: str, otherwise: Level, trial: Awaitable[str]) -> Finding:
    try:
        return Finding(Level.OK, part, await trial)
    except trials.Failed as failed:
        return Finding(otherwise, part, str(failed))


def _key(settings: Settings) -> Iterator[Finding]:
    if not settings.secret_key:
        yield Finding(Level.ERROR, "secret key", "HUIYIN_SECRET_KEY is missing; without it nothing can be sealed")


def _stores(settings: Settings) -> Iterator[Finding]:
    for line in unserved(settings):
        yield Finding(Level.ERROR, "stores", line)


def _city(settings: Settings) -> Iterator[Finding]:
    found = problems(settings.city)
    if not found:
        yield Finding(Level.OK, "city", f"{settings.city} is sound")
        yield from _calendar(settings)
        return
    more = f", and {len(found) - 1} more: huiyin city check" if len(found) > 1 else ""
    yield Finding(Level.ERROR, "city", f"HUIYIN_CITY: {found[0].told(settings.city)}{more}")


def _calendar(settings: Settings) -> Iterator[Finding]:
    """Say which due times are provisional: those of years whose holidays are not published yet."""
    city = load_city(settings.city)
    today = datetime.now(ZoneInfo(city.zone)).date()
    unknown = [str(year) for year in (today.year, today.year + 1) if is_provisional(city.calendar, year)]
    if unknown:
        said = f"the holidays of {' and '.join(unknown)} are not known: due times there are provisional"
        yield Finding(Level.WARNING if str(today.year) in unknown else Level.NOTE, "calendar", said)


def _letters() -> Finding:
    """See whether letters of supervision can be printed; as HTML they can be had anywhere."""
    if can_print():
        return Finding(Level.OK, "letters", "can be printed as PDF")
    said = "PDF cannot be made, HTML can: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    return Finding(Level.WARNING, "letters", said)


def _doors(settings: Settings) -> Iterator[Finding]:
    doors = {"wechat": settings.wechat, "twilio": settings.twilio, "gateway": settings.gateway}
    for name, group in doors.items():
        if group is None:
            yield Finding(Level.NOTE, name, "not configured, the door is closed")
    if not any(doors.values()):
        yield Finding(Level.WARNING, "doors", "all are closed: no citizen can write")
    if settings.twilio and settings.gateway:
        yield Finding(Level.ERROR, "doors", "a phone cannot be answered by both twilio and gateway: choose one")
    if settings.wechat and settings.wechat.encryption() == "plain":
        yield Finding(Level.WARNING, "wechat", "plain mode: messages come unencrypted; safe mode needs an AES key")


def _reach(settings: Settings) -> Iterator[Finding]:
    """See who hears of nothing: taps open WeChat's window for a minute only, and give it no 48 hours."""
    told = notices_in(settings.wechat.notice) if settings.wechat and settings.wechat.notice else {}
    unsaid = [step for step in NEWS if step not in told]
    asked_first = [step for step in NEWS if step in told and told[step].consent]
    phone = bool(settings.twilio or settings.gateway)
    by_phone = "only by SMS, where a phone is bound" if phone else "by no voice"
    for who, silent in (("who only taps", unsaid), ("who only taps, and agreed to no notice,", asked_first)):
        if settings.wechat and silent:
            said = f"a citizen {who} is told of {', '.join(silent)} {by_phone}, else when they write next"
            yield Finding(Level.NOTE if phone else Level.WARNING, "reach", f"{said}: see HUIYIN_WECHAT__NOTICE")
    if not (settings.delivery and settings.delivery.admin):
        yield Finding(Level.NOTE, "alarms", "HUIYIN_DELIVERY__ADMIN is not set: alarms stand in the log only")


def _templates(settings: Settings) -> Iterator[Finding]:
    """See what the gateway's templates leave unsaid."""
    ours = settings.gateway
    if ours and (ours.notice or ours.templates_only) and not problems(settings.city):
        for doubt in doubts(ours, Speech(settings.city).now, backend=settings.webhook is not None):
            yield Finding(Level.WARNING, "sms templates", f"{doubt}; see huiyin sms templates")


def _proxies(settings: Settings) -> Iterator[Finding]:
    if not settings.proxies and urlsplit(settings.public_url).hostname not in LOCAL:
        said = "HUIYIN_PROXIES is not set: behind a proxy on this machine no address is paused that guesses at secrets"
        yield Finding(Level.NOTE, "proxies", said)


def _address(settings: Settings) -> Iterator[Finding]:
    if not (settings.wechat or settings.twilio):
        return
    url = urlsplit(settings.public_url)
    if url.hostname in LOCAL:
        yield Finding(Level.WARNING, "public url", f"nobody outside can reach {settings.public_url}")
    elif url.scheme != "https":
        yield Finding(Level.WARNING, "public url", "http: what citizens write travels in the clear")
    if settings.wechat and url.port not in WEB_PORTS:
        yield Finding(Level.WARNING, "public url", f"WeChat calls ports 80 and 443 only, not {url.port}")


def _services(settings: Settings, session: ClientSession) -> Iterator[tuple[str, Callable[[], Awaitable[str]]]]:
    if wechat := settings.wechat:
        yield "wechat", lambda: trials.wechat(session, wechat)
        if told := notices_in(wechat.notice) if wechat.notice else {}:
            api = wechat_api(wechat, session, SystemClock())[1]
            yield "wechat templates", lambda: trials.wechat_templates(api, told)
    if twilio := settings.twilio:
        yield "twilio", lambda: trials.twilio(session, twilio)
    if gateway := settings.gateway:
        yield "gateway", lambda: trials.answers(session, gateway.url)
    if webhook := settings.webhook:
        yield "webhook", lambda: trials.answers(session, webhook.url)
