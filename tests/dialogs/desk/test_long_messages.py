"""Messages far longer than any channel's hold up nobody, and leave no trace that does."""

import time

import pytest
from desk_world import LAMP, TAPPED, Desk

from dialogs.facts.acts import NoteToDesk, ReportDanger
from dialogs.facts.messages import Pin
from dialogs.facts.moment import MINUTE

PIECES = ("ﷺ", "ﷺ ", "着火", "没着火", "人民公园", "路灯坏了", "1", "选", "fire ", "{ $a }", "<a>", "。")
PATIENCE = 1.0  # seconds of processor for three turns, on a slow machine that has much else to do


@pytest.mark.parametrize("piece", PIECES)
def test_fifteen_thousand_characters_are_answered_at_once(piece: str) -> None:
    """Also where each character stands for eighteen, and where every word is a danger."""
    desk = Desk()
    text = (piece * 15_000)[:15_000]
    desk.say(LAMP)
    began = time.process_time()

    for _ in range(3):
        desk.say(text)

    assert time.process_time() - began < PATIENCE


def test_the_desk_is_left_a_text_that_can_be_read() -> None:
    """What is noted for the desk is cut like what is filed."""
    desk = Desk()
    desk.say("花桥路12号着火了，快来人" + "，快来人" * 5000)

    noted = [each.act.words for each in desk.done if isinstance(each.act, ReportDanger | NoteToDesk)]
    assert noted
    assert all(len(text) <= 4000 for text in noted)


def test_signs_alone_stay_small_talk_however_many() -> None:
    """A page of dots is no complaint."""
    desk = Desk()
    desk.say("。" * 3000)

    assert desk.scripts == []


def test_a_place_with_an_endless_label_leaves_room_for_the_rest() -> None:
    """The label is cut, and filing goes on with the next answer."""
    desk = Desk(TAPPED)
    desk.say(pin=Pin(30.26, 120.13, "L" * 50_000))
    desk.say(LAMP)

    assert "miss-too-long" not in desk.keys
    assert desk.question not in {"what", "what-more"}


def test_who_writes_too_much_is_told_that_the_end_was_not_kept() -> None:
    """At the beginning, at the card and in a further sentence: nothing is lost without a word."""
    desk = Desk()
    desk.say("花桥路12号门口路灯坏了三天，" + "晚上看不见。" * 400)
    assert "words-cut" in desk.keys
    desk.say("还有一盏也坏了，" + "晚上看不见。" * 100)
    assert "miss-too-long" in desk.keys

    desk.say("1", later=2 * MINUTE)
    desk.say("还有一盏也坏了，" + "晚上看不见。" * 100, later=2 * MINUTE)
    assert "words-cut" in desk.keys
    assert desk.question == "review"


def test_a_sentence_that_fits_is_kept_without_a_word_of_it() -> None:
    """Only what is cut is said to be cut."""
    desk = Desk()
    desk.say("花桥路12号门口路灯坏了三天")

    assert "words-cut" not in desk.keys
