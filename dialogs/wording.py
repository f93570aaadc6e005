"""Turning what is to be said into words, from the catalogue and the city's names."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from functools import cache, cached_property, lru_cache
from typing import Any, Protocol

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast

from dialogs.facts.messages import Capabilities, Unit
from dialogs.facts.moment import civil
from dialogs.facts.say import Clipped, Day, DayTime, Joined, Named, Say, Value


class Names(Protocol):
    """What a city can be asked for its words."""

    def name_of(self, kind: str, code: str, language: str) -> str: ...


class MissingWords(LookupError):
    """The catalogue lacks an entry or cannot fill it."""


ONLY_TEXT = frozenset({str})  # numbers are written as their language writes them


class Catalogue:
    """One language's entries. Those of text and variables alone need no resolver, which takes 12 µs an entry."""

    def __init__(self, language: str, texts: tuple[str, ...]) -> None:
        # Isolating marks count as characters in SMS and turn GSM-7 texts into UCS-2.
        self._bundle = FluentBundle([language], use_isolating=False)
        self.language = language
        self._templates: dict[str, str] = {}
        for text in texts:
            resource = FluentResource(text)
            self._bundle.add_resource(resource)
            self._templates.update(_templates(resource))
        self._plain: dict[str, str] = {}

    def has(self, key: str) -> bool:
        return self._bundle.has_message(key)

    def format(self, key: str, values: dict[str, Any]) -> str:
        """Give an entry in words; ``MissingWords`` where it is missing or lacks a variable."""
        if not values and (plain := self._plain.get(key)) is not None:
            return plain
        template = self._templates.get(key)
        if template is not None and ONLY_TEXT.issuperset(map(type, values.values())):
            try:
                text = template.format_map(values)
            except KeyError as missing:
                raise MissingWords(key) from missing
        else:
            text = self._resolved(key, values)
        if not values:
            self._plain[key] = text
        return text

    def words(self, key: str) -> tuple[str, ...]:
        """Give the words of an entry that lists words; one that holds blanks is written with ``_`` there."""
        listed = self.format(key, {}).split() if self.has(key) else ()
        return tuple(word.replace("_", " ") for word in listed)

    def _resolved(self, key: str, values: dict[str, Any]) -> str:
        if not self._bundle.has_message(key) or (pattern := self._bundle.get_message(key).value) is None:
            raise MissingWords(key)
        text, errors = self._bundle.format_pattern(pattern, values)
        if errors:
            raise MissingWords(key)
        return str(text)


def _templates(resource: ast.Resource) -> Iterator[tuple[str, str]]:
    """Give the entries that hold nothing but text and variables, as format strings."""
    for entry in resource.body:
        if isinstance(entry, ast.Message) and entry.value:
            parts = [_template(element) for element in entry.value.elements]
            if None not in parts:
                yield entry.id.name, "".join(filter(None, parts))


def _template(element: ast.TextElement | ast.Placeable) -> str | None:
    if isinstance(element, ast.TextElement):
        return element.value.replace("{", "{{").replace("}", "}}")
    if isinstance(element.expression, ast.VariableReference):
        return f"{{{element.expression.id.name}}}"
    return None


@dataclass(frozen=True)
class Wording:
    """All languages of one city. ``languages``: the first is spoken where nothing is known."""

    catalogues: Mapping[str, Catalogue]
    names: Names
    zone: tzinfo

    @cached_property
    def languages(self) -> tuple[str, ...]:
        return tuple(self.catalogues)

    def over(self, language: str, capabilities: Capabilities, clip: int) -> "Speaker":
        """Speak one language as a channel bears it: nobody is told to do there what cannot be done."""
        roomy = capabilities.unit is Unit.BYTES
        return self.speaker(language, clip, roomy=roomy, pins=capabilities.pins, pictures=capabilities.photos)

    def speaker(
        self, language: str, clip: int, *, roomy: bool = False, pins: bool = False, pictures: bool = False
    ) -> "Speaker":
        """Speak one language, with citizens' own words cut after ``clip`` characters.

        ``roomy``: there is room for the fuller wording (``…-roomy``) of an entry that has one; ``pins``: a location can
        be sent, as ``…-pins`` says where there is such an entry; ``pictures``: so can a photo (``…-pictures``).
        """
        known = language if language in self.catalogues else self.languages[0]
        fuller = tuple(name for name, fits in (("pictures", pictures), ("pins", pins), ("roomy", roomy)) if fits)
        return self._speakers(known, clip, fuller)

    @cached_property
    def _speakers(self) -> Callable[[str, int, tuple[str, ...]], "Speaker"]:
        return cache(lambda language, clip, fuller: Speaker(self, self.catalogues[language], clip, fuller))

    @cached_property
    def dates(self) -> Callable[[Day | DayTime, Catalogue], str]:
        """Say a date, each once for many: what was filed in one day is due at few moments."""
        return lru_cache(maxsize=1024)(lambda value, catalogue: _date(value, catalogue, self.zone))

    @cached_property
    def lists(self) -> Callable[[str], tuple[str, ...]]:
        """Give the words of an entry that lists words, over all languages, each once."""
        kept: dict[str, tuple[str, ...]] = {}

        def listed(key: str) -> tuple[str, ...]:
            if key not in kept:
                kept[key] = tuple(dict.fromkeys(word for each in self.catalogues.values() for word in each.words(key)))
            return kept[key]

        return listed


@dataclass(frozen=True, slots=True)
class Speaker:
    wording: Wording
    catalogue: Catalogue
    clip: int
    fuller: tuple[str, ...]
    """The wordings that come before the plain one, where an entry has them."""
    _plain: dict[str, str] = field(default_factory=dict, repr=False, compare=False)
    """Entries without variables, as they were said before."""
    _labels: dict[Value, str] = field(default_factory=dict, repr=False, compare=False)
    _keys: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    @property
    def language(self) -> str:
        return self.catalogue.language

    def say(self, said: Say) -> str:
        if not said.values:
            return self._plain.get(said.key) or self._learnt(said.key)
        values = {name: each if type(each) is str else self.value(each) for name, each in said.values}
        return self.catalogue.format(self._key(said.key), values)

    def label(self, value: Value) -> str:
        """Say what one can choose; names of the city and words that are always the same are said once."""
        known = self._labels.get(value)
        if known is None:
            known = str(self.value(value))
            if isinstance(value, Say) and not value.values:
                self._labels[value] = known
        return known

    def _named(self, value: Named) -> str:
        name = self._labels[value] = self.wording.names.name_of(value.kind, value.code, self.language)
        return name

    def _learnt(self, key: str) -> str:
        text = self._plain[key] = self.catalogue.format(self._key(key), {})
        return text

    def _key(self, key: str) -> str:
        """Give the key of the fuller wording where there is one that fits the channel."""
        found = self._keys.get(key)
        if found is None:
            wordings = (f"{key}-{each}" for each in self.fuller)
            found = self._keys[key] = next(filter(self.catalogue.has, wordings), key)
        return found

    def value(self, value: Value) -> str | int:
        match value:  # the likeliest first: each case is looked at in its turn
            case Named():
                return self._labels.get(value) or self._named(value)
            case Day() | DayTime():
                return self.wording.dates(value, self.catalogue)
            case str() | int():
                return value
            case Say():
                return self.say(value)
            case Clipped():
                return self._clipped(str(self.value(value.text)))
            case Joined():
                separator = self.catalogue.format("list-separator", {}).replace("_", " ")
                return separator.join(str(self.value(item)) for item in value.items)

    def _clipped(self, text: str) -> str:
        line = " ".join(text.split())
        if len(line) <= self.clip:
            return line
        most = self.clip - 1
        word_end = line.rfind(" ", most // 2, most + 1)
        return line[: word_end if word_end > 0 else most].rstrip() + self.catalogue.format("cut", {})


def _date(value: Day | DayTime, catalogue: Catalogue, zone: tzinfo) -> str:
    key = "day" if isinstance(value, Day) else "day-time"
    when = civil(value.at, zone)
    weekday = catalogue.format(f"weekday-{when.isoweekday()}", {})
    parts = {"month": str(when.month), "day": str(when.day), "weekday": weekday, "time": f"{when:%H:%M}"}
    month = catalogue.format(f"month-{when.month}", {})
    return catalogue.format(key, {**parts, "monthname": month})
