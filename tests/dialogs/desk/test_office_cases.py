"""What officers do with a case at the front desk, and what is never done by mistake."""

import pytest
from desk_world import TAPPED
from office_desk import NUMBER, OTHER, TEXT, Office, at_work

from dialogs.facts.cases import Status
from dialogs.facts.moment import HOUR, Moment
from dialogs.facts.officers import Handled, Me
from dialogs.machine import journal


def test_free_words_never_resolve() -> None:
    """ "Done" asks for the text, the outcome, the checks and a confirmation; nothing is done before."""
    desk = at_work()
    desk.say("1")
    steps = []
    for said in ("处理好了", "修好了", TEXT, "1", "1"):
        desk.say(said)
        steps.append(desk.question)
    before = desk.handled
    desk.say("1")

    assert steps == ["officer-answer", "officer-answer", "officer-outcome", "officer-checks", "officer-review"]
    assert before == []
    assert [(each.step, each.text, each.outcome, len(each.checks)) for each in desk.handled] == [
        ("resolve", TEXT, "solved", 5)
    ]


def test_what_looks_wrong_is_confirmed() -> None:
    """A doubt becomes a question; only the answer to it confirms."""
    desk = at_work(outcomes=[Handled("doubted", "assigned", ("copy", "informed")), Handled("done", "resolved")])
    for said in ("1", "办结", TEXT, "1", "1", "1"):
        desk.say(said)
    asked = desk.question
    desk.say("1")

    assert asked == "officer-doubt"
    assert [each.confirm for each in desk.handled] == [False, True]


def test_the_pin_rests_nowhere() -> None:
    """The PIN is asked before anything ends; the journal holds what came of it, never the PIN."""
    desk = at_work(me=Me("lights", needs_pin=True, has_pin=True), secrets={"405862": "right"})
    for said in ("1", "办结", TEXT, "1", "1", "1"):
        desk.say(said)
    asked, before = desk.question, desk.handled
    desk.say("111222")
    wrong = desk.keys[0]
    rested = journal.dump(desk.conversation)
    desk.say("405862")

    assert (asked, before, wrong) == ("officer-pin", [], "officer-pin-wrong")
    assert b"111222" not in rested
    assert [each.step for each in desk.handled] == ["resolve"]
    assert b"405862" not in journal.dump(desk.conversation)


@pytest.mark.parametrize("word", ["回复", "问市民", "延期", "退回"])
def test_what_reaches_a_citizen_wants_the_pin_first(word: str) -> None:
    """Where a number can be forged the PIN is asked for before anything is written, and not while it is good."""
    desk = at_work(me=Me("lights", needs_pin=True, has_pin=True), secrets={"405862": "right"})
    desk.say("1")
    desk.say(word)
    asked = desk.question
    desk.say("405862")
    then = desk.question
    desk.me = Me("lights", needs_pin=True, has_pin=True, proven=True)
    desk.say("待办")
    desk.say("1")
    desk.say(word)

    assert (asked, then == "officer-pin") == ("officer-pin", False)
    assert (desk.question, desk.handled) == (then, [])


def test_a_pin_that_grew_old_is_asked_for_again() -> None:
    """Who wrote for longer than the PIN is good gives it once more, and what they wrote is done."""
    desk = at_work(me=Me("lights", needs_pin=True, has_pin=True, proven=True), secrets={"405862": "right"})
    desk.outcomes = [Handled("pin"), Handled("done", Status.ASSIGNED)]
    for said in ("1", "回复", "师傅明天上午到现场。"):
        desk.say(said)
    asked = desk.question
    desk.say("405862")

    assert asked == "officer-pin"
    assert [(each.step, each.text) for each in desk.handled] == [("reply", "师傅明天上午到现场。")] * 2
    assert desk.keys[0] == "officer-done-reply"


def test_a_push_is_answered() -> None:
    """Whatever is answered to a push opens its case, also where a list was merely offered."""
    desk = at_work()
    desk.me = Me("lights", pushed=NUMBER, pushed_at=Moment(desk.now + HOUR))
    desk.say("2", later=2 * HOUR)

    assert desk.conversation.runs[-1].arguments["number"] == NUMBER


def test_a_push_does_not_break_into_what_is_written() -> None:
    """Who is writing an answer goes on with it."""
    desk = at_work()
    desk.say("1")
    desk.say("回复")
    desk.me = Me("lights", pushed=OTHER, pushed_at=Moment(desk.now + 1))
    desk.say("师傅明天上午到现场。")

    assert [(each.step, each.number) for each in desk.handled] == [("reply", NUMBER)]


def test_done_in_answer_to_a_push() -> None:
    """ "Done" in answer to a push asks for the text of that case."""
    desk = at_work()
    desk.me = Me("lights", pushed=NUMBER, pushed_at=Moment(desk.now + HOUR))
    desk.say("处理好了", later=2 * HOUR)

    assert (desk.question, desk.handled) == ("officer-answer", [])


def test_a_tapped_case_wins() -> None:
    """A tapped item carries its case, whatever is being asked."""
    desk = at_work(capabilities=TAPPED)
    desk.say("1")
    desk.say("回复")
    desk.say("打开这一件", tapped=f"t.{OTHER}")

    assert desk.conversation.runs[-1].arguments["number"] == OTHER


def test_a_tapped_case_opens_nothing_to_a_stranger() -> None:
    """Who is not bound gets no case by a tap."""
    desk = Office(TAPPED, me=Me())
    desk.say("打开这一件", tapped=f"t.{NUMBER}")

    assert desk.keys == ["office-none"]


def test_officers_write_of_dangers_all_day() -> None:
    """In the middle of an officer's dialog a danger is the matter, not an emergency."""
    desk = at_work()
    desk.say("1")
    desk.say("回复")
    desk.say("煤气泄漏已经处理，现场没有危险。")

    assert [each.step for each in desk.handled] == ["reply"]


def test_the_number_is_in_no_journal() -> None:
    """A citizen's number stands in the one answer, and in nothing that is kept of the conversation."""
    desk = at_work()
    desk.say("1")
    said = desk.say("电话")

    assert "13900000001" in said
    assert b"13900000001" not in journal.dump(desk.conversation)


def test_a_colleague_was_first() -> None:
    """An act that no longer fits is told with the state the case is in."""
    desk = at_work(outcomes=[Handled("changed", Status.RESOLVED)])
    desk.say("1")
    said = desk.say("签收")

    assert "已答复" in said
    assert desk.question == ""
