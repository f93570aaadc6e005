"""Who comes for the first time and names no matter yet: asking how, or saying that they want to complain."""

import pytest
from desk_world import LAMP, TAPPED, Desk

from dialogs.facts.acts import File
from dialogs.facts.messages import Signal
from dialogs.facts.moment import DAY, HOUR, MINUTE

HOW = ("怎么投诉？", "怎么反映问题", "这个怎么用", "How do I complain?", "請問怎樣投訴？")
WISH = ("我要投诉", "我想反映个问题", "你好，我要投诉", "I want to make a complaint", "我想反映個問題")


def what_was_filed(desk: Desk) -> str:
    act = desk.done[-1].act
    assert isinstance(act, File)
    return act.draft.what


@pytest.mark.parametrize("text", HOW)
def test_who_asks_how_is_told_to_write(text: str) -> None:
    """The answer says so with an example, and what is written next is the matter."""
    desk = Desk(TAPPED)
    desk.say(text)
    assert (desk.keys, desk.question) == (["how-to-file", "what"], "what")

    for answer in (LAMP, "1", "1"):
        desk.say(answer)
    assert what_was_filed(desk) == LAMP


@pytest.mark.parametrize("text", WISH)
def test_who_wants_to_complain_is_asked_what_about(text: str) -> None:
    """The wish is no description; said twice, it is answered with how it goes."""
    desk = Desk(TAPPED)
    desk.say(text)
    assert desk.keys == ["what"]

    desk.say(text, later=2 * MINUTE)
    assert desk.keys == ["how-to-file", "what"]

    for answer in (LAMP, "1", "1"):
        desk.say(answer)
    assert what_was_filed(desk) == LAMP


def test_a_matter_that_is_named_with_it_is_filed() -> None:
    """A question how to complain about something is that matter."""
    desk = Desk(TAPPED)
    desk.say("怎么投诉花桥路20号楼下烧烤店的油烟？")

    assert desk.question not in {"", "what"}


@pytest.mark.parametrize("text", ["我要投诉！", "怎么投诉？", "How does this work?"])
def test_what_is_being_told_is_kept(text: str) -> None:
    """In the middle of a matter it goes on; before, such words began another one and dropped it."""
    desk = Desk(TAPPED)
    desk.say(LAMP)
    desk.say(text, later=2 * MINUTE)

    assert (desk.keys[0], desk.question) == ("file-already", "detail-lamps")


def test_the_menu_keeps_it_as_well() -> None:
    """A pressed entry of the menu is the same wish."""
    desk = Desk(TAPPED)
    desk.say(LAMP)
    desk.say(signal=Signal.MENU, subject="file")

    assert desk.question == "detail-lamps"


def test_after_a_pause_it_is_asked_which_is_meant() -> None:
    """An old draft goes on, or another matter begins: saying the same again means the other one."""
    desk = Desk(TAPPED)
    desk.say(LAMP)
    desk.say("我要投诉", later=HOUR)
    assert desk.question == "resume"

    desk.say("我要投诉")
    assert (desk.question, desk.scripts) == ("what", ["filing"])


def test_what_is_too_old_is_not_asked_after() -> None:
    """A draft of last week is gone, and the wish begins anew."""
    desk = Desk(TAPPED)
    desk.say(LAMP)
    desk.say("我要投诉", later=7 * DAY)

    assert (desk.question, desk.scripts) == ("what", ["filing"])


@pytest.mark.parametrize("text", ["怎么投诉？", "我要投诉"])
def test_nothing_told_is_nothing_left_half_done(text: str) -> None:
    """A day later a greeting is greeted, and a sentence is a matter: there is no draft to ask about."""
    desk = Desk(TAPPED)
    desk.say(text)
    desk.say("你好", later=DAY)
    assert desk.keys == ["hello"]

    desk.say(LAMP, later=DAY)
    assert desk.question == "detail-lamps"


def test_leaving_before_anything_was_told_loses_nothing() -> None:
    """Who gives up at once is not told that something was not kept."""
    desk = Desk(TAPPED)
    desk.say("我要投诉")
    desk.say("算了")

    assert desk.keys == ["left"]
