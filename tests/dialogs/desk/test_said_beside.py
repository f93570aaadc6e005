"""What people say beside the question is not taken for its answer, and an answer in other words is."""

import pytest
from desk_world import LAMP, Desk, card, rating

from dialogs.facts.moment import MINUTE
from dialogs.facts.queries import Standing

VAGUE = "路灯旁边的垃圾堆，花桥路12号"


@pytest.mark.parametrize(("said", "shown"), [("就一盏", "一盏"), ("就一个不亮", "一盏"), ("only one lamp", "一盏")])
def test_a_choice_is_heard_in_the_words_that_the_city_knows(said: str, shown: str) -> None:
    """What would have been read from the first words is understood where it is asked for."""
    desk = Desk()
    desk.say(LAMP)

    assert f"6 细节：{shown}" in desk.say(said)


def test_words_that_name_no_kind_leave_the_choice_as_it_is() -> None:
    """Whoever says something else is told what would fit, and is not led through all groups for it."""
    desk = Desk()
    assert "垃圾" in desk.say(VAGUE)
    assert desk.question == "category"

    desk.say("快一点好不好", later=2 * MINUTE)
    assert (desk.question, desk.keys) == ("category", ["category-hint"])


@pytest.mark.parametrize("said", ["是的", "好啊", "不是", "yes"])
def test_a_mere_reply_is_no_place(said: str) -> None:
    """Yes and no do not say where."""
    desk = Desk()
    desk.say("路灯坏了三天没人修")
    desk.say(said, later=2 * MINUTE)

    assert desk.question == "where"


def test_a_digit_is_no_name() -> None:
    """0 at the question for a name is no name."""
    desk = Desk()
    for text in (LAMP, "1", "5", "4", "0"):
        desk.say(text)

    assert desk.question == "name"


def test_words_are_no_wrong_number() -> None:
    """Who asks something where a phone number is expected is not told that the number is wrong."""
    desk = Desk()
    for text in (LAMP, "1", "5", "5", "座机可以吗"):
        desk.say(text)

    assert desk.keys == ["phone-hint"]


def test_a_road_is_taken_where_districts_are_listed() -> None:
    """Who names the road instead of choosing has said it better."""
    desk = Desk()
    desk.say("路灯坏了三天没人修")
    desk.say("我家楼下那根杆子", later=2 * MINUTE)
    assert desk.question == "area"

    desk.say("花桥路", later=2 * MINUTE)
    assert desk.question == "detail-lamps"


@pytest.mark.parametrize(
    "said", ["谢谢你小同志你真好", "好的谢谢", "好的，谢谢师傅", "嗯嗯", "收到，辛苦了", "ok thank you", "謝謝您喔"]
)
def test_thanks_in_a_row_are_thanks(said: str) -> None:
    """Thanks with a form of address are answered as thanks, and no addition to a case."""
    desk = Desk(standing=Standing(open_cases=(card(),), pushed_about=(card().number,)), cases=(card(),))
    desk.say(said)

    assert desk.keys in (["warm"], ["noted"])


@pytest.mark.parametrize("said", ["谢谢，灯还是不亮", "师傅没来", "好的，再加一盏"])
def test_more_than_thanks_is_heard(said: str) -> None:
    """What says more than thanks may belong to the case."""
    desk = Desk(standing=Standing(open_cases=(card(),), pushed_about=(card().number,)), cases=(card(),))
    desk.say(said)

    assert desk.question == "add-or-new"


@pytest.mark.parametrize("said", ["等一下", "我再想想"])
def test_who_needs_time_is_not_taken_at_their_word(said: str) -> None:
    """A pause is no place."""
    desk = Desk()
    desk.say("路灯坏了三天没人修")
    desk.say(said, later=2 * MINUTE)

    assert (desk.question, desk.keys[0]) == ("where", "noted-again")


@pytest.mark.parametrize(
    "said", ["放屁！根本没来！", "太好了", "五星好评", "亮了亮了！感谢政府", "亮了", "巴适", "骗子"]
)
def test_a_judgement_in_everyday_words_is_heard(said: str) -> None:
    """Joy and anger over a result are a rating or are asked about, and no addition."""
    desk = Desk(standing=Standing((rating(),), (card(),), (card().number,)), cases=(card(),))
    desk.say(said)

    assert "add-or-new" not in desk.scripts
    assert "rating" in desk.scripts or "answer-question" in desk.acts


@pytest.mark.parametrize("said", ["对", "是的", "不是"])
def test_a_mere_reply_to_nothing_begins_nothing(said: str) -> None:
    """Whoever says yes to a question that is over is not led through a report."""
    desk = Desk()
    desk.say(said)

    assert (desk.scripts, desk.keys) == ([], ["say-what"])


def test_words_that_add_are_added_at_once() -> None:
    """What somebody forgot to say is no new matter."""
    desk = Desk(standing=Standing(open_cases=(card(),)), cases=(card(),))
    desk.say("再补充一句，他们还放音响")

    assert desk.keys == ["added"]
