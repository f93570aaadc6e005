"""How a report speaks: words of its catalogue, the city's names, days of the city."""

from dataclasses import dataclass
from datetime import tzinfo

from dialogs.city import City
from dialogs.facts.figures import By, Rate
from dialogs.facts.moment import Moment, civil
from dialogs.wording import Catalogue


@dataclass(frozen=True, slots=True)
class Reporter:
    catalogue: Catalogue
    city: City
    zone: tzinfo

    @property
    def language(self) -> str:
        return self.catalogue.language

    def say(self, key: str, **values: object) -> str:
        return self.catalogue.format(key, {name: str(value) for name, value in values.items()})

    def name_of(self, by: By, key: str) -> str:
        """Name what a row of figures stands for."""
        if not key:
            return self.say(f"none-{by}")
        return key if by is By.MONTH else self.city.name_of(by, key, self.language)

    def time(self, moment: Moment | None) -> str:
        return f"{civil(moment, self.zone):%Y-%m-%d %H:%M}" if moment is not None else ""


def percent(rate: Rate) -> str:
    """Give a share to one place; a dash where there is nothing to share."""
    return "–" if rate.percent is None else f"{rate.percent:.1f}"
