"""Reading a whole folder of a profile into its shapes."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, RootModel, ValidationError

from bot.city.ground import Ground
from bot.city.shapes import (
    CategoryShape,
    CityFile,
    Code,
    DispatchFile,
    GuidanceFile,
    PlacesFile,
    QuestionShape,
    UnitShape,
)
from bot.city.source import Location, Problem, Source, read_source
from bot.city.wordings import (
    CategoriesWording,
    CityWording,
    CuesWording,
    GuidanceWording,
    PlacesWording,
    QuestionWording,
    Short,
)

Shaped = TypeVar("Shaped", bound=BaseModel)


class CategoriesFile(RootModel[dict[Code, dict[Code, CategoryShape]]]):
    """Categories by group."""


class QuestionsFile(RootModel[dict[Code, QuestionShape]]):
    """Questions by code."""


class UnitsFile(RootModel[dict[Code, UnitShape]]):
    """Units by code."""


class QuestionsWording(RootModel[dict[Code, QuestionWording]]):
    """Questions by code."""


class UnitsWording(RootModel[dict[Code, Short]]):
    """Names of units by code."""


@dataclass(frozen=True, slots=True)
class Speech:
    """All files of one language."""

    language: str
    city: CityWording
    categories: CategoriesWording
    questions: QuestionsWording
    places: PlacesWording
    units: UnitsWording
    guidance: GuidanceWording
    cues: CuesWording


@dataclass(frozen=True, slots=True)
class Profile:
    """A folder whose files are each well formed; whether they fit each other is another question."""

    revision: str
    city: CityFile
    categories: CategoriesFile
    questions: QuestionsFile
    places: PlacesFile
    units: UnitsFile
    dispatch: DispatchFile
    guidance: GuidanceFile
    ground: Ground
    speeches: tuple[Speech, ...]
    sources: dict[str, Source]

    def problem(self, file: str, at: Location, message: str) -> Problem:
        return self.sources[file].problem(at, message)


class Reading:
    """One pass over a folder, gathering sources and problems."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.sources: dict[str, Source] = {}
        self.problems: list[Problem] = []

    def shape(self, file: str, shape: type[Shaped]) -> Shaped | None:
        """Read a file into its shape; None, with problems noted, where it does not fit."""
        before = len(self.problems)
        source = self.sources[file] = read_source(self._folder, file, self.problems)
        if len(self.problems) > before:
            return None
        try:
            return shape.model_validate(source.data)
        except ValidationError as error:
            self.problems += [source.problem(each["loc"], _said(each["loc"], each["msg"])) for each in error.errors()]
            return None

    def revision(self) -> str:
        digest = hashlib.sha256()
        for file in sorted(self.sources):
            content = self.sources[file].raw
            digest.update(f"{file}\0{len(content)}\0".encode() + content)
        return digest.hexdigest()[:16]


def _said(at: Location, message: str) -> str:
    where = ".".join(str(part) for part in at if part not in {"[key]", ""})
    return f"{where}: {message[0].lower()}{message[1:]}" if where else message


def read_profile(folder: Path) -> tuple[Profile | None, list[Problem]]:
    """Read every file, so that all problems are told at once."""
    reading = Reading(folder)
    city = reading.shape("city.toml", CityFile)
    parts = (
        reading.shape("categories.toml", CategoriesFile),
        reading.shape("questions.toml", QuestionsFile),
        reading.shape("places.toml", PlacesFile),
        reading.shape("units.toml", UnitsFile),
        reading.shape("dispatch.toml", DispatchFile),
        reading.shape("guidance.toml", GuidanceFile),
        reading.shape("map.geojson", Ground),
    )
    speeches = [_read_speech(reading, language) for language in (city.languages if city else ())]
    categories, questions, places, units, dispatch, guidance, ground = parts
    if not (city and categories and questions and places and units and dispatch and guidance and ground):
        return None, reading.problems
    whole = tuple(speech for speech in speeches if speech)
    if reading.problems:
        return None, reading.problems
    profile = Profile(
        reading.revision(),
        city,
        categories,
        questions,
        places,
        units,
        dispatch,
        guidance,
        ground,
        whole,
        reading.sources,
    )
    return profile, reading.problems


def _read_speech(reading: Reading, language: str) -> Speech | None:
    city = reading.shape(f"{language}/city.toml", CityWording)
    categories = reading.shape(f"{language}/categories.toml", CategoriesWording)
    questions = reading.shape(f"{language}/questions.toml", QuestionsWording)
    places = reading.shape(f"{language}/places.toml", PlacesWording)
    units = reading.shape(f"{language}/units.toml", UnitsWording)
    guidance = reading.shape(f"{language}/guidance.toml", GuidanceWording)
    cues = reading.shape(f"{language}/cues.toml", CuesWording)
    if not (city and categories and questions and places and units and guidance and cues):
        return None
    return Speech(language, city, categories, questions, places, units, guidance, cues)
