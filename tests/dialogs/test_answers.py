import pytest

from dialogs.answers import Miss, Numbers, Said, by_label, understand
from dialogs.facts.cases import Place
from dialogs.facts.say import say
from dialogs.machine.question import Form, Length, Option, Question, Text

NUMBERS = Numbers(
    {"一": 1, "二": 2, "两": 2, "三": 3, "one": 1, "two": 2},
    before=("第", "选", "选择", "option", "no"),
    after=("个", "项", "号"),
)
LABELS = {
    "light": ("路灯不亮", "Street light out"),
    "hole": ("路面坑洼破损", "Pothole or broken road"),
    "paving": ("人行道破损", "Broken pavement"),
    "none": ("都不是", "None of these"),
}


class Hearing:
    """Understands by the tables above."""

    def number(self, text: str) -> int | None:
        return NUMBERS.read(text)

    def labels(self, option: Option) -> tuple[str, ...]:
        return LABELS[option.code]

    def denies(self, text: str) -> bool:
        return "不要" in text or "not" in text.split()

    def is_unsure(self, text: str, *, within: int) -> bool:
        return "不知道" in text and len(text) <= 3 + within


def question(**more: object) -> Question:
    options = tuple(Option(code, say(code)) for code in LABELS)
    return Question("q", say("q"), say("q"), say("q"), **{"options": options, **more})  # type: ignore[arg-type]


def heard(text: str, asked: Question | None = None, shown: tuple[str, ...] = tuple(LABELS)) -> object:
    return understand(asked or question(), shown, Said(text), Hearing())


@pytest.mark.parametrize(
    "text",
    ["2", "２", "二", "第二个", "2.", "2。", "选2", "选择２", " 2 ", "两", "②", "第2项", "Option 2", "no 2", "TWO"],
)
def test_a_number_is_understood_however_it_is_written(text: str) -> None:
    """Full width, Han, ordinal and with words around it: all mean the second choice."""
    assert heard(text) == "hole"


@pytest.mark.parametrize("text", ["12", "21", "5", "0", "22222", "2 3", "2和3", "二十"])
def test_a_number_that_was_not_shown_is_no_answer(text: str) -> None:
    """ "12" is not "1": a number counts as a whole or not at all."""
    assert heard(text) is Miss.OTHER


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("路灯不亮", "light"),
        ("路灯", "light"),
        ("街上路灯不亮了", "light"),
        ("street light out", "light"),
        ("LIGHT", "light"),
        ("pothole", "hole"),
        ("坑洼", "hole"),
        ("都不是", "none"),
    ],
)
def test_a_label_or_a_word_of_it_is_understood(text: str, code: str) -> None:
    """In any language, where it fits one choice only."""
    assert heard(text) == code


@pytest.mark.parametrize(
    "text", ["先不要选路灯不亮", "not the street light out", "please take the street light out of here now"]
)
def test_a_label_inside_a_refusal_or_a_long_sentence_is_no_answer(text: str) -> None:
    """What is refused is not chosen."""
    assert heard(text) is Miss.OTHER


@pytest.mark.parametrize("text", ["破损", "broken", "路", "out of the blue", ""])
def test_a_word_that_fits_several_or_none_is_no_answer(text: str) -> None:
    """A guess would send the complaint to the wrong place."""
    assert heard(text) is Miss.OTHER


def test_digits_inside_a_label_are_never_matched_by_containment() -> None:
    """A label with a number in it is not chosen by a part of that number."""
    assert by_label("1", {"a": ("12号线",), "b": ("2号线",)}) == ""


def test_a_digit_is_read_against_what_was_shown() -> None:
    """The order on the person's screen counts, not the order of the question now."""
    assert heard("1", shown=("none", "light")) == "none"


def test_voice_is_no_answer_to_a_choice() -> None:
    """A voice message cannot choose, recognised or not: neither by a label nor by a digit."""
    for recognised in ("", "路灯不亮", "2"):
        assert understand(question(), tuple(LABELS), Said(recognised, voice="m1"), Hearing()) is Miss.VOICE


def test_voice_is_an_answer_in_own_words() -> None:
    """Recognised or not, a voice message tells what happened."""
    asked = question(options=(), own_words=Length(6, 2000))

    assert understand(asked, (), Said(voice="m1"), Hearing()) == Text("", "m1")


def test_a_photo_is_told_apart_from_nonsense() -> None:
    """At a question that takes no photo the person is told so."""
    assert understand(question(), tuple(LABELS), Said(photos=("m1",)), Hearing()) is Miss.PHOTO


def test_a_location_answers_where() -> None:
    """A pin is taken as it is; words are the words of a place."""
    asked = question(options=(), own_words=Length(2, 200), place=True)
    pin = Place(lat=29.6, lon=113.0)

    assert understand(asked, (), Said(place=pin), Hearing()) == pin
    assert heard("花桥路12号", asked, ()) == Text("花桥路12号")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("太短", Miss.TOO_SHORT),
        ("够长了吧这一句", Text("够长了吧这一句")),
        ("长" * 2000, Text("长" * 2000)),
        ("长" * 2001, Miss.TOO_LONG),
        ("😀" * 1600, Miss.TOO_LONG),
    ],
)
def test_own_words_have_a_length(text: str, expected: object) -> None:
    """Six to two thousand characters, and no more bytes than a journal can hold."""
    said = heard(text, question(options=(), own_words=Length(6, 2000)), ())

    assert said == expected


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        (Form.PHONE, "13800138000", Text("+8613800138000")),
        (Form.PHONE, "138 0013 8000", Text("+8613800138000")),
        (Form.PHONE, "１３８００１３８０００", Text("+8613800138000")),
        (Form.PHONE, "0571-87654321", Text("+8657187654321")),
        (Form.PHONE, "+85223456789", Text("+85223456789")),
        (Form.PHONE, "12345", Miss.PHONE),
        (Form.PHONE, "张三", Miss.OTHER),
        (Form.NUMBER, "17", Text("17")),
        (Form.NUMBER, "十七", Text("17")),
        (Form.NUMBER, "大概三千块", Text("3000")),
        (Form.NUMBER, "好多", Miss.NUMBER),
        (Form.CODE, "48 29-13", Text("482913")),
        (Form.CODE, "48291", Miss.CODE),
        (Form.CASE, "2611 2300 0017", Text("261123000017")),
        (Form.CASE, "abc", Miss.OTHER),
        (Form.CASE, "12a", Miss.CASE),
    ],
)
def test_forms_of_own_words(form: Form, text: str, expected: object) -> None:
    """Phones, figures, codes and case numbers are read, or missed with their own reason."""
    assert heard(text, question(options=(), own_words=Length(), form=form), ()) == expected


def test_not_knowing_is_an_answer_where_the_question_says_so() -> None:
    """ "I do not know" gives the code that a question has for it, in a short sentence and never by voice."""
    asked = question(unsure="?")

    assert heard("不知道", asked) == heard("我不知道几盏啊", asked) == "?"
    assert heard("不知道") is Miss.OTHER
    assert heard("我不知道几盏，昨天回家的时候整条路都没有灯", asked) is Miss.OTHER
