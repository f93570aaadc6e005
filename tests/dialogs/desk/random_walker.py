"""A citizen who does anything at all at the front desk, and what has to hold after each of their messages."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import walker_office
from desk_world import LAMP, card, rating, spoken
from walker_promises import Promises

from adapters.outbound.gateway import GATEWAY_SMS
from adapters.outbound.twilio.account import TWILIO_SMS
from adapters.outbound.wechat.voice import WECHAT
from bot.asides import Asides
from dialogs.desk.around import Around, Commit, Turned
from dialogs.desk.turn import media_id, turn
from dialogs.facts import acts, queries
from dialogs.facts.acts import Refused
from dialogs.facts.cases import CaseCard, Contact, OpenQuestion, Place, Status
from dialogs.facts.messages import Address, Attachment, Capabilities, Inbound, MediaKind, Pin, Signal
from dialogs.facts.moment import DAY, HOUR, MINUTE, SECOND, Moment
from dialogs.facts.queries import Standing
from dialogs.facts.say import Item, Reply
from dialogs.machine import journal
from dialogs.machine.journal import MOST_BYTES, MOST_ENTRIES, Conversation
from dialogs.machine.replay import FAILED, Perform
from dialogs.render.text import fitted, length

START = Moment(1_795_395_600_000_000)
CHANNELS = (WECHAT, TWILIO_SMS, GATEWAY_SMS, replace(TWILIO_SMS, pins=True), replace(WECHAT, links=False))
MATTERS = (
    LAMP,
    "楼下烧烤店每晚油烟很大，噪音到凌晨两点",
    "花桥路12号着火了，快来人",
    "我不想活了",
    "花桥路20号门口的垃圾没人清",
    "公司拖欠我三个月工资，要去法院告他们吗",
    "窗口工作人员态度恶劣，还收了我的钱",
    "The street lamp in front of my house has been broken for three days",
    "門口的路燈壞了三天，請派人來修",
    "垃圾",
    "人民公园门口的井盖不见了，天黑很危险",
    "社保怎么查询",
    "我家的水又停了，2611 2300 0012 那件事还没人管",
    "路" * 1999,
    "投诉\n" * 300,
)
WORDS = (
    "?", "。。。", "嗯", "谢谢", "你好", "👍", "👨‍👩‍👧‍👦" * 30, "]]>", '<a href="x">1</a>', "\u0000\u0007",
    "{ $number }", "a", "12", "第二个", "选2", "２", "二", "2.", "99", "0", "7", "-1", "1 2", "其他", "不知道",
    "是", "不是", "13800138000", "138", "+8613800138000", "482913", "000000", "261123000012", "2611 2300 0013",
    "00012", "花桥路", "人民广场", "张三", "妈妈", "匿名", "新的", "English", "繁体", "中文", "STOP", "START",
    "END", "cancel", "TD", "订阅", "x" * 6100, "补充一下，还是没修",
    "这是另外一件事，小区门口有人乱停车堵住了消防通道",
    "换个地方 花桥路20号", "地点不对", "多久能答复？", "发完了", "要",
)  # fmt: skip
COMMANDS = (
    "返回", "重来", "退出", "帮助", "菜单", "人工", "查询", "评价", "换码", "投诉", "English", "中文", "繁体",
    "退订",
    "催办", "补充", "撤回", "修改", "催办261123000012", "补充00012 又坏了一盏", "评价 261123000012", "AMEND 00012",
    "绑定手机", "解绑手机", "绑定12345678", "办公", "待办", "改密码", "我是市民", "查询261123000012", "换码00012",
)  # fmt: skip
PAUSES = (0, 30 * SECOND, 2 * MINUTE, 40 * MINUTE, 25 * HOUR, 80 * HOUR, 190 * DAY)
PINS = (Pin(30.2741, 120.1551), Pin(30.28, 120.16, "花桥路"), Pin(0.0, 0.0), Pin(-90.0, 180.0, "x" * 300))
REASONS = ("closed", "conflict", "consent", "full", "early", "today", "late", "unknown", "nothing", "unrated")
FITTING = {
    "what": LAMP,
    "what-more": "门口的路灯坏了",
    "where": "花桥路12号",
    "here": "花桥路12号",
    "name": "张三",
    "phone": "13800138000",
    "behalf": "我母亲",
    "case-number": "261123000012",
    "my-cases": "261123000012",
    "query-code": "482913",
    "why": "根本没来人",
    "withdraw-why": "自己修好了",
    "supplement": "又坏了一盏",
    "bind-number": "13800138000",
    "bind-code": "482913",
    "officer-pin": "482913",
    "officer-pin-new": "482913",
    "officer-reason": "这条路不在我们辖区",
    "officer-why-later": "配件要从外地发货",
    "officer-days": "3",
    "officer-answer": "师傅到现场查明是线路老化，已更换电缆，路灯全部恢复照明",
    "officer-reply": "师傅明天上午到现场",
    "officer-ask": "请问是几单元的电梯？",
    "officer-note": "已到现场看过",
}
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

    # What a citizen may do; ``n`` is any number.

    def answer(self, n: int) -> None:
        """Choose one of what was asked, or write what fits."""
        waits = self.conversation.pending
        if waits and waits.options and (n % 5 or waits.key not in FITTING):
            self.write(str(n % len(waits.options) + 1 if n % 3 else len(waits.options)))
        elif waits:
            self.write(FITTING.get(waits.key, "三"))
        else:
            self.matter(n)

    def label(self, n: int) -> None:
        speaker = spoken()[2].speaker(self.conversation.language, 40)
        labels = [str(speaker.value(item.label)) for item in self.shown]
        self.write(labels[n % len(labels)] if labels else LAMP)

    def tap(self, n: int) -> None:
        if self.shown:
            self.write("1", tapped=self.shown[n % len(self.shown)].id)

    def stale_tap(self, n: int) -> None:
        odd = ("q.", "q.x.y", "m.", "m.no", "c.", "c.261123000012", "z", "q.a.b.c.d.e", ".")
        odd += ("r.261123000012.satisfied", "r.261123000012.unsolved", "r.261123000012.x", "r.", "r")
        ids = [*odd, *(item.id for item in self.seen)]
        self.write("1", tapped=ids[n * 31 % len(ids)])

    def own_case(self, n: int) -> None:
        """Look at an own case and do with it the first or the last thing that is offered."""
        self.write("1", tapped="c.261123000012")
        waits = self.conversation.pending
        if waits and waits.key == "case-do":
            self.write(str(len(waits.options)) if n % 2 else "1")

    def matter(self, n: int) -> None:
        self.write(MATTERS[n % len(MATTERS)])

    def question_of_the_city(self, n: int) -> None:
        """Leave everything, and ask what the city has an answer to."""
        self.write("退出")
        self.write("社保怎么查询")

    def asked_by_a_unit(self, n: int) -> None:
        """Leave everything, be asked by a unit and for a rating, and write what may be meant otherwise."""
        self.write("退出")
        self.push(2)
        self.write(("3", "人民公园门口的井盖不见了，天黑很危险", "什么意思？")[n % 3])

    def words(self, n: int) -> None:
        self.write(WORDS[n % len(WORDS)])

    def command(self, n: int) -> None:
        self.write(COMMANDS[n % len(COMMANDS)])

    def digit(self, n: int) -> None:
        self.write(str(n % 10))

    def photo(self, n: int) -> None:
        pieces = tuple(Attachment(MediaKind.IMAGE, f"ref{i}") for i in range(n % 3 + 1))
        self.write(MATTERS[n % len(MATTERS)] if n % 7 == 6 else "", attachments=pieces)

    def album(self, n: int) -> None:
        for _ in range(n % 7):
            self.photo(0)

    def voice(self, n: int) -> None:
        kind = MediaKind.VIDEO if n % 5 == 4 else MediaKind.VOICE
        self.write(MATTERS[n % len(MATTERS)] if n % 2 else "", attachments=(Attachment(kind, "v"),))

    def location(self, n: int) -> None:
        self.write("", pin=PINS[n % len(PINS)])

    def signal(self, n: int) -> None:
        signals = tuple(Signal)
        muted = n % 4 == 3
        key = ("", "file", "status", "menu-gone", "rate", "back", "leave")[n % 7]
        self.write("", signal=signals[n % len(signals)], subject=key, pin=PINS[n % 4], muted=muted)

    def pause(self, n: int) -> None:
        self.now = Moment(self.now + PAUSES[n % len(PAUSES)])

    def again(self, n: int) -> None:
        """The channel delivers the last message once more: nothing changes, and it gets its answer."""
        if self.last is None or self.last.id not in self.answers:
            return
        before = self.state
        assert self.taken(self.last) == self.answers[self.last.id]
        assert self.state == before

    def trouble(self, n: int) -> None:
        """Something goes wrong from now on, or goes well again."""
        self.failing = n % 3 == 1
        self.down = n % 5 == 2 and 1
        self.refusing = REASONS[n % len(REASONS)] if n % 7 == 3 else ""

    def push(self, n: int) -> None:
        """The platform asks for a rating or an answer, or nothing any more."""
        asked = OpenQuestion("q2", "261123000020", "ask", self.now)
        self.standing = (
            Standing(),
            Standing(open_questions=(rating(),)),
            Standing(open_questions=(asked, rating()), open_cases=(card("261123000020"),)),
            Standing(open_cases=(card(),), pushed_about=("261123000012",), consented=True),
        )[n % 4]

    # How it is taken.

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


MOVES: tuple[Callable[[Walker, int], None], ...] = (
    *(Walker.answer,) * 8,
    *(Walker.tap,) * 3,
    *(Walker.matter,) * 2,
    *(Walker.words,) * 3,
    *(Walker.command,) * 2,
    *(Walker.digit,) * 2,
    *(Walker.photo,) * 2,
    Walker.label,
    Walker.stale_tap,
    Walker.own_case,
    Walker.question_of_the_city,
    Walker.asked_by_a_unit,
    Walker.album,
    Walker.voice,
    Walker.location,
    Walker.signal,
    Walker.pause,
    Walker.again,
    Walker.trouble,
    Walker.push,
)


def walk(walker: Walker, moves: list[tuple[Callable[[Walker, int], None], int]]) -> None:
    """Go the whole way, and out again."""
    for move, n in moves:
        move(walker, n)
    walker.leaves()
