"""What the first words have answered is not asked, is shown, and can be changed."""

import pytest
from desk_world import TAPPED, Desk

from dialogs.facts.acts import File
from dialogs.facts.cases import Detail
from dialogs.facts.moment import MINUTE

COVER = "花桥路20号的井盖不见了"
ONE = "花桥路20号门口的路灯就一个不亮"


def details(desk: Desk) -> tuple[Detail, ...]:
    """Give the details of the case that was filed last."""
    act = desk.done[-1].act
    assert isinstance(act, File)
    return act.draft.details


@pytest.mark.parametrize(
    ("text", "question", "option"),
    [
        (COVER, "manhole-state", "missing"),
        ("花橋路20號的井蓋不見了", "manhole-state", "missing"),
        ("The manhole cover at 20 Huaqiao Road is missing", "manhole-state", "missing"),
        ("花桥路20号门口的路灯一排都不亮", "lamps", "several"),
        ("花桥路20号的垃圾已经好几天了没人收", "since-when", "days"),
        ("Rubbish at 12 Huaqiao Road has not been collected for three days", "since-when", "days"),
    ],
)
def test_what_was_said_is_filed_without_a_question(text: str, question: str, option: str) -> None:
    """The card comes at once, and one more message files the case with the answer in it."""
    desk = Desk(TAPPED)
    desk.say(text)
    assert desk.question == "review"

    desk.say("1")
    assert details(desk) == (Detail(question, option=option, read=True),)


def test_the_card_shows_what_was_read_and_what_was_answered() -> None:
    """Nothing is filed unseen, and whoever answered sees that it was taken in; a card of neither invites to more."""
    assert "6 细节：不见了，还可以补充" in Desk().say(COVER)

    asked, unknown = Desk(), Desk()
    asked.say("花桥路20号的井盖有问题")
    unknown.say("花桥路12号的房东不退租房押金")
    assert "6 细节：破了，还可以补充" in asked.say("2")
    assert "6 加照片或细节" in unknown.say("不知道")


def test_it_is_changed_at_the_card() -> None:
    """Line 6 leads to the question itself, and the card then shows the new answer."""
    desk = Desk(TAPPED)
    shown = [desk.say(text) for text in (COVER, "6", "1", "2")]
    assert "6 细节：破了" in shown[-1]

    desk.say("1")
    assert [each.option for each in details(desk)] == ["broken"]


def test_who_does_not_know_leaves_it_out() -> None:
    """What was read and is doubted then is taken off the card, and not filed."""
    desk = Desk(TAPPED)
    for text in (COVER, "6", "1", "不清楚", "1"):
        desk.say(text)

    assert details(desk) == ()


def test_it_follows_what_is_added_at_the_card() -> None:
    """Further words that say it otherwise change what was read from the first ones."""
    desk = Desk(TAPPED)
    desk.say(ONE)
    assert "整条路都黑" in desk.say("其实整条路都不亮，刚才去看了", later=2 * MINUTE)

    desk.say("1")
    assert [each.option for each in details(desk)] == ["street"]


def test_an_answer_that_was_given_stands() -> None:
    """Who has chosen is not overruled by words that were merely added."""
    desk = Desk(TAPPED)
    for text in ("花桥路20号门口的路灯不亮", "1"):
        desk.say(text)
    desk.say("听说旁边整条路也不亮", later=2 * MINUTE)
    desk.say("1")

    assert details(desk) == (Detail("lamps", option="one"),)


def test_it_is_asked_once_another_description_no_longer_says_it() -> None:
    """What is read anew holds no answer: the question is put after all."""
    desk = Desk(TAPPED)
    desk.say(ONE)
    desk.say("2")
    desk.say("门口的路灯坏了，晚上太黑了", later=2 * MINUTE)

    assert desk.question == "detail-lamps"


def test_another_category_reads_the_words_again() -> None:
    """A corrected category takes from the words what it has to know."""
    desk = Desk(TAPPED)
    desk.say("花桥路20号的井盖被偷，旁边那盏路灯也不亮")
    for text in ("井盖缺失破损", "4", "路灯不亮", "1"):
        desk.say(text)

    assert details(desk) == (Detail("lamps", option="one", read=True),)


def test_two_sentences_that_disagree_are_asked_about() -> None:
    """A further sentence within the minute leaves two answers, and so none."""
    desk = Desk(TAPPED)
    desk.say(ONE)
    desk.say("其实整条路都不亮，刚才去看了")

    assert desk.question == "detail-lamps"


def test_back_from_the_card_asks_nothing_that_was_said() -> None:
    """The first step is the description: there is no hidden question to go back to."""
    desk = Desk(TAPPED)
    desk.say(COVER)
    desk.say("返回")

    assert desk.question == "review"
    assert desk.keys[0] == "back-start"
