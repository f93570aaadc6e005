"""Joins what is measured to what is done. Part of wiring."""

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from importlib.metadata import version
from typing import Final

from aiohttp import web

from adapters.casebook.gauges import SqlGauges
from adapters.sealing import Keyring
from adapters.sql import Database
from bot.app import Lifetime
from bot.listening import begin
from bot.marks import Mark
from bot.routes import Templated, Way
from bot.settings import Settings
from bot.telemetry.measuring import MeasuredCasebook, MeasuredTemplates, MeasuredTurns, MeasuredVoice
from bot.telemetry.meters import Meters
from bot.telemetry.page import Page
from bot.telemetry.traces import Traces, traces_to
from dialogs.facts.moment import Clock
from dialogs.facts.ports import Casebook, Turns, Voice
from handlers.metrics import metrics_route

PURPOSE: Final = "trace"
MARK_BYTES: Final = 6
HERE: Final = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Telemetry:
    """What measures one process."""

    meters: Meters
    traces: Traces
    mark: Mark
    page: Page
    port: int | None

    def ways(self, ways: Iterable[Way]) -> tuple[Way, ...]:
        """Measure all that leaves by them: texts and templates."""
        return tuple(
            replace(way, voice=self.voice(way.voice), templates=tuple(map(self._templated, way.templates)))
            for way in ways
        )

    def casebook(self, casebook: Casebook) -> Casebook:
        return MeasuredCasebook(casebook, self.meters)

    def voice(self, voice: Voice) -> Voice:
        return MeasuredVoice(voice, self.meters, self.traces)

    def _templated(self, each: Templated) -> Templated:
        return replace(each, voice=MeasuredTemplates(each.voice, each.rung.channel, self.meters, self.traces))

    def turns(self, turns: Turns) -> Turns:
        return MeasuredTurns(turns, self.meters, self.mark, self.traces)

    def route(self) -> web.RouteDef:
        return metrics_route(self.page.text)

    def lifetime(self) -> Lifetime:
        """Serve the page on a port of its own, where one is set, and send the last spans at the end."""

        @asynccontextmanager
        async def open_() -> AsyncIterator[None]:
            try:
                if self.port is None:
                    yield
                    return
                async with _served(self.route(), self.port):
                    yield
            finally:
                self.traces.close()

        return open_


def telemetry(settings: Settings, database: Database, keyring: Keyring, clock: Clock) -> Telemetry:
    meters = Meters()
    traces = traces_to(settings.traces_url, version("huiyin")) if settings.traces_url else Traces()
    page = Page(meters, SqlGauges(database, clock).read, clock)
    return Telemetry(meters, traces, _marks(keyring), page, settings.metrics_port)


def _marks(keyring: Keyring) -> Callable[[str, str], str]:
    def mark(channel: str, message: str) -> str:
        return keyring.index(PURPOSE, f"{channel}\0{message}")[:MARK_BYTES].hex()

    return mark


@asynccontextmanager
async def _served(route: web.RouteDef, port: int) -> AsyncIterator[None]:
    app = web.Application()
    app.add_routes([route])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await begin(web.TCPSite(runner, HERE, port), HERE, port)
        yield
    finally:
        await runner.cleanup()
