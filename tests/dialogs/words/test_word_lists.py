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
from dialogs.desk.rows import OFFERED_BY
from dialogs.facts.say import say

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


@pytest.mark.parametrize("key", [key for key in entries("en") if LISTS.fullmatch(key)])
def test_lists_name_no_word_twice(key):
    """A language names each word of a list once."""
    for language in LANGUAGES:
        words = [word.casefold() for word in WORDING.catalogues[language].format(key, {}).split()]
        assert len(words) == len(set(words)), (language, key)
