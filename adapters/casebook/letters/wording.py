"""The words of letters, in the languages of the city."""

from datetime import tzinfo
from functools import lru_cache
from importlib.resources import files
from typing import Final

from dialogs.city import City
from dialogs.facts.moment import Moment, civil
from dialogs.wording import Catalogue

WORDS: Final = files("adapters.casebook.letters") / "words"
LANGUAGES: Final = ("zh-Hans", "zh-Hant", "en")


class LetterWords:
    """Speaks one language: the one asked for where city and letters have it, else the city's first."""

    def __init__(self, city: City, zone: tzinfo, language: str) -> None:
        spoken = [each for each in city.languages if each in LANGUAGES] or list(LANGUAGES)
        self.language = language if language in spoken else spoken[0]
        self._city = city
        self._zone = zone
        self._catalogue = _catalogue(self.language)

    def __call__(self, key: str, **values: str) -> str:
        return self._catalogue.format(key, dict(values))

    def name(self, kind: str, code: str) -> str:
        return self._city.name_of(kind, code, self.language)

    def office(self, code: str) -> str:
        """Name a unit; what is none is the platform."""
        if self._city.unit(code) is None:
            return self("letter-from-platform", city=self.name("city", self._city.code))
        return self.name("unit", code)

    def day(self, at: Moment) -> str:
        when = civil(at, self._zone)
        month, day = (f"{when:%m}", f"{when:%d}") if self.language == "en" else (str(when.month), str(when.day))
        return self("letter-date", year=str(when.year), month=month, day=day)


@lru_cache
def _catalogue(language: str) -> Catalogue:
    return Catalogue(language, ((WORDS / f"{language}.ftl").read_text("utf-8"),))
