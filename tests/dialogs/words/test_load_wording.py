"""The catalogues are read from the package."""

from datetime import UTC
from types import SimpleNamespace

import pytest

from bot.words import load_wording
from dialogs.facts.errors import CityInvalid
from dialogs.facts.say import Joined, Named, say
from dialogs.wording import Catalogue


def city(*languages):
    return SimpleNamespace(languages=languages, name_of=lambda kind, code, language: f"{kind} {code} {language}")


def test_languages_come_in_the_citys_order():
    """The city's first language that has a catalogue is the first; one without a catalogue is left out."""
    wording = load_wording(city("eo", "en", "zh-Hans"), UTC)

    assert wording.languages == ("en", "zh-Hans")
    assert wording.speaker("eo", 10).say(say("more-title")) == "You can:"


def test_a_city_without_any_catalogue_is_refused():
    """A profile whose languages are all unknown here does not hold together."""
    with pytest.raises(CityInvalid):
        load_wording(city("eo", "../en/x"), UTC)


def test_names_come_from_the_city():
    """Codes become the city's names, in the language that is spoken, joined as it joins a list."""
    wording = load_wording(city("zh-Hans", "en"), UTC)
    named = Joined((Named("unit", "a"), Named("unit", "b")))

    assert wording.speaker("en", 10).value(named) == "unit a en, unit b en"
    assert wording.speaker("zh-Hans", 10).value(named) == "unit a zh-Hans、unit b zh-Hans"


def test_a_word_of_a_list_may_hold_blanks():
    """It is written with underlines there, and is the same word to whoever asks one language for it."""
    assert Catalogue("en", ("bind-words = bind sign_me_in\n",)).words("bind-words") == ("bind", "sign me in")
    assert Catalogue("en", ()).words("bind-words") == ()
