"""What a first sentence has answered already is known, and nothing that it leaves open."""

from dataclasses import replace

import pytest

from dialogs.city import City, Question
from dialogs.facts.cases import Detail
from dialogs.reading import Reader

TOLD = [
    ("manhole", "花桥路20号的井盖不见了", "missing"),
    ("manhole", "人民公園門口的井蓋不見了", "missing"),
    ("manhole", "The manhole cover is gone", "missing"),
    ("manhole", "窨井盖儿莫得了，娃儿差点掉进去", "missing"),
    ("manhole", "井盖裂开了，车一过就响", ""),
    ("manhole", "井盖有问题", ""),
    ("street-light", "就一个不亮", "one"),
    ("street-light", "一排都不亮", "several"),
    ("street-light", "整条街的路灯都黑了", "street"),
    ("street-light", "路灯一盏都不亮", "street"),
    ("street-light", "路上一盏路灯都不亮", "street"),
    ("street-light", "沒有一盞路燈亮", "street"),
    ("street-light", "有一盏路灯不亮", "one"),
    ("street-light", "only one lamp is out", "one"),
    ("street-light", "All the street lights are out", "street"),
    ("street-light", "The street light is out", ""),
    ("street-light", "门口路灯坏了三天", ""),
    ("rubbish-uncollected", "垃圾已经好几天了没人收", "days"),
    ("rubbish-uncollected", "垃圾堆了三天了", "days"),
    ("rubbish-uncollected", "Rubbish has not been collected for three days", "days"),
    ("rubbish-uncollected", "垃圾两个月没人收", "months"),
    ("traffic-jam", "早晚高峰都堵", ""),
    ("rubbish-uncollected", "多年的老小区，垃圾一年四季没人管", ""),
    ("rubbish-uncollected", "垃圾半年没人收", "months"),
    ("noise-other", "白天要上班，晚上吵得睡不着", ""),
    ("noise-other", "每天凌晨都有人放音响", "night"),
    ("neighbour-noise", "My neighbour makes noise every night", ""),
    ("street-light", "没有路灯，希望装几盏", ""),
    ("street-light", "整条路只有一盏亮着", ""),
    ("street-light", "只有一个路灯亮着", ""),
    ("street-light", "Only one lamp works on this street", ""),
    ("manhole", "井盖松了，一直不见有人来修", ""),
    ("road-sign", "Something is wrong with the road sign", ""),
    ("water-quality", "水發黃", "yellow"),
    ("no-water", "整栋楼都没水", "building"),
]


def answers(reader: Reader, text: str, category: str) -> list[str]:
    return [each.option for each in reader.told(text, category)]


@pytest.mark.parametrize(("category", "text", "option"), TOLD)
def test_a_choice_that_was_made_is_read(reader: Reader, category: str, text: str, option: str) -> None:
    """Words of one choice are the answer, in every language; words of none or of two are none."""
    assert answers(reader, text, category) == [option] * bool(option)


@pytest.mark.parametrize(
    ("category", "text"),
    [
        ("street-light", "十一盏灯不亮"),
        ("street-light", "21盏灯不亮"),
        ("street-light", "twenty-one lamps are out"),
        ("street-light", "a hundred and one lamps are out"),
        ("street-light", "第一盏灯不亮，第五盏也不亮"),
        ("street-light", "两三盏灯"),
        ("rubbish-uncollected", "垃圾十三天没人收了"),
        ("rubbish-uncollected", "not collected for 13 days"),
    ],
)
def test_a_number_is_not_found_inside_another(reader: Reader, category: str, text: str) -> None:
    """Eleven is not one, in figures or in words, and the first is not one either."""
    assert answers(reader, text, category) == []


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("井盖不是不见了，是裂了", ["broken"]),
        ("The cover is not missing but cracked", ["broken"]),
        ("井盖没有破损", []),
    ],
)
def test_what_is_denied_is_no_answer(reader: Reader, text: str, options: list[str]) -> None:
    """A word behind a denial does not count; what is said instead does."""
    assert answers(reader, text, "manhole") == options


def test_an_answer_says_that_it_was_read(reader: Reader) -> None:
    """Who was not asked sees it on the card: the answer is marked."""
    assert reader.told("井盖不见了", "manhole") == (Detail("manhole-state", option="missing", read=True),)


def test_only_what_has_to_be_known_is_read(reader: Reader) -> None:
    """Nothing is taken for a question that would not have been asked, nor for an unknown category."""
    assert reader.told("路灯坏了好几天了", "street-light") == ()
    assert reader.told("路灯坏了好几天了", "gone") == ()


def test_the_order_of_words_makes_no_difference(city: City) -> None:
    """A profile that lists its words the other way round reads the same."""
    turned = Reader(replace(city, questions=tuple(map(_turned, city.questions))))

    for category, text, option in TOLD:
        assert answers(turned, text, category) == [option] * bool(option)


def _turned(question: Question) -> Question:
    options = tuple(replace(each, words=each.words[::-1]) for each in question.options)
    return replace(question, options=options)
