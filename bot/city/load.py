"""From a folder to a city, or to all that is wrong with it."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import bot
from bot.city.calendars import calendar_faults
from bot.city.choices import choices
from bot.city.folder import Profile, read_profile
from bot.city.freeze import freeze
from bot.city.mapped import mapped
from bot.city.references import kinds_missing, references
from bot.city.source import Problem
from bot.city.speeches import speeches
from dialogs.city import City
from dialogs.facts.errors import CityInvalid

DEMO = Path("city/demo")
FILES = ("*.toml", "*.geojson", "*/*.toml")


def load_city(folder: Path) -> City:
    """Load and validate a profile; ``CityInvalid`` tells all problems at once, one a line.

    A profile whose files are what they were is the same city, without the half second that it takes to examine them.
    """
    here = city_folder(folder)
    contents = _contents(here)
    return _known(here, contents) if contents else _sound(here)


def _contents(folder: Path) -> tuple[tuple[Path, bytes], ...]:
    """Read all files; nothing where one cannot be read, which is told when they are examined."""
    files = sorted(file for pattern in FILES for file in folder.glob(pattern))
    try:
        return tuple((file, file.read_bytes()) for file in files)
    except OSError:
        return ()


@lru_cache(maxsize=2)
def _known(folder: Path, contents: tuple[tuple[Path, bytes], ...]) -> City:  # noqa: ARG001 - the city rests on them
    return _sound(folder)


def _sound(folder: Path) -> City:
    profile, found = _examined(folder)
    if profile is None or found:
        raise CityInvalid("\n".join(each.told(folder) for each in found))
    return freeze(profile)


def problems(folder: Path) -> tuple[Problem, ...]:
    """Give everything wrong with a profile, by file and line."""
    return _examined(city_folder(folder))[1]


def city_folder(folder: Path) -> Path:
    """Find the demo city among the package's own data where the working directory has none."""
    packaged = Path(bot.__file__).parent.parent / DEMO
    return packaged if folder == DEMO and not folder.is_dir() else folder


def _examined(folder: Path) -> tuple[Profile | None, tuple[Problem, ...]]:
    if not folder.is_dir():
        return None, (Problem("", 0, "there is no such folder"),)
    profile, found = read_profile(folder)
    if profile is not None:
        found += _misfits(profile)
    return profile, tuple(sorted(set(found)))


def _misfits(profile: Profile) -> Iterator[Problem]:
    yield from references(profile)
    yield from calendar_faults(profile)
    yield from kinds_missing(profile)
    yield from speeches(profile)
    yield from choices(profile)
    yield from mapped(profile)
