"""Where a sentence or a pin is."""

import pytest

from dialogs.city import City
from dialogs.facts.cases import Place
from dialogs.reading import Reader

PHRASES = [
    ("江滩区解放大道12号门口路灯坏了三天", "江滩区解放大道12号门口", "jiangtan", "matou"),
    ("云山区解放大道路面有坑", "云山区解放大道", "yunshan", "shishan"),
    ("楼上漏水，物业不管，幸福里小区3栋2单元", "幸福里小区3栋2单元", "jiangtan", "liulin"),
    ("花橋街道中興路的街燈壞了", "花橋街道中興路", "jiangtan", "huaqiao"),
    ("南门城墙附近有人摆摊", "南门城墙附近", "jiangtan", "nanmen"),
    ("The lamp at 5 Xuefu Road near the library is out", "5 Xuefu Road near the library", "yunshan", "xueyuan"),
    ("fire exit blocked at Xingfuli Estate", "Xingfuli Estate", "jiangtan", "liulin"),
    ("在建设一路8号院有噪音", "建设一路8号院", "", ""),
    ("Broken bench at 12 Maple Road", "12 Maple Road", "", ""),
    ("莲湖书院门口垃圾没人收", "莲湖书院门口", "beigang", "lianhu"),
]


@pytest.mark.parametrize(("text", "words", "district", "street"), PHRASES, ids=[each[0] for each in PHRASES])
def test_place_in_a_sentence(reader: Reader, text: str, words: str, district: str, street: str) -> None:
    """The words that say where are taken from the sentence, with the codes that are sure."""
    assert reader.read(text).place == Place(words, district=district, street=street)


@pytest.mark.parametrize(
    "text",
    [
        "路灯坏了三天",
        "我在路上看到垃圾",
        "江滩区的路灯都坏了",
        "The street light is broken",
        "一直在修路，吵死了",
        "马路边有坑",
        "小区健身房跑路了",
        "楼道线路老化",
        "12",
        "3 lamps are out",
        "",
    ],
)
def test_no_place(reader: Reader, text: str) -> None:
    """Where nothing says where, or a district alone does, the place is asked for."""
    assert reader.read(text).place is None


def test_road_on_a_border_is_asked_about(reader: Reader) -> None:
    """A road in two districts gives no code but both districts to ask about."""
    place = reader.read("解放大道路灯坏了").place

    assert place == Place("解放大道")
    assert reader.candidates(place) == ("jiangtan", "yunshan")


def test_chosen_district_settles_a_border_road(reader: Reader) -> None:
    """Once the district is said, the road lies in one street."""
    assert reader.locate(Place("解放大道", district="yunshan")) == Place(
        "解放大道", district="yunshan", street="shishan"
    )


def test_road_in_two_streets_of_a_district(reader: Reader) -> None:
    """A road in two streets of one district gives that district, and its streets to ask about."""
    place = reader.locate(Place("滨江路20号"))

    assert place.district == "jiangtan"
    assert reader.candidates(place) == ("matou", "nanmen")


def test_two_roads_meet_in_one_street(reader: Reader) -> None:
    """A corner lies where both its roads do."""
    assert reader.locate(Place("解放大道和码头巷路口")).street == "matou"


def test_unknown_words_have_no_candidates(reader: Reader) -> None:
    """Words that no name fits give nothing to choose from."""
    assert reader.candidates(Place("那个大楼")) == ()
    assert reader.candidates(Place("云山区", district="yunshan")) == ()


def test_known_street_stays(reader: Reader) -> None:
    """A street that is known is not guessed anew from the words."""
    place = Place("解放大道", street="shishan", district="yunshan")

    assert reader.locate(place) == place
    assert reader.candidates(place) == ()


def test_code_that_is_gone_is_guessed_anew(reader: Reader) -> None:
    """A street code that the profile no longer has does not stand in the way."""
    assert reader.locate(Place("学府路", street="gone-street")).street == "xueyuan"


def test_pin_in_a_street(reader: Reader) -> None:
    """A pin without words gets district, street and the nearest landmark's name."""
    place = reader.locate(Place(lat=29.672, lon=113.031))

    assert (place.district, place.street) == ("jiangtan", "huaqiao")
    assert place.text == "人民公园"


def test_pin_in_the_hole(reader: Reader) -> None:
    """Ground inside one district that belongs to another is the other's."""
    assert reader.locate(Place(lat=29.63, lon=113.209)).district == "beigang"
    assert reader.locate(Place(lat=29.612, lon=113.226)).district == "yunshan"


def test_pin_on_a_border(reader: Reader, city: City) -> None:
    """A pin on the border of two districts is asked about."""
    lon, lat = next(iter(_shared_points(city, "chating", "lianhu")))
    place = Place(lat=lat, lon=lon)

    assert reader.locate(place).district == ""
    assert reader.candidates(place) == ("yunshan", "beigang")


def test_words_settle_a_pin_on_a_border(reader: Reader, city: City) -> None:
    """Words beside a pin on the border tell the sides apart."""
    lon, lat = next(iter(_shared_points(city, "chating", "lianhu")))

    assert reader.locate(Place("莲湖路3号", lat=lat, lon=lon)).street == "lianhu"


def test_pin_outside_the_city(reader: Reader) -> None:
    """A pin elsewhere has no district and no words."""
    place = Place(lat=30.5, lon=114.3)

    assert reader.locate(place) == place
    assert reader.candidates(place) == ()


@pytest.mark.parametrize(
    "text",
    ["幸福里", "解放大道12号", "江滩区", "人民公园旁边", "我家楼下", "near the river", "3栋对面", "12 Maple Road"],
)
def test_reads_as_place(reader: Reader, text: str) -> None:
    """Names, addresses and words of position read as a place."""
    assert reader.reads_as_place(text)


@pytest.mark.parametrize("text", ["路灯坏了", "1", "好的", "垃圾没人收，投诉三次了", "thank you", ""])
def test_does_not_read_as_place(reader: Reader, text: str) -> None:
    """Other words do not."""
    assert not reader.reads_as_place(text)


def _shared_points(city: City, one: str, other: str) -> list[tuple[float, float]]:
    rings = {
        street.code: {point for polygon in street.area for ring in polygon for point in ring} for street in city.streets
    }
    return sorted(rings[one] & rings[other])


@pytest.mark.parametrize(
    ("lat", "lon", "outside"),
    [(29.684, 113.018, False), (31.23, 121.47, True), (29.684, -113.018, True), (None, None, False)],
)
def test_what_lies_outside_the_city(reader: Reader, lat: float | None, lon: float | None, *, outside: bool) -> None:
    """A point far from every street is outside, whatever its name; words alone are not."""
    assert reader.is_outside(Place("人民公园", lat, lon)) is outside


def test_the_outskirts_are_not_outside(city: City, reader: Reader) -> None:
    """Some hundred metres beyond the last street nobody is asked whether they mean it."""
    south = min(lat for street in city.streets for rings in street.area for _, lat in rings[0])
    lon = next(lon for street in city.streets for rings in street.area for lon, lat in rings[0] if lat == south)

    assert not reader.is_outside(Place(lat=south - 0.005, lon=lon))
    assert reader.is_outside(Place(lat=south - 0.02, lon=lon))
