"""What a unit asked is answered, and told from what is meant otherwise."""

from dataclasses import replace

import pytest
from desk_world import Desk, rating
from own_cases import ASKED, ONE, OTHER, act, mine

from dialogs.facts.acts import AnswerQuestion, Supplement
from dialogs.facts.moment import MINUTE
from dialogs.facts.queries import Standing


def test_a_units_question_takes_a_photo_and_the_rest_of_its_album() -> None:
    """The first photo answers, those right behind it are added to the same case in silence."""
    desk = Desk(standing=Standing(open_questions=(ASKED,), open_cases=(OTHER,)))
    assert "已转给" in desk.photo()
    desk.standing = Standing(open_cases=(OTHER,))
    assert desk.photo(later=1_000_000) == ""

    assert [each.act.key for each in desk.done if each.act.key != "keep-media"] == ["answer-question", "supplement"]


@pytest.mark.parametrize("said", ["什么意思？", "你们是谁", "which lamp do you mean?"])
def test_who_asks_back_has_not_answered(said: str) -> None:
    """The words go to the unit as a supplement, its question stays open, and that is said."""
    desk = Desk(standing=Standing(open_questions=(ASKED,), open_cases=(OTHER,)))
    answer = desk.say(said)
    then = act(desk)
    desk.say("左边那盏")

    assert then == Supplement("261123000025", said)
    assert desk.keys == ["answered"]
    assert "哪一盏灯？" in answer
    assert act(desk).text == "左边那盏"


def test_a_photo_answers_whatever_is_said_with_it() -> None:
    """A question below a photo does not keep the photo from being the answer."""
    desk = Desk(standing=Standing(open_questions=(ASKED,), open_cases=(OTHER,)))
    desk.photo(text="是这盏吗？")

    assert act(desk).key == "answer-question"


def test_a_digit_that_may_answer_either_is_asked_about() -> None:
    """With a unit's question and a rating open, "3" is not taken for one of them unasked."""
    desk = Desk(standing=Standing(open_questions=(ASKED, rating())))
    desk.say("3")
    assert desk.question == "which-awaited"
    desk.say("1")

    assert act(desk).text == "3"


def test_what_was_asked_after_the_card_is_answered_first() -> None:
    """Choices that were merely offered do not take the answer to a question that came later."""
    desk = mine(ONE)
    desk.say("查询")
    desk.standing = Standing(open_questions=(replace(rating(), asked_at=desk.now + MINUTE),), open_cases=(ONE,))
    desk.say("1", later=2 * MINUTE)

    assert act(desk) == AnswerQuestion("q1", "satisfied")
