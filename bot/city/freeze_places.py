"""Districts, streets, roads and landmarks of a city, frozen."""

from bot.city.folder import Profile
from bot.city.shapes import LandmarkShape, RoadShape, SceneShape
from bot.city.tongues import Tongues
from dialogs.city import Area, District, Landmark, Road, Scene, Street


def districts(profile: Profile, tongues: Tongues) -> tuple[District, ...]:
    return tuple(
        _district(code, shape.streets, _area(profile, "district", code), tongues)
        for code, shape in profile.places.districts.items()
    )


def _district(code: str, within: tuple[str, ...], area: Area, tongues: Tongues) -> District:
    names, words = tongues.worded(lambda speech: speech.places.districts[code])
    return District(code, names, words, area, within)


def streets(profile: Profile, tongues: Tongues) -> tuple[Street, ...]:
    return tuple(
        _street(code, district, _area(profile, "street", code), tongues)
        for district, shape in profile.places.districts.items()
        for code in shape.streets
    )


def _street(code: str, district: str, area: Area, tongues: Tongues) -> Street:
    names, words = tongues.worded(lambda speech: speech.places.streets[code])
    return Street(code, district, names, words, area)


def roads(profile: Profile, tongues: Tongues) -> tuple[Road, ...]:
    return tuple(_road(code, shape, tongues) for code, shape in profile.places.roads.items())


def _road(code: str, shape: RoadShape, tongues: Tongues) -> Road:
    names, words = tongues.worded(lambda speech: speech.places.roads[code])
    return Road(code, names, words, shape.streets)


def landmarks(profile: Profile, tongues: Tongues) -> tuple[Landmark, ...]:
    return tuple(_landmark(code, shape, tongues) for code, shape in profile.places.landmarks.items())


def _landmark(code: str, shape: LandmarkShape, tongues: Tongues) -> Landmark:
    names, words = tongues.worded(lambda speech: speech.places.landmarks[code])
    return Landmark(code, names, words, shape.point, shape.street)


def scenes(profile: Profile, tongues: Tongues) -> tuple[Scene, ...]:
    return tuple(_scene(code, shape, tongues) for code, shape in profile.places.scenes.items())


def _scene(code: str, shape: SceneShape, tongues: Tongues) -> Scene:
    names = tongues.texts(lambda speech: speech.places.scenes[code])
    return Scene(code, names, shape.point, shape.street, shape.category)


def _area(profile: Profile, kind: str, code: str) -> Area:
    feature = profile.ground.of(kind, code)
    return feature.area() if feature else ()
