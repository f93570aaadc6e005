"""A town whose notices are told by carriers that note what they say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from casebook_world import ANNA, BORIS, CITY, ZONE, World, filing
from sqlalchemy import select, update

from adapters.casebook import SqlNotices, SqlOutbox, SqlSightings
from adapters.casebook.acts import telling
from adapters.casebook.occasion import Occasion
from adapters.casebook.schema import citizens, notices, open_questions, pushes, sightings
from bot.worker import Pace, Worker
from bot.worker.telling import NoticeLine
from dialogs.facts.delivery import Habits, Quota, Rung, Sighting, Way, Window
from dialogs.facts.messages import Address
from dialogs.facts.moment import HOUR, MINUTE, Moment
from dialogs.facts.notices import Notice
from dialogs.facts.ports import Outgoing, Sent

WINDOW = Window(Quota(5, 48 * HOUR), Quota(3, MINUTE))
WECHAT = Rung("wechat", "wechat", WINDOW, followers=True)
SMS = Rung("sms", "sms", quiet=True)
ANY_HOUR = Habits(0, 0)


@dataclass
class Speaks:
    """A carrier: notes what it says, and fails as its script demands; ``known`` is what the other side would find."""

    rung: Rung
    script: list[Exception | None] = field(default_factory=list)
    parts: int = 1
    said: list[str] = field(default_factory=list)
    known: dict[str, str] = field(default_factory=dict)

    def compose(self, notice: Notice, way: Way) -> tuple[Outgoing, ...]:
        name = f"{notice.case[-2:]} {notice.step}".strip()
        return tuple(
            Outgoing(f"{notice.id}:{part}", way.address, way.account, f"{name}{f' {part}' if self.parts > 1 else ''}")
            for part in range(self.parts)
        )

    async def send(self, message: Outgoing) -> Sent:
        if trouble := self.script.pop(0) if self.script else None:
            raise trouble
        self.said.append(message.text)
        return Sent(f"r-{self.rung.voice}-{message.key}")

    async def sought(self, message: Outgoing, since: Moment) -> Sent | None:
        return Sent(self.known[message.key]) if message.key in self.known else None


@dataclass
class Post:
    """The town's worker, and what the tables say."""

    town: World
    carriers: tuple[Speaks, ...]
    worker: Worker
    line: NoticeLine
    alarms: list[tuple[str, str]]

    async def leave(self, number: str, step: str, **facts: str) -> None:
        """Leave a notice to all reporters of a case."""
        await self.town.database.write(
            lambda connection: telling.tell_citizens(self.occasion(connection), number, 1, step, facts)
        )

    def occasion(self, connection: Any) -> Occasion:
        return Occasion(connection, self.town.office, Address("api", "t"), self.town.clock.now())

    async def heard(self, who: Address, **times: Moment) -> None:
        seen = SqlSightings(self.town.database, self.town.office.keyring)
        await seen.note((Sighting(who, "acc", **times),), now=self.town.clock.now())

    async def rows(self, table: Any = notices) -> list[Mapping[str, Any]]:
        return await self.town.database.read(lambda c: [dict(row) for row in c.execute(select(table)).mappings()])

    async def states(self) -> list[tuple[str, str]]:
        return [(row["step"], row["state"]) for row in await self.rows()]

    async def change(self, **values: object) -> None:
        await self.town.database.write(lambda c: c.execute(update(citizens).values(**values)) and None)


def post(town: World, *carriers: Speaks, habits: Habits = ANY_HOUR, **pace: object) -> Post:
    alarms: list[tuple[str, str]] = []

    async def alarm(channel: str, error: Any) -> None:
        alarms.append((channel, error.alarm))

    line = NoticeLine(
        SqlNotices(town.database, town.office.keyring, town.office.chance, town.office.city),
        carriers,
        clock=town.clock,
        chance=town.office.chance,
        zone=ZONE,
        habits=habits,
        alarm=alarm,
    )
    outbox = SqlOutbox(town.database, town.office.keyring, town.office.chance)
    quick = Pace(**{"idle": 0.01, "settle_waits": (0, 0, 0)} | pace)  # type: ignore[arg-type]
    worker = Worker(outbox, {}, town.clock, town.office.chance, quick, more=(line,))
    return Post(town, carriers, worker, line, alarms)


async def filed(office: Post, who: Address = ANNA, words: str = "a lamp") -> str:
    number: str = (await office.town.do(who, filing(words))).number
    return number


__all__ = ["ANNA", "BORIS", "CITY", "SMS", "WECHAT", "Post", "Speaks", "filed", "filing", "open_questions", "post"]
__all__ += ["pushes", "sightings"]
