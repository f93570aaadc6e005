"""A question that waits: found again after hours, and answered by what it showed."""

import msgspec
import pytest
from desk_world import LAMP, Desk

from dialogs.facts.moment import DAY, HOUR, MINUTE


def test_a_draft_is_found_again_after_hours() -> None:
    """A choice that fits the pending question goes on with it."""
    desk = Desk()
    desk.say(LAMP)
    desk.say("1", later=3 * HOUR)

    assert desk.question == "review"


def test_a_new_sentence_after_hours_is_asked_about() -> None:
    """Whether the draft goes on or a new matter begins is the citizen's choice."""
    desk = Desk()
    desk.say(LAMP)
    desk.say("柳林巷5号的井盖不见了", later=3 * HOUR)
    assert desk.question == "resume"

    desk.say("2")
    assert desk.scripts == ["filing"]
    assert desk.conversation.runs[0].arguments["text"] == "柳林巷5号的井盖不见了"


def test_a_draft_older_than_three_days_is_gone() -> None:
    """After 72 hours a sentence begins anew."""
    desk = Desk()
    desk.say(LAMP)
    desk.say("柳林巷5号的井盖不见了", later=4 * DAY)

    assert desk.scripts == ["filing"]
    assert desk.conversation.runs[0].arguments["text"] == "柳林巷5号的井盖不见了"


@pytest.mark.parametrize("digit", ["0", "7"])
def test_digits_are_the_answer_at_questions_for_words(digit: str) -> None:
    """0 and 7 are commands only where a choice is asked."""
    desk = Desk()
    desk.say("路灯坏了")
    desk.say(digit)

    assert desk.conversation.pending is not None
    assert not desk.conversation.pending.more


def test_two_after_the_profile_changed_is_what_was_shown() -> None:
    """The pending question keeps the codes in the order shown; a digit is read against them."""
    desk = Desk()
    desk.say("花桥路这边的情况很让人头疼")
    assert desk.question == "group"
    waits = desk.conversation.pending
    assert waits is not None
    shuffled = msgspec.structs.replace(waits, options=(waits.options[1], waits.options[0], *waits.options[2:]))
    desk.conversation = msgspec.structs.replace(desk.conversation, pending=shuffled)
    desk.say("2", later=2 * MINUTE)

    chosen = [e.value for e in desk.conversation.runs[0].journal if e.kind == "a" and e.key == "group"]
    assert chosen == [waits.options[0]]
