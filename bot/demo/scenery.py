"""The city as the simulator's map and list of places show it."""

import phonenumbers

from dialogs.city import City
from handlers.pages.scenery import Area, Landmark, Scenery


def scenery_of(city: City, language: str, number: str) -> Scenery:
    return Scenery(
        city=city.name_of("city", city.code, language),
        number=phonenumbers.format_number(phonenumbers.parse(number), phonenumbers.PhoneNumberFormat.INTERNATIONAL),
        zone=city.zone,
        landmarks=_landmarks(city, language),
        districts=tuple(Area(district.names.to(language), district.area) for district in city.districts),
        streets=tuple(Area(street.names.to(language), street.area) for street in city.streets),
    )


def _landmarks(city: City, language: str) -> tuple[Landmark, ...]:
    areas = {street.code: _area(city, street.district, street.names.to(language), language) for street in city.streets}
    return tuple(
        Landmark(landmark.names.to(language), areas[landmark.street], lat=landmark.point[1], lon=landmark.point[0])
        for landmark in city.landmarks
    )


def _area(city: City, district: str, street: str, language: str) -> str:
    return f"{city.name_of('district', district, language)} · {street}"
