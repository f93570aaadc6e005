"""How citizens rate an answer: by digit, label or word, sure or doubtful, and have it done again."""

import pytest
from desk_world import LAMP, TAPPED, Desk, card, rating
from own_cases import act

from dialogs.facts.acts import AnswerQuestion, Reopen
from dialogs.facts.cases import Status
from dialogs.facts.queries import Ratable, Standing

RATED = Standing(open_questions=(rating(),))


@pytest.mark.parametrize("said", ["1", "满意", "我很满意", "第一个"])
def test_a_rating_is_a_digit_a_label_or_a_word(said: str) -> None:
    """All of them rate, and name the case."""
    desk = Desk(standing=RATED)
    answer = desk.say(said)

    assert act(desk) == AnswerQuestion("q1", "satisfied")
    assert "谢谢" in answer


def test_a_tapped_rating_carries_its_case() -> None:
    """It wins in the middle of filing, and filing goes on afterwards."""
    desk = Desk(standing=RATED, capabilities=TAPPED)
    desk.say(LAMP)
    desk.say("满意", tapped="r.261123000012.satisfied")

    assert act(desk) == AnswerQuestion("q1", "satisfied")
    assert desk.scripts == ["filing"]


@pytest.mark.parametrize("key", ["reopen", "reopen-above"])
def test_who_is_not_content_may_have_it_done_again(key: str) -> None:
    """A reason first, then the offer, which says who would do it."""
    desk = Desk(standing=RATED, may=("rate", "reopen"), above=key == "reopen-above")
    desk.say("4")
    assert desk.question == "why"
    desk.say("根本没人来")
    assert key in desk.keys
    desk.say("1")

    assert [each.act for each in desk.done] == [
        AnswerQuestion("q1", "unsolved", "根本没人来", "other"),
        Reopen("261123000012", "根本没人来"),
    ]


@pytest.mark.parametrize(
    ("said", "near"),
    [
        ("差不多", "acceptable"),
        ("凑合吧", "acceptable"),
        ("马马虎虎", "acceptable"),
        ("还算满意", "acceptable"),
        ("It was not bad", "acceptable"),
        ("还不错", "satisfied"),
        ("great", "satisfied"),
        ("不", "dissatisfied"),
        ("it is not great", "dissatisfied"),
        ("没有", "unsolved"),
        ("not yet", "unsolved"),
    ],
)
@pytest.mark.parametrize("asked", [False, True], ids=["pushed", "asked"])
def test_doubtful_words_rate_once_they_are_confirmed(said: str, near: str, asked: bool) -> None:  # noqa: FBT001
    """They are asked about, whether the rating was pushed or is being asked for, and only a yes rates."""
    desk = Desk(standing=RATED)
    if asked:
        desk.say("评价")
    desk.say(said)
    question, before = desk.question, [*desk.done]
    shown = desk.conversation.runs[-1].arguments["near"]
    desk.say("1")

    assert (question, before, shown) == ("rate-meant", [], near)
    if near in {"satisfied", "acceptable"} or desk.done:
        assert act(desk).option == near
    else:
        assert desk.question == "why"


def test_a_no_shows_the_choices() -> None:
    """Who did not mean it chooses, and what they said first is the reason where it was one."""
    desk = Desk(standing=RATED)
    desk.say("修好了，不过开始两个星期没人来")
    asked = desk.say("不是")
    desk.say("4")

    assert "4 没有解决" in asked
    assert act(desk) == AnswerQuestion("q1", "unsolved", "修好了，不过开始两个星期没人来", "other")


def test_praise_beside_blame_is_a_reason_once_it_is_confirmed() -> None:
    """The sentence itself is why."""
    desk = Desk(standing=RATED)
    desk.say("修好了，不过开始两个星期没人来")
    desk.say("是的")

    assert act(desk) == AnswerQuestion("q1", "dissatisfied", "修好了，不过开始两个星期没人来", "other")


@pytest.mark.parametrize(
    ("said", "option"), [("没有解决", "unsolved"), ("满意", "satisfied"), ("还是不亮", "unsolved")]
)
def test_at_the_confirmation_a_clear_word_rates(said: str, option: str) -> None:
    """Instead of yes or no the rating itself can be said."""
    desk = Desk(standing=RATED)
    desk.say("差不多")
    desk.say(said)
    if desk.question == "why":
        desk.say("1")

    assert act(desk).option == option


@pytest.mark.parametrize("said", ["解决", "Good morning", "好的", "修好了吗？", "路灯修得差不多了"])
@pytest.mark.parametrize("asked", [False, True], ids=["pushed", "asked"])
def test_a_part_of_a_choice_rates_nothing(said: str, asked: bool) -> None:  # noqa: FBT001
    """Neither half of "not solved" nor a greeting with "good" in it is a rating."""
    desk = Desk(standing=RATED)
    if asked:
        desk.say("评价")
    desk.say(said)

    assert "answer-question" not in desk.acts


def test_solved_is_not_the_half_of_not_solved() -> None:
    """It is praise, at the question as elsewhere."""
    desk = Desk(standing=RATED)
    desk.say("评价")
    desk.say("Solved")

    assert act(desk).option == "satisfied"


def test_a_wrong_digit_is_told_what_fits() -> None:
    """5 rates nothing and files nothing; the question stands."""
    desk = Desk(standing=RATED)
    answer = desk.say("5")

    assert "请回1到4" in answer
    assert (desk.question, desk.done) == ("rate", [])


def test_a_rating_said_twice_is_told_so() -> None:
    """A further digit after the rating says what was rated and how to change it."""
    desk = Desk(ratable=(Ratable("261123000012", "q1", "street-light", "satisfied"),))

    assert "已经评了“满意”" in desk.say("1")
    assert desk.done == []


def test_a_rating_can_be_changed() -> None:
    """评价 shows what was said, and takes another value."""
    desk = Desk(ratable=(Ratable("261123000012", "q1", "street-light", "satisfied"),))
    assert "您评过“满意”" in desk.say("评价")
    desk.say("2")

    assert act(desk) == AnswerQuestion("q1", "acceptable")


@pytest.mark.parametrize("said", [{"text": "1"}, {"text": "满意", "tapped": "r.261123000012.satisfied"}])
def test_a_late_rating_is_told_so(said: dict[str, str]) -> None:
    """Weeks later the time is over, typed or tapped."""
    desk = Desk(cases=(card(status=Status.CLOSED),), may=("supplement",))

    assert "评价时间已经过了" in desk.say(**said)
    assert desk.done == []
