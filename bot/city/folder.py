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


class Survey:
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
    survey = Survey(folder)
    city = survey.shape("city.toml", CityFile)
    parts = (
        survey.shape("categories.toml", CategoriesFile),
        survey.shape("questions.toml", QuestionsFile),
        survey.shape("places.toml", PlacesFile),
        survey.shape("units.toml", UnitsFile),
        survey.shape("dispatch.toml", DispatchFile),
        survey.shape("guidance.toml", GuidanceFile),
        survey.shape("map.geojson", Ground),
    )
    speeches = [_read_speech(survey, language) for language in _languages(folder, city)]
    categories, questions, places, units, dispatch, guidance, ground = parts
    if not (city and categories and questions and places and units and dispatch and guidance and ground):
        return None, survey.problems
    whole = tuple(speech for speech in speeches if speech)
    if survey.problems:
        return None, survey.problems
    profile = Profile(
        survey.revision(),
        city,
        categories,
        questions,
        places,
        units,
        dispatch,
        guidance,
        ground,
        whole,
        survey.sources,
    )
    return profile, survey.problems


def _languages(folder: Path, city: CityFile | None) -> tuple[str, ...]:
    """Take the folders that are there where the list cannot be read."""
    return city.languages if city else tuple(sorted(path.parent.name for path in folder.glob("*/city.toml")))


def _read_speech(survey: Survey, language: str) -> Speech | None:
    city = survey.shape(f"{language}/city.toml", CityWording)
    categories = survey.shape(f"{language}/categories.toml", CategoriesWording)
    questions = survey.shape(f"{language}/questions.toml", QuestionsWording)
    places = survey.shape(f"{language}/places.toml", PlacesWording)
    units = survey.shape(f"{language}/units.toml", UnitsWording)
    guidance = survey.shape(f"{language}/guidance.toml", GuidanceWording)
    cues = survey.shape(f"{language}/cues.toml", CuesWording)
    if not (city and categories and questions and places and units and guidance and cues):
        return None
    return Speech(language, city, categories, questions, places, units, guidance, cues)
