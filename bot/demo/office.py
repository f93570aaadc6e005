"""Those who handle cases in the demo: the desk and the units, at the real API, each with a token of their own."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final, Protocol
from zoneinfo import ZoneInfo

from adapters.casebook.rules.calendar import WorkingTime
from bot.demo.line import Delivery, Letter, Line
from bot.demo.turning import TurningClock
from dialogs.city import City
from dialogs.facts.moment import HOUR, Moment, civil, moment_of
from dialogs.facts.records import Role
from dialogs.facts.staff import CHECKS
from handlers.pages.gestures import Exchange, Half
from handlers.pages.office import Acted, CaseSeen, OfficeAct, Turn

API: Final = "/api/v1/cases/{number}"
ALREADY_SAID: Final = "confirm"
DUE: Final[Mapping[str, str]] = {"submitted": "accept_by", "accepted": "reply_by", "assigned": "reply_by"}
PATIENCE: Final = 15.0  # seconds
GOOD: Final = 200
ELSEWHERE: Final = "court"


class Tokens(Protocol):
    async def make(self, role: Role, *, unit: str = "", name: str = "") -> tuple[str, str]: ...


class Office:
    """Implements the page's ``DemoOffice``. ``turned`` wakes whatever waits for its time."""

    def __init__(self, city: City, tokens: Tokens, line: Line, clock: TurningClock, turned: Callable[[], None]) -> None:
        self._city = city
        self._tokens = tokens
        self._line = line
        self._clock = clock
        self._zone = ZoneInfo(city.zone)
        self._turned = turned
        self._held: dict[str, str] = {}

    async def case(self, number: str, language: str) -> CaseSeen | None:
        found = await self._ask("GET", API.format(number=number), "")
        return self._seen(found, language)

    async def act(self, act: OfficeAct, language: str) -> Acted:
        unit = "" if act.kind in {"accept", "decline"} else await self._unit_of(act.number)
        done = await self._ask("POST", f"{API.format(number=act.number)}/{act.kind}", unit, _body(act))
        if act.kind == "accept" and done.status == GOOD:
            done = await self._assigned(done)
        return Acted(_exchange(done), self._seen(done, language) or await self.case(act.number, language))

    def now_ms(self) -> int:
        return self._clock.now() // 1000

    async def turn(self, turn: Turn) -> None:
        now = self._clock.now()
        self._clock.turn_to(Moment(now + HOUR) if turn.by == "hour" else self._next_working_day(now))
        self._turned()

    def _next_working_day(self, now: Moment) -> Moment:
        """Give the same time of day on the city's next working day."""
        working, here = WorkingTime(self._city.calendar, self._zone), civil(now, self._zone)
        day = here.date() + timedelta(days=1)
        while not working.is_working(day):
            day += timedelta(days=1)
        return moment_of(datetime.combine(day, here.time(), self._zone))

    async def _assigned(self, accepted: Delivery) -> Delivery:
        """Hand an accepted case to the centre of its district where no rule of the city did."""
        case = json.loads(accepted.body)
        if case["unit"]:
            return accepted
        unit = next((unit for unit in self._city.units if unit.district == case["district"]), self._city.units[0])
        return await self._ask("POST", f"{API.format(number=case['number'])}/assign", "", {"unit": unit.code})

    async def _unit_of(self, number: str) -> str:
        found = await self._ask("GET", API.format(number=number), "")
        return (json.loads(found.body)["unit"] or "") if found.status == GOOD else ""

    async def _ask(self, method: str, path: str, unit: str, body: Mapping[str, object] | None = None) -> Delivery:
        headers = {"Authorization": f"Bearer {await self._token(unit)}", "Content-Type": "application/json"}
        sent = b"" if body is None else json.dumps(body, ensure_ascii=False).encode()
        return await self._line.deliver(Letter(path, headers, sent, PATIENCE, 1, method=method))

    async def _token(self, unit: str) -> str:
        """Give the unit's token, the desk's for none; it is made when it is first needed."""
        if unit not in self._held:
            role = Role.UNIT if unit else Role.PLATFORM
            _, self._held[unit] = await self._tokens.make(role, unit=unit, name="simulator")
        return self._held[unit]

    def _seen(self, delivery: Delivery, language: str) -> CaseSeen | None:
        if delivery.status != GOOD:
            return None
        case: dict[str, Any] = json.loads(delivery.body)
        unit = self._city.name_of("unit", case["unit"], language) if case["unit"] else ""
        due = DUE.get(case["status"], "")
        return CaseSeen(case["number"], case["status"], unit, (case[due] or "") if due else "")


def _body(act: OfficeAct) -> dict[str, object]:
    match act.kind:
        case "accept":
            return {}
        case "decline":
            return {"reason": act.text, "path": ELSEWHERE}
        case "resolve":
            return {"text": act.text, "outcome": "solved", "checks": list(CHECKS), ALREADY_SAID: True}
        case _:
            return {"text": act.text}


def _exchange(done: Delivery) -> Exchange:
    """Give what stood on the wire; who looks over a shoulder need not learn a token."""
    headers = tuple((name, "Bearer …" if name == "Authorization" else value) for name, value in done.request.headers)
    request = Half(done.request.line, headers, done.request.body)
    return Exchange((), done.status, request, done.answer, done.took_ms)
