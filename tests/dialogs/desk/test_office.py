"""The office at the front desk: who is at work there, and in which language."""

import pytest
from desk_world import LAMP, TAPPED
from office_desk import TEXT, Office, at_work

from dialogs.facts.moment import HOUR
from dialogs.facts.officers import Me
from dialogs.machine import journal


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
