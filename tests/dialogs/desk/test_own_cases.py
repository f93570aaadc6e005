"""What citizens do with their own cases: add, urge, correct, take back, rate and have reopened."""

from dataclasses import replace

import pytest
from desk_world import LAMP, TAPPED, Desk, card, rating

from dialogs.facts.acts import Amend, AnswerQuestion, Reopen, Supplement, TellHeld, Urge, Withdraw
from dialogs.facts.cases import OpenQuestion, Place, Status
from dialogs.facts.moment import DAY, HOUR, MINUTE, Moment
from dialogs.facts.notices import Audience, Notice
from dialogs.facts.queries import Ratable, Standing
from dialogs.facts.results import Refused, WhyNot

ONE, OTHER = card(), card("261123000025", Status.ACCEPTED)
ASKED = OpenQuestion("q2", "261123000025", "ask", ONE.submitted_at, text="哪一盏灯？")
ALL = ("supplement", "urge", "amend", "withdraw")


def mine(*cards, **fields):
    return Desk(cases=cards, standing=Standing(open_cases=cards), may=ALL, **fields)


def act(desk):
    return desk.done[-1].act


# Which case is meant.


@pytest.mark.parametrize("said", ["催办", "催办261123000012", "催办 00012", "URGE 00012"])
def test_one_case_is_meant_without_a_word(said: str) -> None:
    """The only open case is taken, and one that is named by its number or its last five digits."""
    desk = mine(ONE)
    desk.say(said)

    assert act(desk) == Urge("261123000012")
    assert desk.keys == ["urged", "told-due"]


def test_of_several_cases_one_is_chosen() -> None:
    """Several open cases are listed, and a digit or the last digits of a number choose one."""
    for answer in ("2", "00025"):
        desk = mine(ONE, OTHER)
        assert "00012" in desk.say("催办")
        desk.say(answer)
        assert act(desk) == Urge("261123000025")


def test_the_case_last_spoken_of_is_meant() -> None:
    """Who has just looked at a case means that one; after an hour they are asked."""
    desk = mine(ONE, OTHER)
    desk.say("261123000025")
    later = replace(desk, done=[])
    desk.say("催办")
    later.say("催办", later=2 * HOUR)

    assert act(desk) == Urge("261123000025")
    assert later.question == "my-cases"


def test_without_an_open_case_there_is_nothing_to_urge() -> None:
    """A closed case is not open."""
    desk = mine(card(status=Status.CLOSED))
    desk.say("催办")

    assert (desk.keys, desk.done) == (["no-open-case"], [])


# The card with its choices.


@pytest.mark.parametrize(("digit", "question"), [("1", "supplement"), ("3", "amend"), ("4", "withdraw-why")])
def test_the_card_offers_what_can_be_done(digit: str, question: str) -> None:
    """A digit at a case begins what stands behind it, with that case."""
    desk = mine(ONE, OTHER)
    desk.say("261123000025")
    desk.say(digit)

    assert desk.question == question
    assert desk.conversation.case == "261123000025"


def test_a_new_matter_after_the_card_is_a_new_matter() -> None:
    """Nobody is held by choices that they were merely offered; a wrong digit is told what fits."""
    desk = mine(ONE)
    desk.say("查询")
    wrong = desk.say("6")
    desk.say(LAMP)

    assert "请回前面的数字" in wrong
    assert desk.scripts == ["filing"]


def test_thanks_after_the_card_are_thanks() -> None:
    """They get a word, and begin no form."""
    desk = mine(ONE)
    desk.say("查询")

    assert desk.say("谢谢") == "不客气。"
    assert desk.scripts == []


def test_a_word_that_is_not_offered_is_a_command() -> None:
    """催办 at the card of a case that cannot be urged says so, and begins no form."""
    desk = Desk(cases=(card(status=Status.DECLINED),), may=("supplement",))
    desk.say("查询")
    desk.say("催办")

    assert desk.keys == ["no-open-case"]


# Urging.


@pytest.mark.parametrize(
    ("reason", "said"), [(WhyNot.EARLY, "还不到催的时候"), (WhyNot.TODAY, "明天可以再催"), (WhyNot.LATE, "不用催了")]
)
def test_who_urges_in_vain_hears_why(reason: WhyNot, said: str) -> None:
    """Too early, for the second time today, or too late; with the due date where there is one."""
    desk = mine(ONE, refusing=Refused(reason, ONE.submitted_at))
    answer = desk.say("催办")

    assert said in answer
    assert ("11月23日" in answer) is (reason is not WhyNot.LATE)


# Withdrawing.


def test_withdrawing_takes_a_reason_and_a_confirmation() -> None:
    """Nothing is done before the last word."""
    desk = mine(ONE)
    desk.say("撤回")
    desk.say("自己修好了")
    assert desk.done == []
    desk.say("1")

    assert act(desk) == Withdraw("261123000012", "自己修好了")
    assert desk.keys == ["withdrawn"]


def test_a_reason_can_be_chosen_and_the_case_kept() -> None:
    """A digit is a code, and "先不撤" leaves everything as it was."""
    desk = mine(ONE)
    desk.say("撤回")
    desk.say("2")
    desk.say("2")
    assert desk.done == []
    desk.say("撤回")
    desk.say("2")
    desk.say("撤回")

    assert act(desk) == Withdraw("261123000012", why="mistake")


def test_what_is_resolved_is_not_withdrawn() -> None:
    """No reason is asked for what cannot be done."""
    desk = replace(mine(ONE), may=("supplement", "rate"))
    desk.say("撤回")

    assert (desk.keys, desk.done) == (["withdraw-late"], [])


# Adding and correcting.


def test_words_and_photos_are_added() -> None:
    """Photos are kept while words are asked for."""
    desk = mine(ONE)
    desk.say("补充")
    desk.photo()
    desk.say("又坏了一盏", later=30_000_000)

    assert isinstance(act(desk), Supplement)
    assert (act(desk).text, len(act(desk).media)) == ("又坏了一盏", 1)


def test_photos_alone_can_be_added() -> None:
    """Who has sent photos may leave it at that."""
    desk = mine(ONE)
    desk.say("补充")
    desk.photo()
    desk.say("没有了")

    assert (act(desk).text, len(act(desk).media)) == ("", 1)


def test_what_stands_behind_the_number_is_added_at_once() -> None:
    """补充, the number and the words in one message."""
    desk = mine(ONE, OTHER)
    desk.say("补充00025：又坏了一盏")

    assert act(desk) == Supplement("261123000025", "又坏了一盏")


def test_the_place_is_corrected() -> None:
    """The place is asked anew and changed, as long as it may be."""
    desk = replace(mine(ONE), place=Place("花桥路12号"))
    desk.say("修改")
    desk.say("1")
    desk.say("花桥路20号")

    assert isinstance(act(desk), Amend)
    assert act(desk).place.text == "花桥路20号"


# Rating.


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


# What a unit asks.


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


# What was held.


def notice(number, step, id="1", **facts):
    times = (ONE.submitted_at, Moment(ONE.submitted_at + DAY))
    return Notice(id, Audience.CITIZEN, "c", step, *times, number, 3, tuple(facts.items()), "灯已修好。")


def test_what_was_held_is_told_after_the_answer() -> None:
    """The newest state of a case, and a digit rates where that is what is asked."""
    desk = Desk(standing=Standing(held=(notice("261123000012", "resolve", "2", outcome="solved"),)))
    answer = desk.say("谢谢")

    assert desk.keys == ["warm", "held", "told-resolve-solved", "told-answer", "told-rate"]
    assert "4 没有解决" in answer
    assert act(desk) == TellHeld(("2",))


@pytest.mark.parametrize("step", ["note", "reply"])
def test_later_words_do_not_hide_a_result(step: str) -> None:
    """A result that was held before a note is told with it, as they happened, and the digit that follows rates it."""
    held = (notice("261123000012", step, "2"), notice("261123000012", "resolve", "1", outcome="solved"))
    desk = Desk(standing=Standing(held=held))
    answer = desk.say("谢谢")

    assert desk.keys == ["warm", "held", "told-resolve-solved", "told-answer", f"told-{step}", "told-rate"]
    assert "4 没有解决" in answer
    assert act(desk) == TellHeld(("1", "2"))


def test_what_is_asked_comes_before_words() -> None:
    """Of four held steps of one case the unit's question is among the three that are told; one word is left held."""
    steps = ("note", "reply", "note", "ask")
    held = tuple(notice("261123000012", step, str(4 - place)) for place, step in enumerate(steps))
    desk = Desk(standing=Standing(held=held))
    desk.say("谢谢")

    assert desk.keys == ["warm", "held", "told-ask", "told-reply", "told-note", "held-more"]
    assert act(desk) == TellHeld(("1", "3", "4"))


def test_nothing_is_rated_by_a_digit_that_may_mean_else() -> None:
    """With a unit's question in it, or choices of its own, an answer says how to rate instead."""
    asks = (notice("261123000012", "resolve", "2", outcome="solved"), notice("261123000029", "ask", "1"))
    desk = Desk(standing=Standing(held=asks))
    desk.say("谢谢")

    assert desk.keys == ["warm", "held", "told-resolve-solved", "told-answer", "still-rating", "told-ask"]


def test_a_result_that_is_rated_asks_for_no_rating() -> None:
    """Where the time to rate is over, a result that was held is told without a question."""
    held = (notice("261123000012", "resolve", "1", outcome="solved", rated="yes"),)
    desk = Desk(standing=Standing(held=held))
    desk.say("谢谢")

    assert desk.keys == ["warm", "held", "told-resolve-solved", "told-answer"]


def test_at_most_three_cases_are_told_at_once() -> None:
    """Each with one step, the rest is counted and stays held."""
    held = tuple(notice(f"26112300001{n}", "reply", str(n)) for n in range(5))
    desk = Desk(standing=Standing(held=held))
    desk.say("谢谢")

    assert desk.keys == ["warm", "held", "told-reply", "told-reply", "told-reply", "held-more"]
    assert act(desk) == TellHeld(("0", "1", "2"))


def test_nothing_held_is_told_to_who_is_not_answered() -> None:
    """A message that gets no answer of ours leaves what is held where it is."""
    desk = Desk(standing=Standing(held=(notice("261123000012", "reply"),)))
    desk.say("谢谢", muted=True)

    assert (desk.keys, desk.done) == ([], [])
