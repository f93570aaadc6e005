"""Where a matter is: in words, by a point on the map, or both."""

from dataclasses import replace

from dialogs.city import City
from dialogs.facts.cases import Place
from dialogs.facts.queries import Candidates, Locate, Outside
from dialogs.facts.say import Clipped, say
from dialogs.filing import questions as q
from dialogs.machine.question import Given, Text
from dialogs.machine.script import Extra, Part, ask, choose, look_up, tell

NOWHERE = Place()
SAME_SPOT = 1e-2  # degrees, about a kilometre


def last_of(came: tuple[Extra, ...]) -> Place | None:
    """Give the place that came along last."""
    return next((extra.place for extra in reversed(came) if extra.place), None)


def where(
    city: City, known: Place | None, sent: Place | None, position: Place | None = None, *, hurried: bool = False
) -> Part[Place]:
    """Settle the place: what is known and what was sent, else ask; then the street where that is in doubt."""
    place = (yield from moved(known or NOWHERE, sent)) if sent else known
    if place is None and position:
        place = yield from _here(position)
    if place is None:
        place = _as_place((yield from ask(q.WHERE)))
    return place if place == NOWHERE else (yield from settled(city, place, hurried=hurried))


def where_again(city: City) -> Part[Place]:
    """Ask for the place anew, whatever came along before."""
    return (yield from settled(city, _as_place((yield from ask(q.WHERE)))))


def settled(city: City, place: Place, *, hurried: bool = False) -> Part[Place]:
    """Find the street of a place, and ask where that is in doubt.

    ``hurried``: there is danger, and nobody is asked whether a point outside the city is right.
    """
    place, is_right = (place, False) if hurried else (yield from _asked_back(place))
    if is_right:
        return place
    place = (yield from look_up(Locate(place))) or place
    return place if place.street else (yield from _area(city, place))


def taken(known: Place, sent: Place) -> Part[Place]:
    """Take a place that came along later; the street is what it shows, and nobody is asked for it."""
    place = yield from moved(known, sent)
    if place == known:
        return known
    place, is_right = yield from _asked_back(place)
    return place if is_right else ((yield from look_up(Locate(place))) or place)


def moved(known: Place, sent: Place) -> Part[Place]:
    """Put together what is known and what was sent: a point goes under words, and takes the place of another point.

    A point outside the city gives way to words, and that is said.
    """
    if sent.lat is None:
        return together(sent, known) if sent.written else sent
    if not _words(known):
        return sent
    if (yield from _is_outside(sent)):
        yield from tell(say("outside-kept", where=Clipped(known.text)))
        return known
    return together(known, sent)


def together(words: Place, point: Place) -> Place:
    """Give a point the words that somebody wrote of it; those it has already stay before them."""
    return Place(" ".join(filter(None, (_words(point), words.text))), point.lat, point.lon, written=True)


def _words(place: Place) -> str:
    """Give the words that somebody wrote; those of a bare point are only the name of what is there."""
    return place.text if place.lat is None or place.written else ""


def _asked_back(place: Place) -> Part[tuple[Place, bool]]:
    """Ask about a point outside the city until another place is named, or this one is said to be right."""
    while (yield from _is_outside(place)):
        given = yield from ask(q.OUTSIDE)
        if given == q.YES or (isinstance(given, Place) and _is_near(given, place)):  # who sends it again means it
            return place, True
        place = _as_place((yield from ask(q.WHERE)) if given == q.NO else given)
    return place, False


def _is_near(one: Place, other: Place) -> bool:
    lat, lon = (one.lat or 0) - (other.lat or 0), (one.lon or 0) - (other.lon or 0)
    return max(abs(lat), abs(lon)) <= SAME_SPOT


def _is_outside(place: Place) -> Part[bool]:
    if place.lat is None or place.written:  # with words it was asked about before
        return False
    return bool((yield from look_up(Outside(place))))


def _here(position: Place) -> Part[Place | None]:
    given = yield from ask(q.here(position.street, position.text))
    if given == q.YES:
        return position
    return None if given == q.NO else _as_place(given)


def _as_place(given: Given) -> Place:
    if isinstance(given, Place):
        return given
    return Place(text=given.text if isinstance(given, Text) else given)


def _area(city: City, place: Place) -> Part[Place]:
    codes = (yield from look_up(Candidates(place))) or ()
    if not codes and place.district:
        return place
    code = yield from choose(q.area(codes or tuple(d.code for d in city.districts)))
    if street := city.street(code):
        return replace(place, street=street.code, district=street.district)
    return replace(place, district=code) if city.district(code) else place
