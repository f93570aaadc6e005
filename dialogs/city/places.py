"""Where a case may be: districts, their streets, roads and landmarks."""

from dataclasses import dataclass
from typing import TypeAlias

from dialogs.city.texts import Texts

Point: TypeAlias = tuple[float, float]
"""Longitude, latitude in WGS-84 degrees, the order of GeoJSON."""
Ring: TypeAlias = tuple[Point, ...]
Polygon: TypeAlias = tuple[Ring, ...]
"""The outer ring, then the holes."""
Area: TypeAlias = tuple[Polygon, ...]


@dataclass(frozen=True, slots=True)
class District:
    code: str
    names: Texts
    words: tuple[str, ...]
    """Names and aliases in all languages."""
    area: Area
    streets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Street:
    """A street office's ground (街道), not a road."""

    code: str
    district: str
    names: Texts
    words: tuple[str, ...]
    area: Area


@dataclass(frozen=True, slots=True)
class Road:
    """A road or quarter that people name; one on a border lies in several streets."""

    code: str
    names: Texts
    words: tuple[str, ...]
    streets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """What a code on the spot stands for: a place, named as who stands there would, and what is broken there mostly."""

    code: str
    names: Texts
    point: Point
    street: str
    category: str = ""


@dataclass(frozen=True, slots=True)
class Landmark:
    code: str
    names: Texts
    words: tuple[str, ...]
    point: Point
    street: str
