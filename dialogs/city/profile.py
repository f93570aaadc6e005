"""A city's profile: everything the program knows of a city, frozen, with look-ups by code."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol, TypeAlias, TypeVar

from dialogs.city.guidance import Cues, Danger, FrequentAnswer, OtherPath
from dialogs.city.matters import Category, Group, Kind, Question
from dialogs.city.offices import Calendar, Closing, Dispatch, Hotline, Limits, Unit
from dialogs.city.places import District, Landmark, Road, Scene, Street
from dialogs.city.ranking import Ranking
from dialogs.city.supervision import Supervision
from dialogs.city.texts import Texts
from dialogs.facts.cases import CaseKind

Label: TypeAlias = tuple[str, str, Texts]


class Coded(Protocol):
    @property
    def code(self) -> str: ...


Found = TypeVar("Found", bound=Coded)


@dataclass(frozen=True, slots=True, eq=False)
class City:
    """Equal to itself alone: what is built from a city may be kept under it. ``revision`` tells contents apart."""

    code: str
    revision: str
    zone: str
    """An IANA name."""
    languages: tuple[str, ...]
    names: Texts
    gone: Texts
    """What stands for something whose code the profile no longer has."""
    limits: Limits
    calendar: Calendar
    hotlines: tuple[Hotline, ...]
    kinds: tuple[Kind, ...]
    groups: tuple[Group, ...]
    categories: tuple[Category, ...]
    questions: tuple[Question, ...]
    districts: tuple[District, ...]
    streets: tuple[Street, ...]
    roads: tuple[Road, ...]
    landmarks: tuple[Landmark, ...]
    units: tuple[Unit, ...]
    dispatch: tuple[Dispatch, ...]
    answers: tuple[FrequentAnswer, ...]
    dangers: tuple[Danger, ...]
    paths: tuple[OtherPath, ...]
    cues: Cues
    supervision: Supervision = Supervision()
    closing: Closing = Closing()
    ranking: Ranking = Ranking()
    scenes: tuple[Scene, ...] = ()
    _labels: Mapping[tuple[str, str], Texts] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        labels = {(kind, code): texts for kind, code, texts in _labels(self)}
        object.__setattr__(self, "_labels", MappingProxyType(labels))

    def name_of(self, kind: str, code: str, language: str) -> str:
        """Say in a language what a code stands for; never fails, a code that is gone has a neutral label.

        Kinds: city, kind, urgency, group, category, question, question-simple, question-label, option
        (``question.option``), district, street, area (either of these), road, landmark, scene, unit, hotline,
        hotline-number, hotline-hours, answer, answer-question, danger, path, path-address.
        """
        return self._labels.get((kind, code), self.gone).to(language)

    def knows(self, kind: str, code: str) -> bool:
        return (kind, code) in self._labels

    def group(self, code: str) -> Group | None:
        return _with_code(self.groups, code)

    def category(self, code: str) -> Category | None:
        return _with_code(self.categories, code)

    def kind_in(self, category: str, said: CaseKind) -> CaseKind:
        """Prefer the kind that a category always has to the one that was said, or that the words sound like."""
        found = self.category(category)
        return found.kind if found and found.kind is not CaseKind.REPORT else said

    def question(self, code: str) -> Question | None:
        return _with_code(self.questions, code)

    def district(self, code: str) -> District | None:
        return _with_code(self.districts, code)

    def street(self, code: str) -> Street | None:
        return _with_code(self.streets, code)

    def unit(self, code: str) -> Unit | None:
        return _with_code(self.units, code)

    def hotline(self, code: str) -> Hotline | None:
        return _with_code(self.hotlines, code)

    def scene(self, code: str) -> Scene | None:
        return _with_code(self.scenes, code)

    def danger(self, code: str) -> Danger | None:
        return _with_code(self.dangers, code)


def _with_code(things: tuple[Found, ...], code: str) -> Found | None:
    return next((thing for thing in things if thing.code == code), None)


def _labels(city: City) -> Iterator[Label]:
    yield "city", city.code, city.names
    yield from _labels_of_matters(city)
    yield from _labels_of_places(city)
    yield from _labels_of_offices(city)
    yield from _labels_of_guidance(city)


def _labels_of_matters(city: City) -> Iterator[Label]:
    for kind in city.kinds:
        yield "kind", kind.kind.value, kind.names
    for group in city.groups:
        yield "group", group.code, group.names
    for category in city.categories:
        yield "category", category.code, category.names
    for question in city.questions:
        yield "question", question.code, question.prompt
        yield "question-simple", question.code, question.simple
        yield "question-label", question.code, question.names
        for option in question.options:
            yield "option", f"{question.code}.{option.code}", option.names


def _labels_of_places(city: City) -> Iterator[Label]:
    for district in city.districts:
        yield "district", district.code, district.names
        yield "area", district.code, district.names
    for street in city.streets:
        yield "street", street.code, street.names
        yield "area", street.code, street.names
    for road in city.roads:
        yield "road", road.code, road.names
    for landmark in city.landmarks:
        yield "landmark", landmark.code, landmark.names
    for scene in city.scenes:
        yield "scene", scene.code, scene.names


def _labels_of_offices(city: City) -> Iterator[Label]:
    for unit in city.units:
        yield "unit", unit.code, unit.names
    for urgency in city.limits.urgencies:
        yield "urgency", urgency.code, urgency.names
    for hotline in city.hotlines:
        yield "hotline", hotline.code, hotline.names
        yield "hotline-number", hotline.code, Texts((("", hotline.number),))
        yield "hotline-hours", hotline.code, hotline.hours


def _labels_of_guidance(city: City) -> Iterator[Label]:
    for answer in city.answers:
        yield "answer", answer.code, answer.answer
        yield "answer-question", answer.code, answer.question
    for danger in city.dangers:
        yield "danger", danger.code, danger.line
    for path in city.paths:
        yield "path", path.code, path.names
        yield "path-address", path.code, path.address
