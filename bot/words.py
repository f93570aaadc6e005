"""The catalogues of a city's languages, read from the package's own data."""

from datetime import tzinfo
from functools import cache
from importlib.resources import files

from dialogs.city import City
from dialogs.facts.errors import CityInvalid
from dialogs.wording import Catalogue, Wording

WORDS = files("dialogs") / "words"


def load_wording(city: City, zone: tzinfo) -> Wording:
    """Read the catalogues in the city's order of languages; ``CityInvalid`` where none of them is spoken here."""
    catalogues = {language: load_catalogue(language) for language in city.languages if (WORDS / language).is_dir()}
    if not catalogues:
        raise CityInvalid(f"no catalogue for {', '.join(city.languages)}")
    return Wording(catalogues, city, zone)


@cache
def load_catalogue(language: str) -> Catalogue:
    """Read one language's catalogue. The package's own words stay what they are while it runs."""
    found = sorted((file.name, file) for file in (WORDS / language).iterdir() if file.name.endswith(".ftl"))
    return Catalogue(language, tuple(file.read_text("utf-8") for _, file in found))
