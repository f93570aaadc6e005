"""What citizens do with their own cases: look at them, urge, correct, add and take back."""

from dataclasses import replace

import pytest
from desk_world import LAMP, Desk, card
from own_cases import ONE, OTHER, act, mine

from dialogs.facts.acts import Amend, Supplement, Urge, Withdraw
from dialogs.facts.cases import Place, Status
from dialogs.facts.moment import HOUR
from dialogs.facts.results import Refused, WhyNot

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
