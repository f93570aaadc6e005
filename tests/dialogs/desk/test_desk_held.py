"""What was held for a citizen is told with the answer to their next message."""

import pytest
from desk_world import Desk
from own_cases import ONE, act

from dialogs.facts.acts import TellHeld
from dialogs.facts.moment import DAY, Moment
from dialogs.facts.notices import Audience, Notice
from dialogs.facts.queries import Standing


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
