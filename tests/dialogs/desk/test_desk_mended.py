"""Small things at the desk that random walks have found."""

from desk_world import LAMP, Desk

from dialogs.facts.moment import HOUR, MINUTE
from dialogs.machine import journal


def test_starting_again_at_what_was_begun_with_words() -> None:
    """ "重来" at "go on or a new matter?" asks that again, and loses neither."""
    desk = Desk()
    desk.say(LAMP)
    desk.say("楼下烧烤店每晚油烟很大", later=2 * HOUR)
    assert desk.question == "resume"
    desk.say("重来")

    assert desk.question == "resume"
    assert desk.scripts == ["filing", "resume"]


def test_what_lies_below_an_offer_asks_again_when_it_is_let_go_of() -> None:
    """A number that names no case, given where one may be named, leads back to the filing that was under way."""
    desk = Desk()
    desk.say(LAMP)
    filing = desk.question
    desk.say(tapped="c.")
    assert desk.question == "case-number"
    desk.say("138")

    assert desk.scripts == ["filing"]
    assert desk.question == filing


def test_a_long_opening_is_kept_within_a_journal() -> None:
    """Sixteen thousand characters begin a case like any other sentence."""
    desk = Desk()
    desk.say("路灯坏了" * 4000)

    assert desk.scripts == ["filing"]
    assert len(desk.conversation.runs[0].arguments["text"]) == 2000


def test_an_album_that_makes_a_journal_long_leaves_the_card_as_it_was_shown() -> None:
    """Photos that are kept without an answer do not make "1" be asked for again."""
    desk = Desk()
    desk.say("花桥路12号门口路灯坏了三天，" + "晚上看不见。" * 186)
    desk.say("1", later=2 * MINUTE)
    desk.say("5")
    desk.say("1")
    desk.photo()
    answered = journal.size(desk.conversation.runs[0])
    for _ in range(4):
        desk.photo()
    assert answered < journal.MOST_BYTES // 2 < journal.size(desk.conversation.runs[0])

    desk.say("1")

    assert desk.acts[-1] == "file"
    assert len(desk.done[-1].act.draft.media) == 5
