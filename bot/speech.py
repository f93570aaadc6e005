"""The city as it is spoken of, and its reload: a profile is put in place as a whole or not at all."""

from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog

from bot.city import load_city
from bot.turn import Spoken
from bot.words import load_wording
from dialogs.city import City
from dialogs.desk.hearing import CatalogueHearing
from dialogs.facts.errors import CityInvalid
from dialogs.reading import Reader

log = structlog.get_logger()


class Speech:
    """Holds what is spoken now. ``CityInvalid`` where the first profile does not hold together."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.now = _spoken(folder)

    def reload(self) -> bool:
        """Read the profile anew; one that does not hold together changes nothing, and is told in the log."""
        try:
            self.now = _spoken(self._folder)
        except CityInvalid as error:
            log.error("city profile refused", problems=error.problems)  # noqa: TRY400  a list, no trace
            return False
        log.info("city profile reloaded", revision=self.now.city.revision)
        return True


def _spoken(folder: Path) -> Spoken:
    return _spoken_of(load_city(folder))


@lru_cache(maxsize=2)
def _spoken_of(city: City) -> Spoken:
    """Make what is spoken of a city; of the same one it is the same."""
    wording = load_wording(city, ZoneInfo(city.zone))
    return Spoken(city, Reader(city), wording, CatalogueHearing(wording))
