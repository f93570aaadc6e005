"""All words of a city with their meanings."""

from collections.abc import Iterator

from dialogs.city import City
from dialogs.reading.lexicon import Lexicon, Meaning

PLACES = ("district", "street", "road", "landmark")


def vocabulary(city: City) -> Lexicon:
    return Lexicon(_words(city))


def danger_vocabulary(city: City) -> Lexicon:
    """Give the words of dangers alone, for nearly no message has one."""
    return Lexicon((word, ("danger", danger.code)) for danger in city.dangers for word in danger.words)


def _words(city: City) -> Iterator[tuple[str, Meaning]]:
    for category in city.categories:
        yield from _each("category", category.code, category.words)
    for kind in city.kinds:
        yield from _each("kind", kind.kind.value, kind.words)
    for district in city.districts:
        yield from _each("district", district.code, district.words)
    for street in city.streets:
        yield from _each("street", street.code, street.words)
    for road in city.roads:
        yield from _each("road", road.code, road.words)
    for landmark in city.landmarks:
        yield from _each("landmark", landmark.code, landmark.words)
    yield from _guiding(city)


def _guiding(city: City) -> Iterator[tuple[str, Meaning]]:
    for answer in city.answers:
        yield from _each("answer", answer.code, answer.words)
    for danger in city.dangers:
        yield from _each("danger", danger.code, danger.words)
    for path in city.paths:
        yield from _each("path", path.code, path.words)
    cues = city.cues
    yield from _each("past", "", cues.past)
    yield from _each("past", "", cues.elsewhere)
    yield from _each("now", "", cues.now)
    yield from _each("denied", "", cues.denied)
    yield from _each("doubted", "", cues.doubted)
    yield from _each("risk", "", cues.risk)
    yield from _each("over", "", cues.over)
    yield from _each("asking", "", cues.asking)
    yield from _each("complaint", "", cues.complaint)


def _each(kind: str, code: str, words: tuple[str, ...]) -> Iterator[tuple[str, Meaning]]:
    return ((word, (kind, code)) for word in words)
