"""Whole conversations as text: what is written on a phone, and what the phone then shows.

A line ``wechat> …`` or ``sms> …`` is written by a citizen (``sms2> …`` by another one); what follows up to the next
such line is the answer, with tappable text in square brackets. Words in round brackets are done rather than written:
``(tap label)``, ``(press MENU-KEY)``, ``(scan SCENE)``, ``(photo)``, ``(album 5)``, ``(location LAT,LON label)``,
``(voice words)``, ``(voice)``, ``(follow)``, ``(unfollow)``, ``(redeliver)``.
``{my number}`` is the citizen's own, ``{sent code}`` what came by SMS last.
``-- 40 minutes`` turns the clock; ``-- sent`` delivers what waits, and shows it; ``-- swept`` first does what the clock
brings; other lines of this kind are done in an office (``transcript_office``).
"""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import ClientSession, web
from transcript_office import OfficeStage

from bot.app import make_app
from bot.demo.clock import HandClock, SeededChance
from bot.demo.town import Town, town
from bot.worker.sweeping import Sweeping
from dialogs.facts.moment import DAY, HOUR, MINUTE, SECOND, Moment
from handlers.pages.gestures import Account, Gesture, Photograph, Point, Press, Scan, Speak, Tap, Write

MONDAY_MORNING = Moment(1_795_395_600_000_000)  # 2026-11-23 09:00 in Shanghai
UNITS = {"second": SECOND, "minute": MINUTE, "hour": HOUR, "day": DAY}
TURN = 5 * SECOND  # between two messages
WRITTEN = re.compile(r"^(wechat|sms)(\d?)> (.*)$")
SENT_CODE = re.compile(r"验证码(\d{6})")
LINK = re.compile(r'<a href="weixin://bizmsgmenu\?msgmenucontent=([^"&]*)&msgmenuid=([^"]*)">([^<]*)</a>')
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef"
    "0000000049454e44ae426082"
)


@dataclass
class Stage:
    """A product in its town, with phones that write to it and a clock that is turned by hand."""

    town: Town
    clock: HandClock
    office: OfficeStage
    shown: dict[str, str] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)
    sent_code: str = field(default="", repr=False)

    async def do(self, phone: str, who: str, deed: str) -> str:
        """Do what a line says and give what the phone shows."""
        self.clock.advance(TURN)
        album = re.fullmatch(r"\(album (\d)\)", deed)
        gestures = [photo()] * int(album.group(1)) if album else [self.gesture(f"{phone}{who}", deed)]
        said: list[str] = []
        for gesture in gestures:
            exchange = await self.town.world.gesture(f"visitor-{who}", phone, gesture)
            assert exchange.status == 200, exchange
            said += exchange.said
            self.shown[f"{phone}{who}"] = "\n".join(exchange.said) or self.shown.get(f"{phone}{who}", "")
        answer = shown("\n--\n".join(said)) or "(nothing)"
        self.office.note(answer)
        return answer

    def gesture(self, phone: str, deed: str) -> Gesture:
        match re.fullmatch(r"\((\w+) ?(.*)\)", deed):
            case None:
                return Write("text", self._filled(deed))
            case found:
                return self.done(phone, found.group(1), found.group(2))

    def _filled(self, words: str) -> str:
        """Put in what a citizen reads elsewhere: an invite's code, the code that was sent, their own number."""
        _, number = self.town.world.identities("visitor-")
        known = {"\\n": "\n", "{code}": self.office.code, "{sent code}": self.sent_code, "{my number}": number}
        for mark, value in known.items():
            words = words.replace(mark, value)
        return words

    def done(self, phone: str, kind: str, rest: str) -> Gesture:
        simple = {"voice": Speak, "scan": Scan, "press": Press}
        if kind in simple:
            return simple[kind](kind, rest)
        if kind == "tap":
            content, item = next((c, i) for c, i, label in LINK.findall(self.shown[phone]) if rest in label)
            return Tap("tap", item, content)
        if kind == "photo":
            return photo()
        if kind == "location":
            point, _, label = rest.partition(" ")
            lat, lon = map(float, point.split(","))
            return Point("location", lat, lon, label)
        return Account(kind)  # type: ignore[arg-type]

    async def swept(self) -> None:
        """Do what the clock brings: reminders, warnings, closing."""
        for sweeping in (each for each in self.town.parts.runners if isinstance(each, Sweeping)):
            while await sweeping.round():
                pass

    async def sent(self) -> str:
        """Deliver what waits, and show what came to the phones."""
        await self.town.parts.media_worker.drain()
        await self.town.parts.worker.drain()
        lines = []
        for who in ("", "2", "3"):
            pushes = await self.town.world.pushes(f"visitor-{who}", self.seen.get(who, 0), 0.01)
            for push in pushes:
                self.seen[who] = push.serial
                self.sent_code = next(iter(SENT_CODE.findall(push.text)), self.sent_code)
                self.shown[f"{push.phone}{who}"] = push.text
                lines.append(f"{push.phone}{who}< {shown(push.text)}")
        self.office.note("\n".join(lines))
        return "\n".join(lines) or "(nothing)"


def shown(text: str) -> str:
    """Show what can be tapped in square brackets."""
    return LINK.sub(r"[\3]", text)


def photo() -> Gesture:
    return Photograph("photo", "image/png", PIXEL)


@asynccontextmanager
async def stage(data: Path, *, seed: int = 1) -> AsyncIterator[Stage]:
    """Open a town on a free port with its doors answering; nothing is delivered until it is asked for."""
    clock = HandClock(MONDAY_MORNING)
    async with town(0, data, clock, SeededChance(seed)) as place:
        runner = web.AppRunner(make_app(place.parts.routes), access_log=None)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", place.port).start()
            async with ClientSession(f"http://127.0.0.1:{place.port}") as session:
                yield Stage(place, clock, OfficeStage(session, place.parts.tokens))
        finally:
            await runner.cleanup()


async def replayed(text: str, on: Stage) -> str:
    """Play a transcript and give it as it now reads."""
    lines: list[str] = []
    answered = False
    for line in text.splitlines():
        if answer := await _played(line, on):
            lines += ["", line, *answer.splitlines()] if lines and lines[-1] else [line, *answer.splitlines()]
            answered = True
        elif line.startswith("-- "):
            lines += ["", line]
            answered = True
        elif not answered:
            lines.append(line)
    return "\n".join(lines) + "\n"


async def _played(line: str, on: Stage) -> str:
    if line == "-- swept":
        await on.swept()
    if line in {"-- sent", "-- swept"}:
        return await on.sent()
    if later := re.fullmatch(r"-- (\d+) (second|minute|hour|day)s?", line):
        on.clock.advance(int(later.group(1)) * UNITS[later.group(2)])
        return ""
    if line.startswith("-- "):
        await on.office.do(line)
        return ""
    written = WRITTEN.match(line)
    return await on.do(written.group(1), written.group(2), written.group(3)) if written else ""
