"""The three languages say the same things, in the letters that they may use."""

import re
from typing import Any

import pytest
from catalogue_shelf import LANGUAGES, LISTS, entries, inside, spoken, texts, variables
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast

from bot.words import WORDS, load_catalogue
from dialogs.render.sms import is_gsm7
from dialogs.wording import Catalogue, MissingWords

CARRIER = [
    "STOP",
    "STOPALL",
    "END",
    "QUIT",
    "CANCEL",
    "REVOKE",
    "OPTOUT",
    "UNSUBSCRIBE",
    "START",
    "UNSTOP",
    "YES",
    "HELP",
    "INFO",
]
OFFERED = re.compile(rf"(?<![a-z])({'|'.join(CARRIER)})(?![a-z])", re.IGNORECASE)
CHINESE = ("zh-Hans", "zh-Hant")


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_languages_have_the_same_entries(language):
    """What one language says, each says."""
    assert entries(language).keys() == entries("zh-Hans").keys()


@pytest.mark.parametrize("key", entries("zh-Hans"))
def test_languages_have_the_same_variables(key):
    """An entry takes the same variables in each language, and has words in each."""
    assert len({variables(entries(language)[key]) for language in LANGUAGES}) == 1
    assert all(_says_something(entries(language)[key]) for language in LANGUAGES)


def _says_something(entry: ast.Message) -> bool:
    return any(text.strip() for text in texts(entry)) or any(isinstance(node, ast.Placeable) for node in inside(entry))


@pytest.mark.parametrize("language", LANGUAGES)
def test_entries_are_tidy(language):
    """No entry has two blanks in a row, or one at its end."""
    for key, entry in entries(language).items():
        assert entry.value is not None, key
        last = entry.value.elements[-1]
        assert not any("  " in text for text in texts(entry) if text.strip(" \n")), key
        assert not isinstance(last, ast.TextElement) or last.value == last.value.rstrip(), key


def test_english_keeps_to_the_sms_alphabet():
    """An English text costs no UCS-2."""
    for key, entry in entries("en").items():
        assert is_gsm7("".join(texts(entry))), key


@pytest.mark.parametrize("language", CHINESE)
def test_chinese_has_its_own_punctuation(language):
    """Chinese sentences hold no halfwidth punctuation and no straight quotes."""
    for key, entry in spoken(language).items():
        assert not re.search(r"[,.;:!?()'\"\[\]<>-]", "".join(texts(entry))), key


def test_quotes_are_those_of_each_script():
    """Simplified Chinese quotes with curly marks, traditional Chinese with corner brackets."""
    for key in spoken("zh-Hans"):
        assert not set("「」『』") & set("".join(texts(entries("zh-Hans")[key]))), key
        assert not set("“”‘’") & set("".join(texts(entries("zh-Hant")[key]))), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_offers_a_carriers_word(language):
    """Nobody is asked to write a word that a carrier takes for an order of its own."""
    offered = {key for key, entry in spoken(language).items() if OFFERED.search(" ".join(texts(entry)))}

    assert offered == set()


def test_scripts_are_not_mixed():
    """Simplified texts hold no character that only traditional Chinese has, and the other way round."""
    for key in spoken("zh-Hans"):
        "".join(texts(entries("zh-Hans")[key])).encode("gb2312")
        "".join(texts(entries("zh-Hant")[key])).encode("big5")


def filled(entry: ast.Message, value: Any) -> dict[str, Any]:
    return dict.fromkeys(variables(entry), value)


@pytest.mark.parametrize("value", ["云{x}\n", "2", 1, 3, 12345])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_short_way_says_what_fluent_says(language, value):
    """Every entry in words is the same with and without Fluent's resolver."""
    bundle = FluentBundle([language], use_isolating=False)
    for file in (WORDS / language).iterdir():
        bundle.add_resource(FluentResource(file.read_text("utf-8")))
    ours = load_catalogue(language)
    for key, entry in entries(language).items():
        theirs, errors = bundle.format_pattern(bundle.get_message(key).value, filled(entry, value))

        assert not errors
        assert ours.format(key, filled(entry, value)) == theirs


def test_what_is_missing_is_said():
    """A key that is not there, and a variable that was not given, raise ``MissingWords``."""
    ours = Catalogue("en", ("a = { $b } and { a2 }\na2 = { $c }\nd = { $b }\n",))
    for key, values in (("z", {}), ("a", {}), ("a", {"b": "1"}), ("d", {}), ("d", {"c": "1"}), ("d", {"c": 1})):
        with pytest.raises(MissingWords):
            ours.format(key, values)


def test_lists_are_told_from_texts():
    """What is only understood is known by its key: a list of words holds no variable."""
    for key, entry in entries("zh-Hans").items():
        assert not (LISTS.fullmatch(key) and variables(entry)), key
