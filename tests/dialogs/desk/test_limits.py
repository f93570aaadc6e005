"""Limits on one identity, and what they never stop."""

from desk_world import LAMP, START, Desk, card

from dialogs.desk.around import Bounds
from dialogs.facts.acts import CallBack, File, Refused, ReportDanger
from dialogs.facts.messages import Signal
from dialogs.facts.moment import DAY, MINUTE, Moment
from dialogs.facts.results import TOO_MANY


def test_who_writes_too_fast_hears_one_line_then_nothing() -> None:
    """Until the minute is over; then everything goes on where it was."""
    desk = Desk(bounds=Bounds(messages=3), now=Moment(START // MINUTE * MINUTE))
    said = [desk.say(words, later=1) for words in (LAMP, "2", "5", "1", "2", "3")]
    card = desk.say("1", later=MINUTE)

    assert all(said[:3])
    assert "请歇一分钟" in said[3]
    assert said[4:] == ["", ""]
    assert card


def test_what_cannot_be_kept_is_not_answered_without_end() -> None:
    """Links and files are messages too: beyond the pace of a minute, and of who is blocked, none is answered."""
    desk = Desk(bounds=Bounds(messages=3), now=Moment(START // MINUTE * MINUTE))
    said = [desk.say(signal=Signal.OTHER_MEDIA, later=1) for _ in range(6)]
    shut = Desk(bounds=Bounds(blocked=True))
    told = [shut.say(signal=Signal.OTHER_MEDIA) for _ in range(3)]

    assert all(said[:3])
    assert "请歇一分钟" in said[3]
    assert said[4:] == ["", ""]
    assert "写“人工”" in told[0]
    assert told[1:] == ["", ""]
    assert desk.say(signal=Signal.OTHER_MEDIA, later=MINUTE) == said[0]


def test_danger_is_heard_at_any_pace() -> None:
    """A cry for help is told to the desk and answered whatever came before it, and from whomever."""
    for bounds in (Bounds(messages=1), Bounds(blocked=True)):
        desk = Desk(bounds=bounds)
        for _ in range(4):
            desk.say("你好", later=1)

        assert desk.say("救命，着火了", later=1)
        assert any(isinstance(each.act, ReportDanger) for each in desk.done)


def test_who_cries_faster_than_anybody_reads_is_heard_without_an_answer() -> None:
    """Beyond the pace each cry reaches the desk and is not answered once more: a forged number is not showered."""
    desk = Desk(bounds=Bounds(messages=3), now=Moment(START // MINUTE * MINUTE))
    said = [desk.say(f"救命，着火了{index}{'啊' * 9000}", later=1) for index in range(16)]

    assert all(said[:14])
    assert said[14:] == ["", ""]
    heard = [each.act.words for each in desk.done if isinstance(each.act, ReportDanger)]
    assert len(heard) == 16
    assert max(map(len, heard)) < 9000
    assert desk.say("救命，着火了", later=MINUTE)


def test_a_sentence_said_again_at_once_is_folded() -> None:
    """The question stands once more, then there is silence; the words are in the case once."""
    desk = Desk()
    first = desk.say(LAMP, later=1)
    again = [desk.say(LAMP, later=1) for _ in range(3)]
    desk.say("2", later=1)
    desk.say("1", later=1)

    assert again[0] in first
    assert again[1:] == ["", ""]
    filed = [each.act for each in desk.done if isinstance(each.act, File)]
    assert [each.draft.what for each in filed] == [LAMP]


def test_a_sentence_said_again_to_what_began_after_it_is_heard() -> None:
    """Neither after its case was filed nor in another dialog that was begun since is it folded."""
    desk = Desk()
    for words in (LAMP, "2", "1"):
        filed = desk.say(words, later=1)
    anew = desk.say(LAMP, later=1)
    desk = Desk()
    desk.say(LAMP, later=1)
    asked = desk.say("查询", later=1)
    heard = desk.say(LAMP, later=1)

    assert filed
    assert "登记" not in anew
    assert anew not in {"", filed}
    assert heard not in {"", asked}


def test_a_sentence_said_again_later_is_a_new_one() -> None:
    """After a minute it is heard."""
    desk = Desk()
    desk.say(LAMP)

    assert desk.say(LAMP, later=2 * MINUTE)
    assert desk.say(LAMP, later=2 * MINUTE)


def test_photos_without_end_are_not_kept() -> None:
    """Thirty photos a day are kept, whatever is said with them; more are told of once, and words are heard on."""
    desk = Desk(now=Moment(START // DAY * DAY))
    for index in range(40):
        desk.photo(text="救命，着火了" if index % 2 else "")
        if index == 30:
            told = desk.keys
    silent = desk.photo()
    heard = desk.photo(text=LAMP)
    kept = desk.acts.count("keep-media")
    desk.photo(later=DAY)

    assert kept == 30
    assert ("media-too-many" in told, silent, bool(heard)) == (True, "", True)
    assert "media-too-many" not in desk.keys
    assert desk.acts.count("keep-media") == 31


def test_who_is_blocked_is_told_once_a_day_and_may_appeal() -> None:
    """One line that says how, one appeal that reaches the desk, and silence around them."""
    desk = Desk(bounds=Bounds(blocked=True))
    said = [desk.say(words) for words in (LAMP, "喂", "人工", "人工", LAMP)]

    assert "写“人工”" in said[0]
    assert "复核" in said[2]
    assert (said[1], *said[3:]) == ("", "", "")
    assert [type(each.act) for each in desk.done] == [CallBack]
    assert desk.say(LAMP, later=2 * DAY) == said[0]


def test_as_much_as_one_may_add_in_a_day() -> None:
    """So it is with what is added to cases."""
    desk = Desk(refusing=Refused(TOO_MANY))
    number = "261123000017"
    said = [desk.say(f"补充{number}还是很黑"), desk.say("还有，旁边那盏也坏了")]

    assert any("补充得有点多" in each for each in said), said


def test_as_much_as_one_may_join_in_a_day() -> None:
    """Who joins one case after the other is told when to go on, and no case of their own is begun instead."""
    desk = Desk(near=(card(),), refusing=Refused(TOO_MANY))
    desk.say(LAMP)
    told = desk.say("1")

    assert "补充得有点多" in told
    assert (desk.acts[-1], desk.question) == ("join", "")


def test_as_much_as_one_may_file_in_a_day() -> None:
    """What the casebook refuses for that is told with the hotline, and nothing is filed."""
    desk = Desk(refusing=Refused(TOO_MANY))
    for words in (LAMP, "2"):
        desk.say(words)

    assert "明天" in desk.say("1")


def test_photos_from_another_address_take_room_too() -> None:
    """What the casebook refuses, since the same person sent so many elsewhere, is told once and in no matter."""
    desk = Desk(now=Moment(START // DAY * DAY), refusing=Refused(TOO_MANY))
    desk.photo()
    told, asked = desk.keys, desk.question
    silent = desk.photo()
    tried = desk.acts.count("keep-media")
    desk.photo(later=DAY)

    assert (told, asked, silent, tried) == (["media-too-many"], "", "", 1)
    assert desk.acts.count("keep-media") == 2
