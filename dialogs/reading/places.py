"""Where a text or a pin is, in codes of the city."""

from dataclasses import replace

from dialogs.city import City
from dialogs.facts.cases import Place
from dialogs.reading.folding import folded
from dialogs.reading.ground import Ground
from dialogs.reading.lexicon import Hit, Lexicon, longest
from dialogs.reading.phrases import phrases, says_relative_place
from dialogs.reading.vocabulary import PLACES

NARROWING = ("street", "road", "landmark", "district")
"""From the words that say most to those that say least; what contradicts those before it is passed over."""
LONGEST_RELATIVE = 24
LONGEST_WORDS = 400
"""Characters of a place that are looked at."""


class Gazetteer:
    """The places of a city by name and on the map."""

    def __init__(self, city: City, lexicon: Lexicon) -> None:
        self._city, self._lexicon, self._ground = city, lexicon, Ground(city)
        self._district_of = {street.code: street.district for street in city.streets}
        self._streets_of: dict[tuple[str, str], frozenset[str]] = {
            **{("district", each.code): frozenset(each.streets) for each in city.districts},
            **{("street", each.code): frozenset({each.code}) for each in city.streets},
            **{("road", each.code): frozenset(each.streets) for each in city.roads},
            **{("landmark", each.code): frozenset({each.street}) for each in city.landmarks},
        }

    def place_in(self, text: str, plain: str, hits: tuple[Hit, ...]) -> Place | None:
        """Give the words that say where, with codes as far as they are sure; a district alone is no place yet."""
        names = _names(hits)
        found = phrases(plain, text, names)
        if not found or found[0].strong <= 1:
            return None
        return self._coded(Place(text[found[0].start : found[0].end].strip(" ,，、")), self._narrowed(names))

    def locate(self, place: Place) -> Place:
        """Fill what is sure of district and street, and the words of a bare pin."""
        coded = self._coded(place, self._possible(place))
        return coded if coded.text or coded.lat is None else replace(coded, text=self._words_of(coded))

    def is_outside(self, place: Place) -> bool:
        """Say whether a point lies clearly outside the city, whatever name it has."""
        return place.lat is not None and place.lon is not None and self._ground.is_outside(place.lat, place.lon)

    def candidates(self, place: Place) -> tuple[str, ...]:
        """Give the districts that a place may lie in, or its streets where the district is known."""
        possible = self._possible(place)
        whole = self._streets_of.get(("district", place.district), frozenset())
        districts = [each.code for each in self._city.districts if possible.intersection(each.streets)]
        if len(possible) <= 1 or possible == whole:
            return ()
        return tuple(districts) if len(districts) > 1 else tuple(sorted(possible))

    def reads_as_place(self, text: str) -> bool:
        plain = folded(text)
        hits = self._lexicon.hits(plain)
        if phrases(plain, text, _names(hits)):
            return True
        tells = any(hit.kind == "complaint" for hit in hits)
        return not tells and len(text) <= LONGEST_RELATIVE * (1 + text.isascii()) and says_relative_place(plain)

    def _possible(self, place: Place) -> frozenset[str]:
        """Give the streets that all that is known of a place allows; empty where nothing is known."""
        if place.street in self._district_of:
            return frozenset({place.street})
        here = frozenset[str]()
        if place.lat is not None and place.lon is not None:
            here = self._ground.streets_at(place.lat, place.lon)
        said = self._narrowed(_names(self._lexicon.hits(folded(place.text[:LONGEST_WORDS]))))
        within = self._streets_of.get(("district", place.district), frozenset())
        return _agreed(here, within, said)

    def _narrowed(self, names: tuple[Hit, ...]) -> frozenset[str]:
        return _agreed(
            *(_either([self._streets_of[name[2:4]] for name in names if name.kind == kind]) for kind in NARROWING)
        )

    def _coded(self, place: Place, possible: frozenset[str]) -> Place:
        districts = {self._district_of[street] for street in possible}
        if len(possible) == 1:
            return replace(place, street=min(possible), district=min(districts))
        return replace(place, district=min(districts)) if len(districts) == 1 else place

    def _words_of(self, place: Place) -> str:
        if place.lat is None or place.lon is None:
            return ""
        landmark = self._ground.landmark_at(place.lat, place.lon)
        return landmark.names.to(self._city.languages[0]) if landmark else ""


def _either(sets: list[frozenset[str]]) -> frozenset[str]:
    """Give where two roads meet; where they do not, all that was named."""
    return frozenset.intersection(*sets) or frozenset.union(*sets) if sets else frozenset()


def _agreed(*sets: frozenset[str]) -> frozenset[str]:
    """Narrow from set to set; one that is empty or contradicts those before says nothing."""
    agreed = frozenset[str]()
    for each in sets:
        agreed = (agreed & each or agreed) if agreed else each
    return agreed


def _names(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    return longest(hit for hit in hits if hit.kind in PLACES)
