"""Reading free text against a city's profile."""

from functools import lru_cache

from dialogs.city import City
from dialogs.facts.cases import Detail, Place
from dialogs.facts.reading import Reading
from dialogs.reading.choices import Choices
from dialogs.reading.dangers import danger_in
from dialogs.reading.folding import folded
from dialogs.reading.matters import answer_in, categories_in, kind_in, path_in
from dialogs.reading.places import Gazetteer
from dialogs.reading.vocabulary import danger_vocabulary, vocabulary

LONGEST = 2000
"""Characters that are read; no citizen is led to say more at once."""


class Reader:
    """Built once per city; the same text always reads the same, in whatever order the profile lists its words."""

    def __init__(self, city: City) -> None:
        self._city = city
        self._lexicon = vocabulary(city)
        self._dangers = danger_vocabulary(city)
        self._choices = Choices(city)
        self._gazetteer = Gazetteer(city, self._lexicon)

    def read(self, text: str) -> Reading:
        text = text[:LONGEST]
        plain = folded(text)
        hits = self._lexicon.hits(plain)
        categories, sure = categories_in(hits)
        return Reading(
            place=self._gazetteer.place_in(text, plain, hits),
            categories=categories,
            sure=sure,
            danger=danger_in(plain, hits),
            other_path=path_in(hits),
            kind=kind_in(hits, categories[0] if sure else "", self._city),
        )

    def danger(self, text: str) -> str:
        """Give what ``read`` gives as danger, several times faster where there is none."""
        plain = folded(text[:LONGEST])
        return danger_in(plain, self._lexicon.hits(plain)) if self._dangers.hits(plain) else ""

    def told(self, text: str, category: str) -> tuple[Detail, ...]:
        """Give the answers that a text holds to what a category has to know, where it leaves no doubt."""
        return self._choices.made_in(folded(text[:LONGEST]), category)

    def locate(self, place: Place) -> Place:
        """Fill district and street of a place as far as they are sure, and the words of a bare pin."""
        return self._gazetteer.locate(place)

    def is_outside(self, place: Place) -> bool:
        """Say whether the point of a place lies clearly outside the city; words alone do not."""
        return self._gazetteer.is_outside(place)

    def candidates(self, place: Place) -> tuple[str, ...]:
        """Give the codes (of name kind ``area``) to ask about where ``locate`` was not sure."""
        return self._gazetteer.candidates(place)

    def reads_as_place(self, text: str) -> bool:
        return self._gazetteer.reads_as_place(text[:LONGEST])

    def fitting_answer(self, text: str) -> str:
        """Give the code of the common question that a text asks, or nothing."""
        plain = folded(text[:LONGEST])
        return answer_in(plain, self._lexicon.hits(plain))


@lru_cache(maxsize=4)
def reader_of(city: City) -> Reader:
    """Give the reader of a city; a reloaded city is another one."""
    return Reader(city)


def read(text: str, city: City) -> Reading:
    return reader_of(city).read(text)
