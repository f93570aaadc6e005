from hypothesis import given
from hypothesis import strategies as st

from bot.demo.sms_phone import texts
from handlers.sms.twiml import twiml

ILLEGAL = [chr(code) for code in range(32) if chr(code) not in "\t\n"] + ["\ufffe", "\uffff", "\ud800", "\udfff"]
SOUND = st.text(st.characters(codec="utf-8", exclude_characters="".join(ILLEGAL)), min_size=1)


@given(st.lists(SOUND, max_size=4))
def test_words_come_back_intact(parts: list[str]) -> None:
    """Any text, Han, emoji and mark-up included, is read back as it was said."""
    assert texts(twiml(parts).encode()) == tuple(parts)


def test_nothing_escapes_from_its_message() -> None:
    """A text that closes its element or opens another stays a text."""
    evil = "]]></Message><Message>x</Message><Redirect>http://x</Redirect>&amp;"

    assert texts(twiml([evil])) == (evil,)


def test_what_xml_forbids_is_left_out() -> None:
    """Control characters, lone surrogates and non-characters are dropped; the rest stays."""
    assert texts(twiml(["".join(["路", *ILLEGAL, "灯\n\t\x7f"])])) == ("路灯\n\t\x7f",)
