"""Points on the map: outside the city they are asked about, and beside a written place they take nothing from it."""

import pytest
from desk_world import LAMP, TAPPED, Desk

from dialogs.facts.acts import Amend, File
from dialogs.facts.cases import Place
from dialogs.facts.messages import Pin, Signal
from dialogs.facts.moment import MINUTE

DARK = "这里的路灯坏了，太黑了"
MARKET = Pin(29.684, 113.018, "花桥菜市场")
SHANGHAI = Pin(31.23, 121.47, "人民公园")
"""A park of that name is in the city as well."""


def filed(desk: Desk) -> Place:
    act = desk.done[-1].act
    assert isinstance(act, File)
    return act.draft.place


def asked_outside() -> Desk:
    desk = Desk(TAPPED)
    desk.say(DARK)
    desk.say(pin=SHANGHAI)
    assert desk.question == "outside"
    return desk


@pytest.mark.parametrize("answer", ["1", "没错", "就是那里", "It is right"])
def test_a_point_outside_that_is_right_is_filed(answer: str) -> None:
    """It is filed as it is: no street of the city is guessed from its name, and none is asked for."""
    desk = asked_outside()
    for text in (answer, "1", "1"):
        desk.say(text)

    assert filed(desk) == Place("人民公园", SHANGHAI.lat, SHANGHAI.lon)


def test_who_sends_it_again_means_it() -> None:
    """The same spot a second time is not asked about a second time."""
    desk = asked_outside()
    desk.say(pin=SHANGHAI)

    assert desk.question == "detail-lamps"


def test_the_place_may_be_written_instead() -> None:
    """Words at once behind the question are the place, and the point is forgotten."""
    desk = asked_outside()
    for text in ("花桥路12号对面", "1", "1"):
        desk.say(text)

    assert (filed(desk).text, filed(desk).street, filed(desk).lat) == ("花桥路12号对面", "huaqiao", None)


def test_another_point_may_be_sent() -> None:
    """The one that was wrong is not asked about again."""
    desk = asked_outside()
    desk.say("发错了")
    assert desk.question == "where"

    desk.say(pin=MARKET)
    for text in ("1", "1"):
        desk.say(text)
    assert (filed(desk).text, filed(desk).street, filed(desk).lat) == ("花桥菜市场", "huaqiao", MARKET.lat)


def test_a_point_that_came_first_is_asked_about_once_it_is_needed() -> None:
    """Where the words name no place, the point is the place, and has to be right."""
    desk = Desk(TAPPED)
    desk.say(pin=SHANGHAI)
    desk.say("路灯坏了三天没人修")

    assert desk.question == "outside"


def test_words_go_before_a_point_outside() -> None:
    """A written place in the city stands, and it is said that the point does not."""
    desk = Desk(TAPPED)
    desk.say(pin=SHANGHAI)
    desk.say(LAMP)
    assert (desk.keys[0], desk.question) == ("outside-kept", "detail-lamps")

    desk.say("1")
    desk.say("1")
    assert (filed(desk).text, filed(desk).lat) == ("花桥路12号门口", None)


@pytest.mark.parametrize("answers", [(), ("1",)], ids=["at the detail", "at the card"])
def test_a_point_outside_is_not_taken_along(answers: tuple[str, ...]) -> None:
    """Beside another question it is said at once, and the place stays."""
    desk = Desk(TAPPED)
    for text in (LAMP, *answers):
        desk.say(text)
    before = desk.question
    desk.say(pin=SHANGHAI)

    assert (desk.keys[0], desk.question) == ("place-outside", before)


def test_the_phones_own_position_outside_is_not_offered() -> None:
    """Who is on a journey is asked where it is."""
    desk = Desk(TAPPED)
    desk.say(signal=Signal.POSITION, pin=SHANGHAI)
    desk.say(DARK)

    assert desk.question == "where"


def test_a_case_is_not_moved_out_of_the_city_unasked() -> None:
    """A correction of the place is asked about like a place."""
    desk = Desk(TAPPED, may=("amend",), place=Place("花桥路12号"))
    desk.say("修改261123000012")
    desk.say("1")
    desk.say(pin=SHANGHAI)
    assert desk.question == "outside"

    desk.say("1")
    assert desk.done[-1].act == Amend("261123000012", place=Place("人民公园", SHANGHAI.lat, SHANGHAI.lon))


BOTH = Place("花桥路12号对面", MARKET.lat, MARKET.lon, "jiangtan", "huaqiao", written=True)


def test_a_point_behind_words_adds_where_they_are() -> None:
    """The words stay the place's words, whatever the point is called."""
    desk = Desk(TAPPED)
    desk.say("花桥路12号对面的路灯坏了")
    desk.say(pin=MARKET)
    for text in ("1", "1"):
        desk.say(text)

    assert filed(desk) == BOTH


def test_words_behind_a_point_name_it() -> None:
    """A sentence that names the place goes on the point that came before it."""
    desk = Desk(TAPPED)
    desk.say(pin=MARKET)
    for text in ("花桥路12号对面的路灯坏了", "1", "1"):
        desk.say(text)

    assert filed(desk) == BOTH


@pytest.mark.parametrize("answers", [(), ("1",)], ids=["at the detail", "at the card"])
def test_words_alone_behind_a_point_name_it(answers: tuple[str, ...]) -> None:
    """Said beside another question they are the place's words too, and no part of the story."""
    desk = Desk(TAPPED)
    desk.say(DARK)
    desk.say(pin=MARKET)
    for text in (*answers, "花桥路12号对面"):
        desk.say(text)
    assert desk.keys[0] == "place-noted"

    for text in ("1", "1")[len(answers) :]:
        desk.say(text, later=2 * MINUTE)
    assert filed(desk) == BOTH


def test_a_further_point_moves_the_words() -> None:
    """What was written stays however often the point is put right."""
    desk = Desk(TAPPED)
    desk.say("花桥路12号对面的路灯坏了")
    desk.say(pin=MARKET)
    desk.say(pin=Pin(29.672, 113.031, "人民公园"))
    for text in ("1", "1"):
        desk.say(text)

    assert (filed(desk).text, filed(desk).lat) == ("花桥路12号对面", 29.672)


def test_another_place_takes_the_point_away() -> None:
    """Who says that it is somewhere else does not mean the point any more."""
    desk = Desk(TAPPED)
    desk.say("花桥路12号对面的路灯坏了")
    desk.say(pin=MARKET)
    desk.say("换个地方 花桥路20号")
    for text in ("1", "1"):
        desk.say(text)

    assert (filed(desk).text, filed(desk).lat) == ("花桥路20号", None)
