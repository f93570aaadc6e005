"""Words that are understood: what is offered can be written, and no word means two things."""

import re
from collections import defaultdict

import pytest
from catalogue_shelf import HEARING, LANGUAGES, LISTS, WORDING, entries, speaker, texts
from test_word_lengths import prompts

from dialogs.answers import by_label, plain
from dialogs.desk.asking import MORE_OPTIONS
from dialogs.desk.commands import COMMANDS as DONE
from dialogs.desk.commands import MENU
from dialogs.desk.hearing import COMMANDS
from dialogs.desk.judging import NEAR, Judgement
from dialogs.desk.rows import OFFERED_BY
from dialogs.facts.say import say
from dialogs.filing import questions
from dialogs.machine.question import Option

OFFERED = {
    "zh-Hans": r"返回、重来、退出、查询、评价、催办、补充、修改、撤回、换码、人工、English",
    "zh-Hant": r"返回、重來、離開、查詢、評價、催辦、補充、修改、撤回、換碼、專人、English",
    "en": r"BACK, RESTART, LEAVE, STATUS, RATE, URGE, ADD, AMEND, WITHDRAW, NEWCODE, AGENT, CHINESE",
}
OFFERED_COMMANDS = [
    "back",
    "restart",
    "leave",
    "status",
    "rate",
    "urge",
    "supplement",
    "amend",
    "withdraw",
    "renew",
    "person",
]


def listed(key: str, language: str) -> list[str]:
    return [word.replace("_", " ") for word in WORDING.catalogues[language].format(key, {}).split()]


def test_a_word_is_one_command_only():
    """No word of any language stands for two commands, and each command can be performed."""
    meanings = defaultdict(set)
    for name in COMMANDS:
        for word in WORDING.lists(f"command-{name}"):
            meanings[plain(word)].add(name)

    assert {word: names for word, names in meanings.items() if len(names) > 1} == {}
    assert set(COMMANDS) == set(DONE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_offers_words_that_are_commands(language):
    """The words of the guide are the commands, in the order they are told, and the last one changes the language."""
    said = "".join(texts(entries(language)["help-commands"]))
    assert OFFERED[language] in said
    *words, other = re.split(r"、|, ", OFFERED[language])

    assert [HEARING.command(word) for word in words] == OFFERED_COMMANDS
    assert HEARING.command(other).startswith("to-")


@pytest.mark.parametrize("language", LANGUAGES)
def test_quoted_words_are_commands(language):
    """A word that a sentence asks to be written in capitals or quotes is a command, or an example of a sentence."""
    pattern = {"zh-Hans": r"写“([^”{]+)”", "zh-Hant": r"寫「([^」{]+)」", "en": r"[Ww]rite ([A-Z]{3,})"}[language]
    asked = {
        word
        for key, e in entries(language).items()
        if not LISTS.fullmatch(key)
        for word in re.findall(pattern, "".join(texts(e)))
    }

    assert len(asked) >= 4
    assert all(HEARING.command(word) for word in asked), asked


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", MENU)
def test_a_menu_entry_can_be_written(language, name):
    """Who copies a line of the menu is understood."""
    assert HEARING.command(speaker(language).say(say(f"menu-{name}"))) == name


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_are_no_commands(language):
    """Who copies a label gives that answer and does not begin something else."""
    lines = {option.code for option in MORE_OPTIONS}
    for question in prompts(language):
        for option in question.options:
            heard = {HEARING.command(label) for label in HEARING.labels(option)} - {""}
            meant = {option.code} if option.code in lines else set(OFFERED_BY.get(question.key, ()))
            assert heard <= meant, (question.key, option.code)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_label_is_heard_as_itself(language):
    """In each question the label of an option, copied, is that option, whatever the language."""
    for question in prompts(language):
        if question.key in {"review", "join", "area", "category", "group", "category-in", "my-cases", "more"}:
            continue
        labels = {option.code: HEARING.labels(option) for option in question.options}
        for option in question.options:
            said = str(speaker(language).value(option.label))
            assert by_label(said, labels) == option.code, (question.key, said)


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


@pytest.mark.parametrize("key", [key for key in entries("en") if LISTS.fullmatch(key)])
def test_lists_name_no_word_twice(key):
    """A language names each word of a list once."""
    for language in LANGUAGES:
        words = [word.casefold() for word in WORDING.catalogues[language].format(key, {}).split()]
        assert len(words) == len(set(words)), (language, key)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("不满意，灯没亮", "dissatisfied"),
        ("还是不亮", "unsolved"),
        ("又不亮了", "unsolved"),
        ("没人来过，骗人", "unsolved"),
        ("修好了，谢谢你们，很好", "satisfied"),
        ("太差了", "dissatisfied"),
        ("😡", "dissatisfied"),
        ("沒有修，騙人", "unsolved"),
        ("not satisfied at all", "dissatisfied"),
        ("Great, thank you!", "satisfied"),
        ("Still no water", "unsolved"),
        ("bad", "dissatisfied"),
        ("还没弄好", "unsolved"),
        ("根本没人来", "unsolved"),
        ("说是修好了，其实没有", ""),
        ("满意个屁", "dissatisfied"),
        ("怎么可能满意", "dissatisfied"),
        ("誰會滿意", "dissatisfied"),
        ("请问什么时候来", ""),
        ("a badminton court", ""),
    ],
)
def test_praise_and_blame_are_ratings(said, value):
    """A sentence is a rating by its words in each language, and praise that denies something is none."""
    assert HEARING.judgement(said) == Judgement(value, sure=bool(value))


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("不太差", "acceptable"),
        ("没什么不满意的", "acceptable"),
        ("It was not bad at all", "acceptable"),
        ("it is not great", "dissatisfied"),
        ("不是很好", "dissatisfied"),
        ("修好了，不过开始两个星期没人来", "dissatisfied"),
        ("Works again, but the crew was terrible", "dissatisfied"),
        ("沒什麼不滿意，很好", "satisfied"),
        ("还是不错的，师傅很认真", "satisfied"),
        ("已经好了？", "satisfied"),
        ("修好了个鬼", "dissatisfied"),
        ("哪里修好了", "dissatisfied"),
        ("等修好了再评", "dissatisfied"),
        ("无不满意", "acceptable"),
        ("When will it be solved", "dissatisfied"),
        ("It would be great if somebody came", "dissatisfied"),
    ],
)
def test_praise_and_blame_that_are_turned_or_mixed_are_doubtful(said, value):
    """What stands right behind a word of denial, praise beside blame and praise that asks are asked about first."""
    assert HEARING.judgement(said) == Judgement(value)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("凑合", "acceptable"),
        ("办得马马虎虎吧", "acceptable"),
        ("差不多", "acceptable"),
        ("比较满意", "acceptable"),
        ("勉強滿意", "acceptable"),
        ("sort of ok", "acceptable"),
        ("还不错", "satisfied"),
        ("是的", "satisfied"),
        ("不", "dissatisfied"),
        ("不咋地", "dissatisfied"),
        ("没有", "unsolved"),
        ("not yet", "unsolved"),
        ("有没有人管", ""),
        ("不可以", ""),
        ("楼下的店每天半夜还在放音乐，差不多一个月了", ""),
    ],
)
def test_some_words_come_near_a_rating(said, value):
    """A few words that are near a choice are told from a sentence that merely holds them."""
    assert HEARING.near(said, *NEAR) == value


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
