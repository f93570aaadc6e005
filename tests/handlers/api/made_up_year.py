"""A year of made-up cases, lived through the API, and a ledger of what was done beside it."""

import heapq
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from random import Random
from typing import Any

from casebook_world import CITY, ZONE, filing, texts

from adapters.casebook.outbox_notices import SqlNotices
from adapters.casebook.sweeping import SqlSweeper
from dialogs.city import Dispatch, Level, Unit
from dialogs.facts.acts import AnswerQuestion, Join
from dialogs.facts.cases import CaseKind, Place
from dialogs.facts.delivery import Fate
from dialogs.facts.messages import Address
from dialogs.facts.moment import DAY, HOUR, civil, moment_of
from dialogs.facts.queries import StandingOf

UNITS = (
    Unit("desk", texts("Desk"), Level.CITY),
    Unit("centre", texts("Centre"), Level.DISTRICT, parent="desk"),
    Unit("lights", texts("Lights"), Level.STREET, parent="centre"),
    Unit("parks", texts("Parks"), Level.CITY, parent="desk"),
)
TOWN = replace(CITY, units=UNITS, dispatch=(Dispatch(categories=("gas",), unit="centre"),))
BEGINS = moment_of(datetime(2026, 1, 1, tzinfo=ZONE))
YEAR = 300 * DAY
SWEPT_EVERY = 4 * DAY
CHECKS = ["facts", "classification", "handling", "informed", "solved"]
VALUES = ("satisfied", "acceptable", "dissatisfied", "unsolved")
OUTCOMES = ("solved", "partly", "explained", "aid", "other-path")


@dataclass
class Answer:
    unit: str
    at: str
    reply_by: str
    doubted: bool = False
    asked: bool = False
    filer: int | None = None
    others: list[int] = field(default_factory=list)

    @property
    def worth(self) -> int | None:
        return self.filer if self.filer is not None else max(self.others, default=None)


@dataclass
class Life:
    """What was done with a case; ``case`` is what the API said of it last."""

    number: str
    people: list[Address]
    category: str
    street: str
    case: dict[str, Any] = field(default_factory=dict)
    accepted_at: str = ""
    answers: list[Answer] = field(default_factory=list)
    happened: Counter[tuple[str, str]] = field(default_factory=Counter)
    joint: bool = False
    repeated: bool = False
    deaf: bool = False


class Year:
    def __init__(self, api: Any, cases: int, seed: int) -> None:
        self.api, self.town, self.size = api, api.town, cases
        self.chance = Random(seed)
        self.lives: list[Life] = []
        self.filed: defaultdict[Address, list[Life]] = defaultdict(list)
        self.deaf: set[str] = set()
        self.sweeper = SqlSweeper(self.town.database, self.town.office, self.town.clock)
        office = self.town.office
        self.notices = SqlNotices(self.town.database, office.keyring, office.chance, office.city)
        self.swept = BEGINS

    async def pass_by(self) -> None:
        """Live all lives, each step at its time."""
        due = [(BEGINS + self.chance.randrange(YEAR), number, self.live()) for number in range(self.size)]
        heapq.heapify(due)
        while due:
            at, order, life = heapq.heappop(due)
            await self.until(at)
            wait = await anext(life, None)
            if wait is not None:
                heapq.heappush(due, (at + wait, order, life))
        await self.until(self.town.clock.now() + 30 * DAY)
        for life in self.lives:
            life.case = (await self.api.ask(f"/api/v1/cases/{life.number}"))[1]

    async def until(self, at: int) -> None:
        while self.swept + SWEPT_EVERY <= at:
            self.swept += SWEPT_EVERY
            self.turn(self.swept)
            while await self.sweeper.round():
                pass
        self.turn(at)

    def turn(self, at: int) -> None:
        self.town.clock.advance(at - self.town.clock.now())

    def maybe(self, share: float) -> bool:
        return self.chance.random() < share

    async def live(self) -> AsyncIterator[int]:
        life = await (self.come() if self.maybe(0.8) else self.brought())
        yield self.chance.randrange(36 * HOUR)
        if self.maybe(0.04):
            return
        if self.maybe(0.05):
            await self.act(life, "decline", reason="Before a court.", path="court")
            life.accepted_at = self.now
            return
        await self.act(life, "accept")
        life.accepted_at = self.now
        if life.case["unit"] is None:
            await self.assign(life)
        for _ in range(2):
            async for wait in self.handled(life):
                yield wait
            if life.case["status"] != "resolved" or not self.maybe(0.15):
                break
            await self.reopened(life)
        yield 12 * DAY
        if life.case["status"] == "resolved" and self.maybe(0.3):
            result = self.chance.choice(("satisfied", "acceptable", "dissatisfied"))
            await self.act(life, "follow-up", result=result)
            life.happened["followed_up", life.case["unit"]] += 1
            life.happened["followed_up_content", life.case["unit"]] += result != "dissatisfied"

    async def come(self) -> Life:
        who = Address("sms", f"+86139{self.chance.randrange(self.size // 3 + 1):08}")
        category, street = self.chance.choice(("lamp", "noise", "gas")), self.chance.choice(("harbour", "hill"))
        kind = CaseKind.MISCONDUCT if self.maybe(0.15) else CaseKind.REPORT
        again = [
            life
            for life in self.filed[who]
            if (life.category, life.street) == (category, street) and self.settled(life)
        ]
        place = Place("here", district=self.chance.choice(("east", "west", "")), street=street)
        done = await self.town.do(who, filing("What is wrong here", category=category, kind=kind, place=place))
        for each in again if kind is CaseKind.REPORT else ():
            each.repeated = True
        life = Life(done.number, [who], category, street, deaf=self.maybe(0.2))
        self.filed[who].append(life)
        self.note(life)
        if kind is CaseKind.REPORT and self.maybe(0.3):
            other = Address("wechat", f"o-{self.chance.randrange(10**9)}")
            await self.town.do(other, Join(life.number, "here too"))
            life.people.append(other)
        return life

    def settled(self, life: Life) -> bool:
        if life.case.get("status") not in {"resolved", "closed"}:
            return False
        return at(life.case["resolved_at"]) >= self.town.clock.now() - 90 * DAY

    async def brought(self) -> Life:
        category = self.chance.choice(("lamp", "noise"))
        persons = [{"name": "Somebody"}] * self.chance.choice((1, 1, 3))
        body = {"channel": "visit", "description": "A long story", "category": category, "persons": persons}
        status, case = await self.api.ask("/api/v1/cases", method="POST", json=body)
        assert status == 200
        life = Life(case["number"], [Address("visit", str(each)) for each in range(len(persons))], category, "", case)
        life.deaf = True
        self.note(life)
        return life

    def note(self, life: Life) -> None:
        self.lives.append(life)
        if life.deaf:
            self.deaf.add(life.number)

    async def handled(self, life: Life) -> AsyncIterator[int]:
        yield self.chance.randrange(3 * DAY)
        unit = life.case["unit"]
        if self.maybe(0.2) and not life.answers:
            await self.act(life, "return", reason="not ours")
            life.happened["returned", unit] += 1
            yield HOUR
            await self.assign(life)
            unit = life.case["unit"]
        if self.maybe(0.15):
            later = max(at(life.case["reply_by"]), self.town.clock.now()) + 3 * DAY
            await self.act(life, "ask-extension", reason="parts", until=civil(later, ZONE).isoformat())
            if self.maybe(0.7):
                await self.act(life, "grant")
                life.happened["extended", unit] += 1
        if self.maybe(0.1) and unit != "desk":
            return
        yield self.chance.randrange(6 * DAY)
        await self.resolve(life)
        yield self.chance.randrange(3 * DAY)
        await self.rate(life)

    async def assign(self, life: Life) -> None:
        joint = ["parks"] if self.maybe(0.1) else []
        await self.act(life, "assign", unit=self.chance.choice(("centre", "lights")), joint=joint)
        life.joint = bool(joint)

    async def resolve(self, life: Life) -> None:
        doubted = self.maybe(0.2)
        checks, text = CHECKS[:-1] if doubted else CHECKS, f"We mended it on day {self.chance.randrange(10**9)}."
        body = {"text": text, "checks": checks, "confirm": self.maybe(0.5) or doubted}
        await self.act(life, "resolve", outcome=self.chance.choice(OUTCOMES), **body)
        life.answers.append(Answer(life.case["unit"], life.case["resolved_at"], life.case["reply_by"], doubted))
        while claimed := await self.notices.claim(now=self.town.clock.now(), limit=100):
            fates = [(each, Fate("dead" if each.notice.case in self.deaf else "sent", voice="sms")) for each in claimed]
            await self.notices.settle(fates, now=self.town.clock.now())
        life.answers[-1].asked = not life.deaf

    async def rate(self, life: Life) -> None:
        if life.deaf:
            return
        for who in life.people:
            standing = await self.town.casebook.look_up(who, StandingOf())
            asked = [q for q in standing.open_questions if q.case == life.number and q.kind == "rating"]
            if asked and self.maybe(0.6):
                worth = self.chance.randrange(4)
                await self.town.do(who, AnswerQuestion(asked[0].id, VALUES[worth]))
                if who == life.people[0]:
                    life.answers[-1].filer = worth
                else:
                    life.answers[-1].others.append(worth)

    async def reopened(self, life: Life) -> None:
        before = life.case["unit"]
        await self.act(life, "reopen", reason="still broken")
        life.happened["reopened", before] += 1
        if life.case["unit"] is None:  # a report about officials: the desk decides anew who knows of it
            life.joint = False

    async def act(self, life: Life, step: str, **body: Any) -> None:
        path = f"/api/v1/cases/{life.number}/{step}"
        status, case = await self.api.ask(path, method="POST", json=body)
        assert status == 200, (step, status, case)
        life.case = case

    @property
    def now(self) -> str:
        return civil(self.town.clock.now(), ZONE).isoformat()


def at(text: str | None) -> int:
    return moment_of(datetime.fromisoformat(text)) if text else 0
