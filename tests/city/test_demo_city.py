"""The demo city is whole."""

from pathlib import Path

import pytest
from shapely import MultiPolygon, Polygon

from bot.city import load_city, problems
from dialogs.city import City, Level
from dialogs.facts.cases import CaseKind
from dialogs.render.sms import is_gsm7

DEMO = Path(__file__).resolve().parents[2] / "city" / "demo"
LANGUAGES = ("zh-Hans", "zh-Hant", "en")


@pytest.fixture(scope="module")
def city() -> City:
    return load_city(DEMO)


def test_demo_city_is_sound() -> None:
    """Nothing is wrong with the demo city."""
    assert problems(DEMO) == ()


def test_demo_city_is_a_whole_one(city: City) -> None:
    """It has districts, streets, units, groups, categories and answers as a real one has."""
    assert [len(district.streets) for district in city.districts] == [4, 4, 4]
    assert len(city.units) == 25
    assert len(city.groups) == 14
    assert 90 <= len(city.categories) <= 120
    assert len(city.answers) == 20
    assert city.languages == LANGUAGES
    assert {category.kind for category in city.categories} == set(CaseKind)


def test_most_categories_ask_something(city: City) -> None:
    """Some dozens of categories have required questions, none more than two."""
    asked = [len(category.questions) for category in city.categories]

    assert sum(map(bool, asked)) >= 40
    assert max(asked) == 2


def test_units_form_a_tree(city: City) -> None:
    """Every unit climbs to the one at the top."""
    top = next(unit for unit in city.units if not unit.parent)
    for unit in city.units:
        above = unit
        for _ in Level:
            above = city.unit(above.parent) or above
        assert above == top


def test_a_district_has_a_hole_that_is_another_districts(city: City) -> None:
    """The hole in one district is a street of another."""
    outlines = {district.code: _outline(district.area) for district in city.districts}
    (hole,) = [Polygon(ring) for district in city.districts for rings in district.area for ring in rings[1:]]

    assert [code for code, outline in outlines.items() if outline.contains(hole.buffer(-1e-6))] == ["beigang"]


def test_a_road_lies_in_two_districts(city: City) -> None:
    """At least one road has to be asked about."""
    roads = {road.code: {street.district for street in map(city.street, road.streets) if street} for road in city.roads}

    assert roads["jiefang-avenue"] == {"jiangtan", "yunshan"}


def test_names_are_told_apart(city: City) -> None:
    """Within a language no two categories, groups, streets or units have the same name."""
    for things in (city.categories, city.groups, city.districts, city.streets, city.units, city.landmarks):
        for language in LANGUAGES:
            names = [thing.names.to(language) for thing in things]
            assert len(set(names)) == len(names)


def test_english_keeps_to_gsm7(city: City) -> None:
    """English names, questions and answers need no UCS-2."""
    texts = [category.names.to("en") for category in city.categories]
    texts += [question.prompt.to("en") for question in city.questions]
    texts += [answer.answer.to("en") for answer in city.answers]
    texts += [danger.line.to("en") for danger in city.dangers]

    assert [text for text in texts if not is_gsm7(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_traditional_text_is_simplified(city: City, language: str) -> None:
    """The two scripts differ where they must: 路灯 and 路燈."""
    expected = {"zh-Hans": "路灯不亮", "zh-Hant": "路燈不亮", "en": "Street light out"}

    assert city.name_of("category", "street-light", language) == expected[language]


def test_every_code_has_a_name(city: City) -> None:
    """Names of things of each kind are found by code."""
    asked = [
        ("city", "yunjiang"),
        ("kind", "report"),
        ("urgency", "urgent"),
        ("group", "roads"),
        ("question", "lamps"),
        ("question-simple", "lamps"),
        ("question-label", "lamps"),
        ("option", "lamps.one"),
        ("district", "jiangtan"),
        ("area", "jiangtan"),
        ("area", "matou"),
        ("street", "matou"),
        ("road", "jiefang-avenue"),
        ("landmark", "station"),
        ("unit", "desk"),
        ("hotline", "city"),
        ("hotline-number", "city"),
        ("hotline-hours", "city"),
        ("answer", "cost"),
        ("answer-question", "cost"),
        ("danger", "fire"),
        ("path", "court"),
        ("path-address", "court"),
    ]

    assert [each for each in asked if not city.knows(*each)] == []
    assert city.name_of("hotline-number", "city", "en") == "12345"


def test_a_code_that_is_gone_has_a_neutral_label(city: City) -> None:
    """Naming never fails, whatever the code, the kind or the language."""
    assert city.name_of("category", "gone", "en") == "Other"
    assert city.name_of("nothing", "gone", "zh-Hant") == "其他"
    assert city.name_of("category", "street-light", "fr") == "路灯不亮"
    assert city.category("gone") is None
    assert city.question("gone") is None


def _outline(area: tuple[tuple[tuple[tuple[float, float], ...], ...], ...]) -> MultiPolygon:
    return MultiPolygon([Polygon(rings[0], rings[1:]) for rings in area])
