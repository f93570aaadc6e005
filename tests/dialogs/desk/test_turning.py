"""What is written where a case number or a code was asked for, and is neither."""

from dataclasses import replace

import pytest
from desk_world import LAMP, SENT, TAPPED, Desk, card

from dialogs.desk.fitting import MOST_OPENING
from dialogs.facts.acts import Supplement
from dialogs.facts.moment import MINUTE
from dialogs.facts.queries import Standing

LAMP_CASE, COVER_CASE = card(), replace(card("261123000025"), category="manhole")
BOTH = (LAMP_CASE, COVER_CASE)
RUBBISH = "花桥路20号的垃圾没人收"
NO_NUMBER = (
    "不知道",
    "我没有编号",
    "编号忘了",
    "哪里可以看到编号呢",
    "I have lost the number",
    "I do not know it",
    "嗯？",
)


def with_two_cases() -> Desk:
    return Desk(TAPPED, cases=BOTH, standing=Standing(open_cases=BOTH))


@pytest.mark.parametrize("text", NO_NUMBER)
def test_who_has_no_number_is_told_what_else_to_do(text: str) -> None:
    """Such words open no case under themselves, and are not called a wrong number."""
    desk = Desk(TAPPED)
    desk.say("查询")
    desk.say(text)

    assert (desk.keys, desk.question) == (["case-number-hint"], "case-number")


@pytest.mark.parametrize("text", [LAMP, "路灯坏了", "楼上每天半夜拖桌子，吵得睡不着", "昨天有人在门口打架没人管"])
def test_a_matter_in_place_of_a_number_is_filed(text: str) -> None:
    """What tells of something wrong is a matter, whether or not its kind is known."""
    desk = Desk(TAPPED)
    desk.say("查询")
    desk.say(text)

    assert desk.scripts == ["filing"]


@pytest.mark.parametrize("text", ["不知道", "编号忘了", "哪一件啊"])
@pytest.mark.parametrize("command", ["查询", "催办", "撤回"])
def test_at_a_list_it_is_said_what_fits(command: str, text: str) -> None:
    """The hint offers the list, a number, or a new matter."""
    desk = with_two_cases()
    desk.say(command)
    desk.say(text)

    assert (desk.keys, desk.question) == (["my-cases-hint"], "my-cases")


@pytest.mark.parametrize("command", ["查询", "补充", "催办", "撤回", "修改"])
def test_a_new_matter_at_a_list_is_filed(command: str) -> None:
    """A sentence that says what and where is no answer to which case is meant, and the list is asked no more."""
    desk = with_two_cases()
    desk.say(command)
    desk.say(RUBBISH)

    assert (desk.scripts, desk.question) == (["filing"], "detail-since-when")


def test_a_line_of_the_list_is_an_answer() -> None:
    """Who copies a line, with the kind of the case in it, has chosen."""
    desk = with_two_cases()
    desk.say("查询")
    desk.say("尾号00025 井盖缺失破损 办理中")

    assert desk.conversation.case == COVER_CASE.number


def test_what_is_to_be_added_may_be_said_first() -> None:
    """The words wait for the case, photos with them, and are not asked for again."""
    desk = with_two_cases()
    desk.say("补充")
    desk.photo()
    for text in ("昨晚又坏了一盏", "天黑看不见"):
        desk.say(text)
        assert (desk.keys[0], desk.question) == ("supplement-kept", "my-cases")
    desk.say("1")

    act = desk.done[-1].act
    assert isinstance(act, Supplement)
    assert (act.number, act.text, len(act.media)) == (LAMP_CASE.number, "昨晚又坏了一盏\n天黑看不见", 1)


def test_what_is_said_first_has_an_end() -> None:
    """However much is written before the case is chosen, it can be chosen still, and what was cut is told."""
    desk = with_two_cases()
    desk.say("补充")
    for mark in "甲乙丙丁":
        desk.say(f"{mark}{'昨晚又坏了一盏' * 120}")
    assert desk.keys[:2] == ["words-cut", "supplement-kept"]
    desk.say("1")

    act = desk.done[-1].act
    assert isinstance(act, Supplement)
    assert (act.number, act.text[0], len(act.text) <= MOST_OPENING) == (LAMP_CASE.number, "甲", True)


def test_what_may_be_either_is_asked_about() -> None:
    """A whole sentence of the kind of one open case, where something is to be added: to that one, or new?"""
    desk = with_two_cases()
    desk.say("补充")
    desk.say("花桥路14号的路灯也坏了")
    assert desk.question == "add-or-new"

    desk.say("1")
    assert "supplement" in desk.acts


def test_a_matter_at_a_query_code_is_filed() -> None:
    """Who turns away from somebody else's case is not told that these are no digits."""
    desk = Desk(TAPPED, found="other")
    desk.say("查询261123000018")
    assert desk.question == "query-code"

    desk.say(RUBBISH)
    assert desk.scripts == ["filing"]
    assert [each.code for each in desk.found_with] == [""]


def binding() -> Desk:
    desk = Desk(TAPPED)
    desk.say("绑定手机")
    desk.say("13800138000")
    assert desk.question == "bind-code"
    return desk


@pytest.mark.parametrize(
    "text", [RUBBISH, "花桥路12号门口路灯坏了，灯杆430012", "The street light at 12 Huaqiao Road is out"]
)
def test_a_matter_is_no_wrong_code(text: str) -> None:
    """Six digits in it are not tried, it is said that the binding waits, and after filing it goes on."""
    desk = binding()
    desk.say(text)
    assert (desk.keys[0], desk.scripts) == ("bind-code-aside", ["bind-phone", "filing"])

    for answer in ("1", "1"):
        desk.say(answer, later=2 * MINUTE)
    assert (desk.acts[-1], desk.question) == ("file", "bind-code")

    desk.say(SENT)
    assert desk.acts[-1] == "bind-phone"


def test_a_matter_in_place_of_a_phone_number_is_filed() -> None:
    """The number is asked for again once the matter is filed."""
    desk = Desk(TAPPED)
    desk.say("绑定手机")
    desk.say("楼下的饭店油烟很大，熏得睡不着")

    assert (desk.keys[0], desk.scripts) == ("bind-number-aside", ["bind-phone", "filing"])


@pytest.mark.parametrize("text", ["怎么还没收到", "不知道", "什么意思啊", "验证码过期了吗"])
def test_what_is_no_matter_is_not_taken_for_one(text: str) -> None:
    """The code is asked for again."""
    desk = binding()
    desk.say(text)

    assert desk.question == "bind-code"


def test_the_code_is_taken_while_its_question_waits_below() -> None:
    """Where a choice is asked, six digits are the awaited code; then the choice is asked again."""
    desk = binding()
    desk.say(LAMP)
    desk.say(SENT)

    assert (desk.acts[-1], desk.scripts, desk.question) == ("bind-phone", ["filing"], "detail-lamps")


def test_six_digits_are_no_code_where_no_code_was_sent() -> None:
    """With only the number asked for, they are a wrong choice and nothing else."""
    desk = Desk(TAPPED)
    desk.say("绑定手机")
    desk.say(LAMP)
    desk.say(SENT)

    assert (desk.scripts, desk.question, desk.acts) == (["bind-phone", "filing"], "detail-lamps", [])
