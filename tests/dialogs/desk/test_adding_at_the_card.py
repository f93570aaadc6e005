"""What is added before filing: words and voice beside the details, photos where they can be sent."""

from dataclasses import replace

from desk_world import LAMP, PLAIN, Desk, card

from dialogs.facts.acts import File
from dialogs.facts.cases import Draft
from dialogs.facts.messages import Attachment, Capabilities, MediaKind
from dialogs.facts.moment import MINUTE
from dialogs.facts.queries import Standing

WORDS_ONLY = replace(PLAIN, photos=False)
WITHOUT_DETAILS = "花桥路12号的房东不退租房押金"


def filed(desk: Desk) -> Draft:
    """Give what was filed last."""
    act = desk.done[-1].act
    assert isinstance(act, File)
    return act.draft


def test_nobody_is_invited_to_send_a_photo_that_cannot_be_sent() -> None:
    """Where a channel takes no photos, neither the card nor what it leads to speaks of any."""
    desk = Desk(WORDS_ONLY)
    said = [desk.say(text) for text in (WITHOUT_DETAILS, "不知道", "6")]

    assert "6 补充细节" in said[1]
    assert not any("照片" in each for each in said)


def test_who_asks_for_it_all_the_same_is_told_so() -> None:
    """A photo asked for in words is no silence and no false promise."""
    shown = [desk.say("加照片") for desk in (at_line_six(WORDS_ONLY), at_line_six(PLAIN))]

    assert shown[0].startswith("这里发不了照片，请用文字说说。")
    assert shown[1].startswith("现在把照片发来就行")


def test_the_digits_are_those_that_are_shown() -> None:
    """Without the line for photos, the digit behind it is the next line's."""
    desk = at_line_six(WORDS_ONLY)
    assert "\n4 不改了，回去核对" in desk.say("8")

    desk.say("4")
    assert desk.question == "review"


def test_a_case_is_added_to_in_words_where_no_photo_can_be_sent() -> None:
    """Who adds to a case, or corrects one, is asked for words alone."""
    one = card()
    desk = Desk(WORDS_ONLY, Standing(open_cases=(one,)), cases=(one,))

    assert "照片" not in desk.say("补充")


def test_words_at_line_six_are_added() -> None:
    """Who is asked what to change and tells more of the matter has it on the card."""
    desk = at_line_six(PLAIN)
    desk.say("晚上很黑，老人摔过一跤", later=2 * MINUTE)
    assert desk.question == "review"

    desk.say("1")
    assert filed(desk).what == f"{LAMP}\n晚上很黑，老人摔过一跤"


def test_a_voice_message_at_the_card_stays_with_the_case() -> None:
    """It may say what nobody could write, whether it was understood or not."""
    desk = Desk()
    desk.say(LAMP)
    desk.say("1", later=2 * MINUTE)
    shown = desk.say(attachments=(Attachment(MediaKind.VOICE, "ref"),), later=2 * MINUTE)
    assert "附件1个" in shown

    desk.say("1")
    assert len(filed(desk).media) == 1


def at_line_six(capabilities: Capabilities) -> Desk:
    """Give a desk that asks what is to be changed."""
    desk = Desk(capabilities)
    for text in (LAMP, "1", "6"):
        desk.say(text)
    return desk
