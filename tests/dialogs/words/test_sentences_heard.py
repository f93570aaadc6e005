"""What a sentence is heard as, in each language: a number, a greeting, a yes, a question, a wish."""

import pytest
from catalogue_shelf import HEARING, LANGUAGES, WORDING

from dialogs.answers import by_label
from dialogs.facts.say import say
from dialogs.filing import questions
from dialogs.machine.question import Option


def listed(key: str, language: str) -> list[str]:
    return [word.replace("_", " ") for word in WORDING.catalogues[language].format(key, {}).split()]


NO_CONSENT = [
    "I do not agree",
    "that is not right",
    "not ok",
    "the lamp on the right is broken too",
    "不对",
    "不好",
    "不行",
]


@pytest.mark.parametrize("said", NO_CONSENT)
def test_what_is_no_consent_files_nothing(said):
    """The words that file are not found inside a sentence that says no or something else."""
    file = Option("file", say("review-file"), "file-words")

    assert by_label(said, {"file": HEARING.labels(file)}) == ""


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("第二个", 2),
        ("选2", 2),
        ("第三項", 3),
        ("回2", 2),
        ("两", 2),
        ("兩個", 2),
        ("更多", 0),
        ("下一頁", 7),
        ("the second one", 2),
        ("option 3", 3),
        ("No. 4", 4),
        ("2nd", 2),
        ("one", 1),
        ("more", 0),
        ("next page", 7),
        ("二十", None),
        ("a second hand", None),
    ],
)
def test_numbers_are_heard(said, number):
    """A number is heard as figure and in words of each language, and never inside a sentence."""
    assert HEARING.number(said) == number


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("路口的红绿灯坏了", "zh-Hans"),
        ("路口的紅綠燈壞了", "zh-Hant"),
        ("樓下井蓋不見了", "zh-Hant"),
        ("the light is out", "en"),
        ("路灯", ""),
        ("two lamps", ""),
    ],
)
def test_a_first_sentence_tells_its_language(said, language):
    """Simplified and traditional Chinese and English are told apart by their characters."""
    assert HEARING.language_of(said) == language


@pytest.mark.parametrize(
    ("said", "before", "after"),
    [
        ("中山路口", "zh-Hant", "zh-Hant"),
        ("中山路口", "zh-Hans", "zh-Hans"),
        ("中山路口", "en", "zh-Hans"),
        ("綁定手機", "zh-Hans", "zh-Hant"),
        ("绑定手机", "zh-Hant", "zh-Hans"),
        ("王喆家的电动车在楼道充电", "zh-Hans", "zh-Hans"),
    ],
)
def test_what_both_scripts_share_changes_no_language(said, before, after):
    """Words that are written alike go on in the script spoken; one rare character in a name decides nothing."""
    assert HEARING.language_of(said, before) == after


@pytest.mark.parametrize("language", LANGUAGES)
def test_small_talk_is_small(language):
    """Greetings and thanks are heard; a matter behind a greeting is none of them, and neither is a command."""
    for key in ("greeting-words", "small-talk-words"):
        assert all(HEARING.is_small_talk(word) and not HEARING.command(word) for word in listed(key, language))
    assert not HEARING.is_small_talk("你好，路灯坏了")
    assert not HEARING.is_small_talk("thanks, but the lamp is still out")


@pytest.mark.parametrize(
    "said",
    [
        "什么意思？",
        "什么意思",
        "你们是谁?",
        "你好，请问你们是谁？",
        "不好意思，没看懂",
        "是问我吗",
        "哪一盏？",
        "請問是哪一座電梯？",
        "which lamp do you mean?",
        "Sorry, which one?",
        "Is it about my case?",
    ],
)
def test_who_asks_back_is_heard(said):
    """Questions, with a mark or in words that are nothing else, in each language."""
    assert HEARING.asks_back(said)


@pytest.mark.parametrize(
    "said",
    [
        "左边那盏",
        "左边那盏？",
        "是左边那盏，什么时候来修？",
        "不知道是哪一盏",
        "晚上10点以后",
        "你好",
        "1",
        "The left one?",
        "The lamp at the gate. When will you come?",
        "I do not know which one",
    ],
)
def test_an_answer_is_no_question(said):
    """What tells something is an answer, also with a question behind it."""
    assert not HEARING.asks_back(said)


def test_yes_and_no_are_told_apart():
    """Agreement and refusal at a yes-or-no question are heard in each language."""
    yes = HEARING.labels(next(o for o in questions.here("s", "").options if o.code == questions.YES))
    no = HEARING.labels(next(o for o in questions.here("s", "").options if o.code == questions.NO))

    for said in ("是的", "對", "yes", "Right there", "没错"):
        assert by_label(said, {"yes": yes, "no": no}) == "yes", said
    for said in ("不是", "不對", "no", "In another place", "不在"):
        assert by_label(said, {"yes": yes, "no": no}) == "no", said


@pytest.mark.parametrize(
    ("said", "command"),
    [
        ("怎么投诉？", "how"),
        ("你好，请问怎么投诉呀", "how"),
        ("这个怎么用", "how"),
        ("可以在这里投诉吗？", "how"),
        ("How do I complain?", "how"),
        ("Hello, how can I report a problem here?", "how"),
        ("請問怎樣投訴？", "how"),
        ("點樣投訴呀", "how"),
        ("我要投诉！", "file"),
        ("您好，我想反映一个问题，谢谢", "file"),
        ("I'd like to make a complaint, please", "file"),
        ("我想反映個問題", "file"),
        ("怎么投诉楼下烧烤店油烟？", ""),
        ("我要投诉楼下烧烤店", ""),
        ("How do I complain about my neighbour?", ""),
        ("I want to report a broken lamp", ""),
        ("historic report", ""),
        ("你好，退订", ""),
        ("请问", ""),
        ("你好啊", ""),
    ],
)
def test_a_wish_to_complain_names_no_matter(said, command):
    """Who only asks how, or says that they want to, is heard with any courtesies around it; a matter is none of it."""
    assert HEARING.command(said) == command
