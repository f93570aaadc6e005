"""When a draft is worth asking after, and when it is over."""

import pytest
from desk_world import LAMP, Desk

KEEP, DROP = "keep-draft", "drop-draft"


def test_a_draft_is_kept_once_it_has_a_description_and_a_place() -> None:
    """Not before the place is known, once however many questions follow, and no more once it is filed."""
    desk = Desk()
    desk.say("路灯坏了三天")
    before = list(desk.drafts)
    desk.say("花桥路12号门口")
    placed = list(desk.drafts)
    for _ in range(3):
        if "file" not in desk.acts:
            desk.say("1")

    assert (before, placed, desk.drafts) == ([], [KEEP], [KEEP, DROP])
    assert "file" in desk.acts


@pytest.mark.parametrize("word", ["退出", "重来"])
def test_what_is_left_or_begun_anew_is_dropped(word: str) -> None:
    """Nobody is reminded of what they gave up."""
    desk = Desk()
    desk.say(LAMP)
    desk.say(word)

    assert desk.drafts == [KEEP, DROP]


def test_going_back_over_the_place_is_no_bar() -> None:
    """A draft that was noted keeps nobody from going back."""
    desk = Desk()
    desk.say("路灯坏了三天")
    desk.say("花桥路12号门口")
    desk.say("返回")

    assert desk.question == "where"
