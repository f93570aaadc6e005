"""What came along with words, for acts that take words and photos and no place of their own."""

from dialogs.facts.cases import Place
from dialogs.machine.script import Extra, Part, extras


def photos_of(came: tuple[Extra, ...]) -> tuple[str, ...]:
    return tuple(extra.media for extra in came if extra.media)


def with_places(text: str, came: tuple[Extra, ...]) -> str:
    """Put the places behind the words, a line each."""
    return "\n".join(filter(None, (text, *(place_line(extra.place) for extra in came if extra.place))))


def place_line(place: Place) -> str:
    """Name a place so that a unit finds it on its map: its words, latitude and longitude."""
    point = "" if place.lat is None else f"({place.lat:.5f}, {place.lon:.5f})"
    return f"{place.text} {point}".strip()


def brought(photos: tuple[str, ...]) -> Part[tuple[Extra, ...]]:
    """Give all that came along: the photos that a run was begun with, and what was sent since."""
    return (*(Extra(media=media) for media in photos), *(yield from extras()))
