"""Filing, as far as the dialog alone decides it."""

from dataclasses import replace

import pytest
from desk_world import LAMP, TAPPED, Desk, card

from dialogs.facts.acts import File, Join
from dialogs.facts.cases import Privacy
from dialogs.facts.messages import Pin, Signal
from dialogs.facts.moment import HOUR, MINUTE
from dialogs.machine import journal


def filed(desk: Desk) -> File:
    act = next(each.act for each in reversed(desk.done) if each.act.key == File.key)
    assert isinstance(act, File)
    return act


@pytest.mark.parametrize("capabilities", [TAPPED, Desk().capabilities], ids=["wechat", "sms"])
def test_a_good_first_sentence_is_filed_in_four_messages(capabilities: object) -> None:
    """Sentence, detail, file: what can be read is not asked."""
    desk = Desk(capabilities)  # type: ignore[arg-type]
    for text in (LAMP, "1", "1"):
        desk.say(text)

    draft = filed(desk).draft
    assert desk.count <= 4
    assert (draft.category, draft.place.street, draft.details[0].option) == ("street-light", "huaqiao", "one")


def test_a_second_complaint_is_another_run() -> None:
    """The key of the second filing is not the key of the first."""
    desk = Desk()
    for text in (LAMP, "1", "1", "花桥路20号的井盖不见了", "1", "1"):
        desk.say(text)

    keys = [str(done.key) for done in desk.done]
    assert len(keys) == len(set(keys)) == 2


def test_the_phones_position_is_asked_about_before_it_is_the_place() -> None:
    """Where the phone is need not be where the problem is."""
    desk = Desk(TAPPED)
    assert desk.say(signal=Signal.POSITION, pin=Pin(29.684, 113.018)) == ""

    desk.say("这里的路灯坏了好几天了")
    assert desk.question == "here"
    desk.say("1")
    assert desk.question == "detail-lamps"


def test_an_old_position_is_not_offered() -> None:
    """A position of an hour ago says nothing about now."""
    desk = Desk(TAPPED)
    desk.say(signal=Signal.POSITION, pin=Pin(29.684, 113.018))
    desk.say("这里的路灯坏了好几天了", later=HOUR)

    assert desk.question == "where"


def test_elsewhere_than_the_phone_is_asked_for() -> None:
    """No to the phone's position asks for the place."""
    desk = Desk(TAPPED)
    desk.say(signal=Signal.POSITION, pin=Pin(29.684, 113.018))
    desk.say("这里的路灯坏了好几天了")
    desk.say("2")

    assert desk.question == "where"


def test_what_comes_first_in_any_order_is_not_asked_again() -> None:
    """A photo, then a location, then the words: only the detail is left to ask."""
    desk = Desk(TAPPED)
    desk.photo()
    assert desk.question == "what"
    desk.say(pin=Pin(29.684, 113.018, "花桥菜市场"), later=2 * MINUTE)
    desk.say("路灯坏了三天没人修", later=2 * MINUTE)
    assert desk.question == "detail-lamps"

    desk.say("1")
    desk.say("1")
    draft = filed(desk).draft
    assert (len(draft.media), draft.place.street) == (1, "huaqiao")


def test_who_refuses_consent_files_anonymously_without_name_or_phone() -> None:
    """Becoming anonymous drops what was left before."""
    desk = Desk()
    for text in (LAMP, "1", "5", "4", "王女士", "5", "匿名", "1"):
        desk.say(text)

    contact = filed(desk).draft.contact
    assert (contact.privacy, contact.name, contact.phone) == (Privacy.ANONYMOUS, "", "")


def test_filing_for_somebody_else_says_for_whom() -> None:
    """The draft names who it is for."""
    desk = Desk()
    for text in (LAMP, "1", "5", "6", "邻居张奶奶", "1"):
        desk.say(text)

    assert filed(desk).draft.contact.behalf == "邻居张奶奶"


def test_joining_takes_the_words_along() -> None:
    """A neighbour's words are kept with the case that is joined."""
    near = card("261123000025")
    desk = Desk(near=(near,))
    desk.say(LAMP)
    assert desk.question == "join"

    desk.say("1")
    assert desk.done[-1].act == Join("261123000025", LAMP)


def test_ones_own_case_is_not_offered_as_a_neighbours() -> None:
    """Who files again about the own case is not asked to join it."""
    desk = Desk(near=(replace(card(), own=True),))
    desk.say(LAMP)

    assert desk.question == "detail-lamps"


def test_the_draft_speaks_the_language_of_the_citizen() -> None:
    """What is told later is told in the language it was filed in."""
    desk = Desk()
    for text in (LAMP, "English", "1", "1"):
        desk.say(text)

    assert filed(desk).draft.language == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The street light is broken", "en"),
        ("花桥路12号门口路灯坏了", "zh-Hans"),
        ("花橋路12號門口路燈壞了", "zh-Hant"),
        ("ok fine", ""),
        ("路灯", ""),
    ],
)
def test_a_first_message_tells_its_language(text: str, language: str) -> None:
    """Three words without Han, or four Han characters, are enough; less changes nothing."""
    desk = Desk()
    desk.say(text)

    assert desk.conversation.language == language


def test_the_language_never_switches_inside_a_run_unasked() -> None:
    """An English sentence as an answer is an answer."""
    desk = Desk()
    desk.say("路灯坏了")
    desk.say("The street light is broken", later=2 * MINUTE)

    assert desk.conversation.language == "zh-Hans"


def test_after_three_misses_the_question_is_asked_in_plain_words() -> None:
    """Then the hotline is named; the question stays the same."""
    desk = Desk()
    desk.say(LAMP)
    for _ in range(3):
        desk.say("？", later=2 * MINUTE)

    assert desk.keys == ["detail-simple", "ask-hotline"]
    assert desk.question == "detail-lamps"


def test_a_conversation_at_rest_is_small() -> None:
    """After filing the journal is dropped."""
    desk = Desk()
    for text in (LAMP, "1", "1"):
        desk.say(text)

    assert len(journal.dump(desk.conversation)) < 1024
