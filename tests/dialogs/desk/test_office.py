"""The office at the front desk: who is at work there, and what goes before what."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from desk_world import LAMP, TAPPED, Desk

from dialogs.facts import acts
from dialogs.facts.cases import Status
from dialogs.facts.moment import DAY, HOUR, Moment
from dialogs.facts.officers import Binding, Caller, Handle, Handled, Me, Task, TaskCard, Tasks
from dialogs.machine import journal

NUMBER, OTHER = "261123000017", "261123000025"
ACTS = ("sign", "resolve", "reply", "ask", "ask-extension", "return", "note")
TEXT = "当晚换了灯泡和镇流器，路灯已经正常亮起来了。"


@dataclass
class Office(Desk):
    """A desk to which an officer writes; ``asked`` keeps what was looked up."""

    me: Me = Me("lights")
    asked: list[str] = field(default_factory=list)
    secrets: dict[str, str] = field(default_factory=dict)
    """What comes of a PIN."""
    outcomes: list[Handled] = field(default_factory=list)

    def fulfil(self, request: Any) -> Any:
        key = getattr(request, "key", "")
        self.asked += [key] if isinstance(key, str) else []
        due = Moment(self.now + DAY)
        match key:
            case "who-am-i":
                return self.me
            case "my-tasks":
                lines = tuple(Task(number, "street-light", due) for number in (NUMBER, OTHER))
                return Tasks(lines, 2) if self.me.unit else None
            case "find-task":
                known = self.me.unit and request.number in {NUMBER, OTHER, NUMBER[-5:]}
                what = {"place": "花桥路12号", "what": LAMP, "due_at": due, "photos": 0, "step": "assign"}
                card = {"status": Status.ASSIGNED, "category": "street-light", "street": "", "unit": "lights"}
                return TaskCard(NUMBER, **card, **what, step_at=self.now, signed=False, acts=ACTS) if known else None
            case "try-pin" | "set-pin":
                return self.secrets.get(request.pin, "wrong")
        return super().fulfil(request)

    def result(self, act: acts.Act) -> Any:
        if isinstance(act, Handle):
            return self.outcomes.pop(0) if self.outcomes else Handled("done", Status.ASSIGNED, left=2)
        results = {"bind": Binding("bound", "lights"), "show-caller": Caller("shown", "", "+8613900000001")}
        return results.get(act.key) or super().result(act)

    @property
    def handled(self) -> list[Handle]:
        return [each.act for each in self.done if isinstance(each.act, Handle)]


def at_work(**fields: Any) -> Office:
    """Give the desk of an officer who has their list before them."""
    desk = Office(**fields)
    desk.say("办公")
    return desk


def test_a_citizen_costs_no_look_up() -> None:
    """Whether somebody is an officer is asked with a first message, and with no other."""
    desk = Office(me=Me())
    desk.say(LAMP)
    first = desk.asked.count("who-am-i")
    for said in ("1", "1", "查询", "谢谢"):
        desk.say(said)

    assert (first, desk.asked.count("who-am-i")) == (1, 1)


def test_an_officer_whose_conversation_was_forgotten() -> None:
    """After months of silence an officer is at work with the first message."""
    desk = Office()
    desk.say("处理好了")

    assert (desk.keys[0], desk.question, desk.handled) == ("office-pick", "officer-tasks", [])


@pytest.mark.parametrize("words", [("办公", "我是市民"), ("辦公", "我是市民"), ("OFFICE", "CITIZEN")])
def test_switching(words: tuple[str, str]) -> None:
    """The same person is an officer and a citizen, in each language; a citizen's words are filed."""
    desk = at_work()
    office, citizen = words
    desk.say(citizen)
    left = desk.keys
    desk.say(LAMP)
    filing = desk.scripts
    desk.say(office)

    assert (left, filing, desk.question) == (["office-left"], ["filing"], "officer-tasks")


def test_who_is_not_bound_is_a_citizen() -> None:
    """The words of the office open nothing to who is not bound."""
    desk = Office(me=Me())
    for word in ("办公", "待办", "改密码"):
        desk.say(word)
        assert desk.keys == ["office-none"]


def test_who_was_unbound_is_a_citizen_again() -> None:
    """Whoever is unbound meanwhile is told so, and the message is taken as a citizen's."""
    desk = at_work()
    desk.me = Me()
    desk.say(LAMP, later=HOUR)

    assert (desk.keys[0], desk.scripts) == ("officer-unbound", ["filing"])


@pytest.mark.parametrize("code", ["绑定 12345678", "綁定１２３４ ５６７８", "BIND 1234-5678", "绑定：12345678"])
def test_a_code_binds(code: str) -> None:
    """A code is heard however it is written, and the list follows."""
    desk = Office()
    desk.say(code)

    assert [each.act.code for each in desk.done] == ["12345678"]
    assert desk.conversation.office


def test_a_code_of_another_length_binds_nobody() -> None:
    """A phone number behind the word is no invite."""
    desk = Office(me=Me())
    desk.say("绑定 13900000001")

    assert "bind" not in desk.acts


def test_free_words_never_resolve() -> None:
    """ "Done" asks for the text, the outcome, the checks and a confirmation; nothing is done before."""
    desk = at_work()
    desk.say("1")
    steps = []
    for said in ("处理好了", "修好了", TEXT, "1", "1"):
        desk.say(said)
        steps.append(desk.question)
    before = desk.handled
    desk.say("1")

    assert steps == ["officer-answer", "officer-answer", "officer-outcome", "officer-checks", "officer-review"]
    assert before == []
    assert [(each.step, each.text, each.outcome, len(each.checks)) for each in desk.handled] == [
        ("resolve", TEXT, "solved", 5)
    ]


def test_what_looks_wrong_is_confirmed() -> None:
    """A doubt becomes a question; only the answer to it confirms."""
    desk = at_work(outcomes=[Handled("doubted", "assigned", ("copy", "informed")), Handled("done", "resolved")])
    for said in ("1", "办结", TEXT, "1", "1", "1"):
        desk.say(said)
    asked = desk.question
    desk.say("1")

    assert asked == "officer-doubt"
    assert [each.confirm for each in desk.handled] == [False, True]


def test_the_pin_rests_nowhere() -> None:
    """The PIN is asked before anything ends; the journal holds what came of it, never the PIN."""
    desk = at_work(me=Me("lights", needs_pin=True, has_pin=True), secrets={"405862": "right"})
    for said in ("1", "办结", TEXT, "1", "1", "1"):
        desk.say(said)
    asked, before = desk.question, desk.handled
    desk.say("111222")
    wrong = desk.keys[0]
    rested = journal.dump(desk.conversation)
    desk.say("405862")

    assert (asked, before, wrong) == ("officer-pin", [], "officer-pin-wrong")
    assert b"111222" not in rested
    assert [each.step for each in desk.handled] == ["resolve"]
    assert b"405862" not in journal.dump(desk.conversation)


@pytest.mark.parametrize("word", ["回复", "问市民", "延期", "退回"])
def test_what_reaches_a_citizen_wants_the_pin_first(word: str) -> None:
    """Where a number can be forged the PIN is asked for before anything is written, and not while it is good."""
    desk = at_work(me=Me("lights", needs_pin=True, has_pin=True), secrets={"405862": "right"})
    desk.say("1")
    desk.say(word)
    asked = desk.question
    desk.say("405862")
    then = desk.question
    desk.me = Me("lights", needs_pin=True, has_pin=True, proven=True)
    desk.say("待办")
    desk.say("1")
    desk.say(word)

    assert (asked, then == "officer-pin") == ("officer-pin", False)
    assert (desk.question, desk.handled) == (then, [])


def test_a_pin_that_grew_old_is_asked_for_again() -> None:
    """Who wrote for longer than the PIN is good gives it once more, and what they wrote is done."""
    desk = at_work(me=Me("lights", needs_pin=True, has_pin=True, proven=True), secrets={"405862": "right"})
    desk.outcomes = [Handled("pin"), Handled("done", Status.ASSIGNED)]
    for said in ("1", "回复", "师傅明天上午到现场。"):
        desk.say(said)
    asked = desk.question
    desk.say("405862")

    assert asked == "officer-pin"
    assert [(each.step, each.text) for each in desk.handled] == [("reply", "师傅明天上午到现场。")] * 2
    assert desk.keys[0] == "officer-done-reply"


def test_a_push_is_answered() -> None:
    """Whatever is answered to a push opens its case, also where a list was merely offered."""
    desk = at_work()
    desk.me = Me("lights", pushed=NUMBER, pushed_at=Moment(desk.now + HOUR))
    desk.say("2", later=2 * HOUR)

    assert desk.conversation.runs[-1].arguments["number"] == NUMBER


def test_a_push_does_not_break_into_what_is_written() -> None:
    """Who is writing an answer goes on with it."""
    desk = at_work()
    desk.say("1")
    desk.say("回复")
    desk.me = Me("lights", pushed=OTHER, pushed_at=Moment(desk.now + 1))
    desk.say("师傅明天上午到现场。")

    assert [(each.step, each.number) for each in desk.handled] == [("reply", NUMBER)]


def test_done_in_answer_to_a_push() -> None:
    """ "Done" in answer to a push asks for the text of that case."""
    desk = at_work()
    desk.me = Me("lights", pushed=NUMBER, pushed_at=Moment(desk.now + HOUR))
    desk.say("处理好了", later=2 * HOUR)

    assert (desk.question, desk.handled) == ("officer-answer", [])


def test_a_tapped_case_wins() -> None:
    """A tapped item carries its case, whatever is being asked."""
    desk = at_work(capabilities=TAPPED)
    desk.say("1")
    desk.say("回复")
    desk.say("打开这一件", tapped=f"t.{OTHER}")

    assert desk.conversation.runs[-1].arguments["number"] == OTHER


def test_a_tapped_case_opens_nothing_to_a_stranger() -> None:
    """Who is not bound gets no case by a tap."""
    desk = Office(TAPPED, me=Me())
    desk.say("打开这一件", tapped=f"t.{NUMBER}")

    assert desk.keys == ["office-none"]


def test_officers_write_of_dangers_all_day() -> None:
    """In the middle of an officer's dialog a danger is the matter, not an emergency."""
    desk = at_work()
    desk.say("1")
    desk.say("回复")
    desk.say("煤气泄漏已经处理，现场没有危险。")

    assert [each.step for each in desk.handled] == ["reply"]


def test_the_number_is_in_no_journal() -> None:
    """A citizen's number stands in the one answer, and in nothing that is kept of the conversation."""
    desk = at_work()
    desk.say("1")
    said = desk.say("电话")

    assert "13900000001" in said
    assert b"13900000001" not in journal.dump(desk.conversation)


@pytest.mark.parametrize("word", ["退出", "取消", "算了", "離開", "never mind", "QUIT"])
@pytest.mark.parametrize(
    "before",
    [
        (),
        ("1",),
        ("1", "办结"),
        ("1", "办结", TEXT),
        ("1", "办结", TEXT, "1"),
        ("1", "办结", TEXT, "1", "1"),
        ("1", "办结", TEXT, "1", "1", "1"),
        ("1", "退回", "405862"),
        ("改密码",),
    ],
    ids=lambda said: f"after {len(said)}",
)
def test_an_officer_leaves_as_citizens_do(before: tuple[str, ...], word: str) -> None:
    """The words that leave a citizen's dialog leave an officer's wherever it stands; nothing half done remains."""
    desk = at_work(me=Me("lights", needs_pin=True, has_pin=True), secrets={"405862": "right"}, capabilities=TAPPED)
    for said in before:
        desk.say(said)
    desk.say(word)
    left = (desk.keys, desk.scripts, desk.question, desk.handled)
    desk.say("1")

    assert left == (["office-stopped"], [], "", [])
    assert (desk.keys, desk.handled) == (["office-idle"], [])


def test_a_citizen_who_is_an_officer_leaves_as_a_citizen() -> None:
    """Who reports something themselves reads a citizen's line."""
    desk = at_work()
    for said in ("我是市民", LAMP, "退出"):
        desk.say(said)

    assert desk.keys == ["left-draft"]


def test_the_casebook_learns_the_language_of_an_officer_at_work() -> None:
    """Once when they begin, and again when they speak another one, as officer and as citizen each."""
    desk = at_work()
    for said in ("1", "待办", "English", "TASKS", "我是市民", "中文", "谢谢", "办公", "1"):
        desk.say(said)

    assert desk.spoken == [("zh-Hans", True), ("en", True), ("zh-Hans", False), ("zh-Hans", True)]


def test_an_officer_who_says_a_language_word_is_spoken_to_as_an_officer() -> None:
    """With nothing open they read what an officer can write, and are not asked what happened where."""
    desk = Office(conversation=journal.Conversation(office=True))
    desk.say("English")

    assert desk.keys == ["language-set", "office-idle"]


@pytest.mark.parametrize(
    ("before", "code", "after"),
    [
        ("en", "绑定 12345678", "zh-Hans"),
        ("en", "綁定 12345678", "zh-Hant"),
        ("zh-Hant", "绑定 12345678", "zh-Hans"),
        ("", "bind 12345678", "en"),
        ("", "绑定 12345678", "zh-Hans"),
    ],
)
def test_who_binds_is_spoken_with_in_the_language_of_the_word(before: str, code: str, after: str) -> None:
    """A phone from which somebody once wrote in another language does not decide it."""
    desk = Office(conversation=journal.Conversation(language=before))
    desk.say(code)

    assert desk.done[0].act.language == after
    assert desk.conversation.language == after


def test_a_colleague_was_first() -> None:
    """An act that no longer fits is told with the state the case is in."""
    desk = at_work(outcomes=[Handled("changed", Status.RESOLVED)])
    desk.say("1")
    said = desk.say("签收")

    assert "已答复" in said
    assert desk.question == ""
