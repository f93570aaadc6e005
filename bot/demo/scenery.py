"""The city as the simulator shows it: its map and places, the codes on the spot, the account's menu."""

from collections.abc import Iterable

import phonenumbers

from adapters.outbound.wechat import MenuButton
from bot.menu import buttons_in
from bot.turn import Spoken
from dialogs.city import City
from handlers.pages.scenery import Area, Entry, Landmark, Scenery, Spot

LONGEST = 200  # characters of a name


def scenery_of(spoken: Spoken, language: str, number: str) -> Scenery:
    city = spoken.city
    return Scenery(
        city=city.name_of("city", city.code, language),
        number=phonenumbers.format_number(phonenumbers.parse(number), phonenumbers.PhoneNumberFormat.INTERNATIONAL),
        zone=city.zone,
        landmarks=_landmarks(city, language),
        districts=tuple(Area(district.names.to(language), district.area) for district in city.districts),
        streets=tuple(Area(street.names.to(language), street.area) for street in city.streets),
        menu=_entries(buttons_in(spoken.wording.speaker(language, LONGEST))),
        spots=_spots(city, language),
    )


def _landmarks(city: City, language: str) -> tuple[Landmark, ...]:
    areas = _areas(city, language)
    return tuple(
        Landmark(landmark.names.to(language), areas[landmark.street], lat=landmark.point[1], lon=landmark.point[0])
        for landmark in city.landmarks
    )


def _spots(city: City, language: str) -> tuple[Spot, ...]:
    areas = _areas(city, language)
    return tuple(Spot(scene.code, scene.names.to(language), areas[scene.street]) for scene in city.scenes)


def _entries(buttons: Iterable[MenuButton]) -> tuple[Entry, ...]:
    return tuple(Entry(each.name, each.key, each.kind, _entries(each.below)) for each in buttons)


def _areas(city: City, language: str) -> dict[str, str]:
    """Say by street where it lies, in words."""
    return {street.code: _area(city, street.district, street.names.to(language), language) for street in city.streets}


def _area(city: City, district: str, street: str, language: str) -> str:
    return f"{city.name_of('district', district, language)} · {street}"
