"""A front desk with the demo city and a casebook that is a few fields, for tests of the dialogs alone."""

from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from adapters.outbound.twilio.account import DEFAULT_WORDS
from bot.city import load_city
from dialogs.desk.around import Around, Bounds, Commit, Turned
from dialogs.desk.hearing import CatalogueHearing
from dialogs.desk.turn import turn
from dialogs.facts import acts, queries
from dialogs.facts.binding import BoundPhone, Outcome, TryPhoneCode
from dialogs.facts.cases import CaseCard, OpenQuestion, Place, Status
from dialogs.facts.messages import Address, Attachment, Capabilities, Inbound, MediaKind, Unit
from dialogs.facts.moment import DAY, SECOND, Moment
from dialogs.facts.queries import Standing
from dialogs.facts.say import Say
from dialogs.machine import journal
from dialogs.machine.journal import Conversation
from dialogs.machine.replay import Perform
from dialogs.reading import Reader
from dialogs.render.text import render
from dialogs.wording import Catalogue, Wording

START = Moment(1_795_395_600_000_000)  # 2026-11-23 09:00 in Shanghai
LAMP = "花桥路12号门口路灯坏了三天"
SENT = "482913"
"""The code that a phone is bound by."""
CARRIED: Any = {"carrier_words": True, "carrier_answers": DEFAULT_WORDS}
PLAIN = Capabilities("sms", Unit.BYTES, 100_000, answers=True, parts=9, **CARRIED)
TAPPED = Capabilities("wechat", Unit.BYTES, 100_000, answers=True, parts=9, links=True)


@cache
def spoken() -> tuple[Any, ...]:
    city = load_city(Path("city/demo"))
    folder = resources.files("dialogs").joinpath("words")
    catalogues = {
        language: Catalogue(
            language, tuple(f.read_text() for f in folder.joinpath(language).iterdir() if f.name.endswith(".ftl"))
        )
        for language in city.languages
    }
    wording = Wording(catalogues, city, ZoneInfo(city.zone))
    return city, Reader(city), wording, CatalogueHearing(wording)


def card(number: str = "261123000012", status: Status = Status.ASSIGNED) -> CaseCard:
    return CaseCard(number, status, "street-light", "huaqiao", START)


def rating(number: str = "261123000012", id: str = "q1") -> OpenQuestion:
    return OpenQuestion(id, number, "rating", START, ("satisfied", "acceptable", "dissatisfied", "unsolved"))


@dataclass
class Desk:
    """One citizen at the desk. What was performed is kept; what is looked up is answered from the fields."""

    capabilities: Capabilities = PLAIN
    standing: Standing = Standing()
    cases: tuple[CaseCard, ...] = ()
    near: tuple[CaseCard, ...] = ()
    conversation: Conversation = Conversation()
    now: Moment = START
    done: list[Perform] = field(default_factory=list)
    drafts: list[str] = field(default_factory=list)
    """What was noted of drafts, apart from what was done."""
    spoken: list[tuple[str, bool]] = field(default_factory=list)
    """The languages that were named, each with whether an officer is to be told in it."""
    keys: list[str] = field(default_factory=list)
    count: int = 0
    found: str = "unknown"
    """What becomes of looking up a case that is not one's own."""
    may: tuple[str, ...] = ()
    """What may be done with a case."""
    above: bool = False
    place: Place | None = None
    ratable: tuple[queries.Ratable, ...] = ()
    """What can be rated; where nothing is said, what is asked for."""
    bounds: Bounds = Bounds()
    refusing: acts.Refused | None = None
    """What every act comes to, where it is refused."""
    found_with: list[queries.FindCase] = field(default_factory=list)

    def say(self, text: str = "", *, later: int = 5 * SECOND, **fields: Any) -> str:
        """Write a message, ``later`` µs after the one before, and give what is shown."""
        self.count += 1
        self.now = Moment(self.now + later)
        who = Address(self.capabilities.channel, "someone")
        return self.take(Inbound(f"m{self.count}", who, "city", self.now, text=text, **fields))

    def photo(self, **fields: Any) -> str:
        return self.say(attachments=(Attachment(MediaKind.IMAGE, "ref"),), **fields)

    def take(self, inbound: Inbound) -> str:
        turned = self.turned(inbound)
        self.conversation = journal.load(journal.dump(turned.conversation))
        self.keys = [line.key for line in (*turned.reply.paragraphs, *turned.reply.tail) if isinstance(line, Say)]
        speaker = spoken()[2].speaker(turned.language, 40, pictures=self.capabilities.photos)
        return "\n".join(render(turned.reply, speaker, self.capabilities))

    def turned(self, inbound: Inbound) -> Turned:
        city, reader, wording, hearing = spoken()
        draw = lambda: f"run{self.count}"  # noqa: E731
        around = Around(self.now, city, reader, wording, hearing, self.capabilities, draw, self.bounds)
        steps = turn(self.conversation, inbound, around)
        value: Any = None
        while True:
            try:
                value = self.fulfil(steps.send(value))
            except StopIteration as stop:
                turned: Turned = stop.value
                if turned.afterwards:
                    self.fulfil(turned.afterwards)
                return turned

    def fulfil(self, request: Any) -> Any:
        if isinstance(request, Perform):
            return self.performed(request)
        if isinstance(request, queries.FindCase):
            self.found_with.append(request)
            own = next((c for c in self.cases if c.number == request.number), None)
            return queries.CaseFound("own" if own else self.found, own)
        if isinstance(request, TryPhoneCode):
            return Outcome.RIGHT if request.code == SENT else Outcome.WRONG
        if isinstance(request, queries.MyRights):
            return queries.Rights(request.number, self.may, above=self.above, place=self.place)
        known = {"standing": self.standing, "my-cases": self.cases, "same-matter": self.near, "myself": queries.Self()}
        known["my-phone"] = BoundPhone()
        known["my-ratings"] = self.ratable or tuple(
            queries.Ratable(each.case, each.id, "street-light")
            for each in self.standing.open_questions
            if each.kind == "rating"
        )
        return None if isinstance(request, Commit) else known.get(request.key, ())

    def performed(self, request: Perform) -> Any:
        if isinstance(request.act, acts.KeepDraft | acts.DropDraft):
            self.drafts.append(request.act.key)
            return acts.Done()
        if isinstance(request.act, acts.Speak):
            self.spoken.append((request.act.language, request.act.office))
            return acts.Done()
        self.done.append(request)
        return self.result(request.act)

    def result(self, act: acts.Act) -> Any:
        if self.refusing:
            return self.refusing
        due = Moment(self.now + DAY)
        results = {
            "file": acts.Filed("261123000012", "482913", due, 5),
            "urge": acts.Urged("261123000012", "jiangtan-centre", due),
            "withdraw": acts.Withdrawn("261123000012"),
            "reopen": acts.Reopened("261123000012", "jiangtan-centre", due),
        }
        return results.get(act.key, acts.Done("261123000012"))

    @property
    def acts(self) -> list[str]:
        return [each.act.key for each in self.done]

    @property
    def question(self) -> str:
        return self.conversation.pending.key if self.conversation.pending else ""

    @property
    def scripts(self) -> list[str]:
        return [run.script for run in self.conversation.runs]
