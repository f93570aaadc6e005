"""From a folder to a city, or to all that is wrong with it."""

from collections.abc import Iterator
from pathlib import Path

import bot
from bot.city.calendars import calendar_faults
from bot.city.folder import Profile, read_profile
from bot.city.freeze import freeze
from bot.city.mapped import mapped
from bot.city.references import kinds_missing, references
from bot.city.source import Problem
from bot.city.speeches import speeches
from dialogs.city import City
from dialogs.facts.errors import CityInvalid

DEMO = Path("city/demo")


def load_city(folder: Path) -> City:
    """Load and validate a profile; ``CityInvalid`` tells all problems at once, one a line."""
    profile, found = _examined(city_folder(folder))
    if profile is None or found:
        raise CityInvalid("\n".join(map(str, ("", *found))))
    return freeze(profile)


def problems(folder: Path) -> tuple[Problem, ...]:
    """Give everything wrong with a profile, by file and line."""
    return _examined(city_folder(folder))[1]


def city_folder(folder: Path) -> Path:
    """Find the demo city among the package's own data where the working directory has none."""
    packaged = Path(bot.__file__).parent.parent / DEMO
    return packaged if folder == DEMO and not folder.is_dir() else folder


def _examined(folder: Path) -> tuple[Profile | None, tuple[Problem, ...]]:
    profile, found = read_profile(folder)
    if profile is not None:
        found += _misfits(profile)
    return profile, tuple(sorted(set(found)))


def _misfits(profile: Profile) -> Iterator[Problem]:
    yield from references(profile)
    yield from calendar_faults(profile)
    yield from kinds_missing(profile)
    yield from speeches(profile)
    yield from mapped(profile)
