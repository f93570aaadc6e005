from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.facts.messages import Capabilities, Unit
from dialogs.facts.say import Clipped, Item, Reply, say
from dialogs.render.sms import segments
from dialogs.render.text import LINK, fitted, length, render, split
from dialogs.wording import Catalogue, Speaker, Wording

WECHAT = Capabilities("wechat", Unit.BYTES, 2000, answers=True, parts=1, links=True, pins=True)
SMS = Capabilities("sms", Unit.SEGMENTS, 2, answers=True, parts=3)
WORDS = """
ask = 请选择：
tail = 完
free = { $text }
cut = …
a = 路灯不亮
long = 这个标签比十二个字要长得多得多得多
"""


class NoNames:
    def name_of(self, kind: str, code: str, language: str) -> str:
        return code


WORDING = Wording({"zh-Hans": Catalogue("zh-Hans", (WORDS,))}, NoNames(), ZoneInfo("Asia/Shanghai"))


def speaker(clip: int = 200) -> Speaker:
    return WORDING.speaker("zh-Hans", clip)


ASKED = Reply((say("ask"),), (Item("1", "q.r.k.0.a", say("a")), Item("0", "q.r.k.0.0", say("long"))), (say("tail"),))


def test_choices_are_numbered_lines() -> None:
    """Where nothing can be tapped, a choice is its digit and its label."""
    assert render(ASKED, speaker(), SMS) == ("请选择：\n1 路灯不亮\n0 这个标签比十二个字要长得多得多得多\n完",)


def test_choices_are_links_where_they_can_be_tapped() -> None:
    """A tap writes the label, or the digit where the label is long, and carries the item's id."""
    (text,) = render(ASKED, speaker(), WECHAT)

    assert '<a href="weixin://bizmsgmenu?msgmenucontent=路灯不亮&msgmenuid=q.r.k.0.a">1 路灯不亮</a>' in text
    assert "msgmenucontent=0&msgmenuid=q.r.k.0.0" in text


def test_links_can_be_switched_off() -> None:
    """The same reply without links is numbered lines."""
    assert "<a" not in render(ASKED, speaker(), replace(WECHAT, links=False))[0]


def test_a_citizens_markup_never_becomes_a_link() -> None:
    """What a person wrote is shown, not obeyed."""
    (text,) = render(Reply((say("free", text='<a href="http://evil">x</a>'),)), speaker(), WECHAT)

    assert "<" not in text


def test_silence_has_no_parts() -> None:
    """An empty reply is nothing at all."""
    assert render(Reply(), speaker(), WECHAT) == ()


def test_own_words_are_clipped_as_the_channel_asks() -> None:
    """A card cuts the description and says so."""
    assert speaker(5).value(Clipped("一二三四五六七八")) == "一二三四…"
    assert speaker(5).value(Clipped("一二三四五")) == "一二三四五"


def test_own_words_are_clipped_between_two_words() -> None:
    """No word is cut where its line has a blank in its second half."""
    shown = [speaker(most).value(Clipped("the lamp is broken")) for most in (9, 10, 12, 17)]

    assert shown == ["the lamp…", "the lamp…", "the lamp is…", "the lamp is…"]
    assert speaker(9).value(Clipped("a disestablishmentarian")) == "a disest…"


def test_a_text_shows_as_much_of_own_words_as_two_sms_hold() -> None:
    """The rest of the text decides where they are cut; where two do not do, as far as it saves one."""
    tight, own = replace(SMS, longest=4, card_words=(60, 30, 9)), Clipped("字" * 60)
    beside = {
        count: Reply((say("free", text="说" * count), say("free", text=own))) for count in (73, 74, 103, 104, 150)
    }
    shown = {count: "".join(fitted(each, WORDING, "zh-Hans", tight)).count("字") for count, each in beside.items()}

    assert shown == {73: 60, 74: 29, 103: 29, 104: 8, 150: 29}


def test_own_words_that_a_first_cut_leaves_whole_are_cut_by_a_later_one() -> None:
    """Words shorter than the first cuts are still cut where the text would not fit otherwise."""
    tight = replace(SMS, longest=4, card_words=(60, 45, 30, 9))
    said = Reply((say("free", text="说" * 100), say("free", text=Clipped("字" * 40))))

    assert "".join(fitted(said, WORDING, "zh-Hans", tight)).count("字") == 29


def test_where_there_is_room_the_fuller_wording_is_taken() -> None:
    """An entry may have a fuller twin for channels that do not count segments."""
    catalogue = Catalogue("zh-Hans", ("short = 短\nshort-roomy = 说得长一点\nonly = 只有",))
    wording = Wording({"zh-Hans": catalogue}, NoNames(), ZoneInfo("Asia/Shanghai"))

    assert wording.speaker("zh-Hans", 9, roomy=True).say(say("short")) == "说得长一点"
    assert wording.speaker("zh-Hans", 9).say(say("short")) == "短"
    assert wording.speaker("zh-Hans", 9, roomy=True).say(say("only")) == "只有"


def test_where_no_location_can_be_sent_nobody_is_told_to_send_one() -> None:
    """The wording that speaks of a location is taken by what the channel can do, not by its room."""
    catalogue = Catalogue("zh-Hans", ("where = 在哪里\nwhere-pins = 在哪里，也可以发位置",))
    wording = Wording({"zh-Hans": catalogue}, NoNames(), ZoneInfo("Asia/Shanghai"))

    assert wording.over("zh-Hans", WECHAT, 9).say(say("where")) == "在哪里，也可以发位置"
    assert wording.over("zh-Hans", replace(WECHAT, pins=False), 9).say(say("where")) == "在哪里"
    assert wording.over("zh-Hans", SMS, 9).say(say("where")) == "在哪里"


def test_where_no_photo_can_be_sent_nobody_is_told_to_send_one() -> None:
    """The wording that speaks of photos is taken by what the channel can do."""
    catalogue = Catalogue("zh-Hans", ("add = 请写补充的话\nadd-pictures = 请写补充的话，也可以发照片",))
    wording = Wording({"zh-Hans": catalogue}, NoNames(), ZoneInfo("Asia/Shanghai"))

    assert wording.over("zh-Hans", SMS, 9).say(say("add")) == "请写补充的话，也可以发照片"
    assert wording.over("zh-Hans", replace(SMS, photos=False), 9).say(say("add")) == "请写补充的话"


def test_long_texts_are_cut_at_sentence_ends() -> None:
    """Each part ends with a whole sentence."""
    sentence = "这是一个二十个字左右的句子它有一个句号。"
    parts = split(sentence * 100, WECHAT)

    assert "".join(parts) == sentence * 100
    assert all(part.endswith("。") and len(part.encode()) <= 2000 for part in parts)


def test_a_link_is_never_cut() -> None:
    """Parts are cut between links."""
    link = '<a href="weixin://bizmsgmenu?msgmenucontent=1&msgmenuid=q.r.k.0.a">1 一。二。三。</a>'
    parts = split("\n".join(["开头。" * 200, *[link] * 40]), WECHAT)

    assert sum(len(LINK.findall(part)) for part in parts) == 40
    assert all(len(part.encode()) <= 2000 and part.count("<a ") == part.count("</a>") for part in parts)


@pytest.mark.parametrize("capabilities", [WECHAT, SMS], ids=["bytes", "segments"])
@given(text=st.text(st.characters(codec="utf-8", exclude_characters="<>"), max_size=3000))
def test_parts_fit_and_nothing_is_lost(capabilities: Capabilities, text: str) -> None:
    """Whatever is said, each part is within the channel's longest and no character is torn."""
    parts = split(text, capabilities)

    assert all(length(part, capabilities) <= capabilities.longest for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_the_carriers_signature_counts() -> None:
    """A signature before each text leaves less room in each part."""
    signed = replace(SMS, longest=1, signature="【云江】")

    assert all(segments(part, "【云江】") == 1 for part in split("字" * 200, signed))
