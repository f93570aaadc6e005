"""Which of their cases people mean who know none by its number."""

from dataclasses import replace

import pytest
from desk_world import Desk, card

from dialogs.facts.acts import Urge
from dialogs.facts.queries import Standing

LAMP, LIFT, RUBBISH = (
    card("261123000017"),
    replace(card("261123000025"), category="lift"),
    replace(card("261123000030"), category="rubbish-uncollected"),
)


def with_three() -> Desk:
    return Desk(standing=Standing(open_cases=(LAMP, LIFT, RUBBISH)), cases=(LAMP, LIFT, RUBBISH), may=("withdraw",))


@pytest.mark.parametrize("said", ["催电梯", "催办电梯那件", "urge lift", "電梯催一下"])
def test_the_kind_beside_a_command_says_which(said: str) -> None:
    """The one case of that kind is urged, and nobody is asked which."""
    desk = with_three()
    desk.say(said)

    assert [done.act for done in desk.done if isinstance(done.act, Urge)] == [Urge(LIFT.number)]


@pytest.mark.parametrize("said", ["垃圾那个撤了吧", "撤回垃圾那件"])
def test_what_is_taken_back_is_named(said: str) -> None:
    """Whoever takes a case back reads which one that is, in words."""
    shown = with_three().say(said)

    assert shown.startswith("为什么撤回261123000030（垃圾没有清运）？")


@pytest.mark.parametrize("said", ["小同志我那个灯怎么样了呀", "我登记的号是多少", "你们到底处理了吗"])
def test_who_asks_how_it_stands_sees_their_cases(said: str) -> None:
    """A question in passing is no addition to a case."""
    desk = with_three()
    desk.say(said)

    assert desk.question == "my-cases"


@pytest.mark.parametrize("said", ["水管爆了怎么还不来人", "楼上漏水怎么样了"])
def test_a_kind_of_which_there_is_no_case_is_a_matter(said: str) -> None:
    """Who tells of something else is not shown a case for it."""
    desk = with_three()
    desk.say(said)

    assert desk.scripts == ["filing"]
