"""A citizen who does anything at all at the front desk, and what has to hold after each of their messages."""

import re
from dataclasses import dataclass, field, replace
from typing import Any

import walker_office
from desk_world import card, spoken
from walker_promises import Promises

from adapters.outbound.gateway import GATEWAY_SMS
from adapters.outbound.twilio.account import TWILIO_SMS
from adapters.outbound.wechat.voice import WECHAT
from bot.asides import Asides
from dialogs.desk.around import Around, Commit, Turned
from dialogs.desk.turn import media_id, turn
from dialogs.facts import acts, queries
from dialogs.facts.acts import Refused
from dialogs.facts.cases import CaseCard, Contact, Place, Status
from dialogs.facts.messages import Address, Capabilities, Inbound, MediaKind, Signal
from dialogs.facts.moment import DAY, MINUTE, SECOND, Moment
from dialogs.facts.queries import Standing
from dialogs.facts.say import Item, Reply
from dialogs.machine import journal
from dialogs.machine.journal import MOST_BYTES, MOST_ENTRIES, Conversation
from dialogs.machine.replay import FAILED, Perform
from dialogs.render.text import fitted, length

START = Moment(1_795_395_600_000_000)
CHANNELS = (WECHAT, TWILIO_SMS, GATEWAY_SMS, replace(TWILIO_SMS, pins=True), replace(WECHAT, links=False))
LINK = re.compile(r"<a [^>]*>.*?</a>", re.DOTALL)


class Broken(Exception):
    """The store was down; the channel will deliver the message again."""


@dataclass
class Walker:
    """One citizen. Only what is committed outlives a turn; what the casebook does may fail or refuse."""

    capabilities: Capabilities
    state: bytes = b""
    now: Moment = START
    answers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    shown: list[Item] = field(default_factory=list)
    seen: list[Item] = field(default_factory=list)
    standing: Standing = Standing()
    done: dict[str, Any] = field(default_factory=dict)
    last: Inbound | None = None
    count: int = 0
    runs: int = 0
    failing: bool = False
    down: int = 0
    refusing: str = ""
    codes: tuple[str, ...] = ()
    states: set[bytes] = field(default_factory=set)
    scripts: set[str] = field(default_factory=set)
    """Those that were entered."""
    promises: Promises = field(default_factory=Promises)
    asides: Asides | None = None
    """Conversations in mind; without, every turn is a replay."""
    in_mind: int = 0

    @property
    def conversation(self) -> Conversation:
        return journal.load(self.state)

    def write(self, text: str, **fields: Any) -> None:
        self.count += 1
        self.now = Moment(self.now + 3 * SECOND)
        who = Address(self.capabilities.channel, "someone")
        inbound = self.last = Inbound(f"m{self.count}", who, "city", self.now, text=text, **fields)
        try:
            self.taken(inbound)
        except Broken:
            self.down = 0
            if self.count % 2:  # else the citizen writes something else
                self.taken(inbound)
        self.sound()

    def taken(self, inbound: Inbound) -> tuple[str, ...]:
        if inbound.id in self.answers:
            return self.answers[inbound.id]
        before = self.conversation
        city, reader, wording, hearing = spoken()
        conversation, aside = self.asides.take(self.state) if self.asides else (before, None)
        self.in_mind += aside is not None
        around = Around(self.now, city, reader, wording, hearing, self.capabilities, self.draw, aside=aside)
        steps = turn(conversation, inbound, around)
        value: Any = None
        while True:
            try:
                value = self.fulfil(steps.send(value))
            except StopIteration as stop:
                return self.kept(stop.value, inbound, before)

    def kept(self, turned: Turned, inbound: Inbound, before: Conversation) -> tuple[str, ...]:
        self.keep(turned.conversation)
        photos = () if inbound.signal else tuple(media_id(inbound, i) for i in range(len(inbound.attachments)))
        if not inbound.muted:
            self.promises.told(inbound, photos, turned.reply, turned.conversation)
        if self.asides and turned.aside:
            self.asides.keep(self.state, turned.conversation, turned.aside)
        parts = self.answers[inbound.id] = self.rendered(turned.reply, turned.language)
        assert parts or turned.limit or self.may_be_silent(inbound, before), (inbound, before)
        if parts:
            self.shown = [item for item in turned.reply.items if item.id]
            self.seen += self.shown
        return parts

    def may_be_silent(self, inbound: Inbound, before: Conversation) -> bool:
        """Whether silence is meant; where carriers hear STOP and START they answer themselves."""
        carriers = inbound.text.casefold() in self.capabilities.carrier_answers
        return carriers or silent(inbound, before, self.now)

    def rendered(self, reply: Reply, language: str) -> tuple[str, ...]:
        parts = fitted(reply, spoken()[2], language, self.capabilities)
        for part in parts:
            assert part.strip()
            assert length(part, self.capabilities) <= self.capabilities.longest, part
            if self.capabilities.links:
                assert not re.search(r"<a\b|</a>|<|>", LINK.sub("", part)), part
        return parts

    def draw(self) -> str:
        self.runs += 1
        return f"run{self.runs}"

    def keep(self, conversation: Conversation) -> None:
        self.state = journal.dump(conversation)
        self.scripts |= {run.script for run in conversation.runs}
        self.promises.note(conversation)

    def fulfil(self, request: Any) -> Any:
        match request:
            case Commit():
                self.keep(request.conversation)
                if request.message:
                    self.answers[request.message] = self.rendered(request.reply, request.language)
                return None
            case Perform():
                return self.perform(request)
        return FAILED if self.failing else self.looked_up(request)

    def looked_up(self, request: Any) -> Any:
        cases = tuple(card(f"26112300{n:04}", Status.ASSIGNED) for n in range(self.count % 9))
        known = {
            "standing": self.standing,
            "my-cases": cases,
            "same-matter": cases[:4],
            "same-words": cases[: self.count % 5 == 0],
            "myself": queries.Self(consented=self.standing.consented),
            "find-case": queries.CaseFound("own", card()),
            "my-ratings": tuple(self.ratable(each) for each in cases[:3]),
        }
        if isinstance(request, queries.FindCase) and (request.code or self.count % 3):
            outcome = ("own", "opened", "wrong-code", "locked", "unknown", "other")[self.count % 6]
            return queries.CaseFound(outcome, card(request.number) if outcome in {"own", "opened"} else None)
        known["my-rights"] = self.rights(getattr(request, "number", ""))
        if request.key in known:
            return known[request.key]
        return walker_office.looked_up(request, self.count, self.now, self.standing.pushed_about)

    def ratable(self, mine: CaseCard) -> queries.Ratable:
        return queries.Ratable(mine.number, "q1", mine.category, ("", "unsolved")[self.count % 2])

    def rights(self, number: str) -> queries.Rights:
        """Let a reporter do something of everything."""
        all_of_them = ("supplement", "urge", "amend", "withdraw", "rate", "reopen")
        place, contact = Place("花桥路12号", street="huaqiao", district="jiangtan"), Contact()
        may = all_of_them[4:] if self.count % 3 == 0 else all_of_them[self.count % 4 :][: self.count % 7]
        return queries.Rights(number, may, Moment(self.now + DAY), self.count % 2 == 1, place=place, contact=contact)

    def perform(self, request: Perform) -> Any:
        """Do it once under its key; the same key never comes with another act."""
        if self.down:
            raise Broken
        key = str(request.key)
        if key not in self.done:
            self.done[key] = (request.act, self.result(request.act))
        act, result = self.done[key]
        assert act == request.act, key
        top = self.conversation.runs[-1] if self.conversation.runs else None
        if top and top.id == request.key.run and not isinstance(result, Refused):
            self.promises.kept(top, request)
        return result

    def result(self, act: acts.Act) -> Any:
        if self.refusing:
            return Refused(self.refusing)
        due, unit, odd = Moment(self.now + DAY), ("", "jiangtan-centre")[self.count % 2], self.count % 2 == 1
        results = {
            "file": acts.Filed("261123000012", "482913", due, 5),
            "urge": acts.Urged("261123000012", unit, due),
            "withdraw": acts.Withdrawn("261123000012", goes_on=odd),
            "reopen": acts.Reopened("261123000012", unit, due, above=odd),
            "renew-code": acts.NewCode("261123000012", "482913"),
        }
        other = walker_office.result(act, self.count, self.now)
        return other or results.get(act.key, acts.Done("261123000012"))

    # What has to hold.

    def sound(self) -> None:
        """Nothing outgrows its limits, and a question waits just where a script does."""
        conversation = self.conversation
        unfinished = self.unfinished(conversation)
        assert bool(conversation.runs) == bool(conversation.pending) or unfinished
        for run in conversation.runs:
            assert len(run.journal) <= MOST_ENTRIES, run
            assert journal.size(run) <= MOST_BYTES
        if not conversation.runs:
            assert len(self.state) < 1024
        elif not unfinished:
            self.states.add(self.state)

    def unfinished(self, conversation: Conversation) -> bool:
        return any(run.journal[-1:] and run.journal[-1].kind == journal.DECIDED for run in conversation.runs[-1:])

    def leaves(self) -> None:
        """ "退出" leads out after three times at most, and "0" with its "2" at a choice does the same."""
        self.failing, self.down, self.refusing, self.standing = False, 0, "", Standing()
        state = self.state
        for _ in range(3):
            self.write("退出")
        assert self.conversation.runs == () == (self.conversation.pending or ())
        self.state, waits = state, journal.load(state).pending
        idle = journal.load(state).office and self.now - journal.load(state).active_at > 30 * MINUTE
        if waits and waits.options and not idle and not self.unfinished(journal.load(state)):
            before = len(self.conversation.runs)
            if not waits.more:
                self.write("0")
            self.write("2")
            assert len(self.conversation.runs) < before


def silent(inbound: Inbound, before: Conversation, now: Moment) -> bool:
    """Whether silence is one of those that are meant on every channel."""
    if inbound.muted or inbound.signal in {Signal.UNFOLLOW, Signal.POSITION}:
        return True
    if any(piece.kind is not MediaKind.VOICE for piece in inbound.attachments):
        return now - before.photo_at <= 20 * SECOND
    return spoken()[3].is_small_talk(inbound.text) and now - before.warm_at < DAY
