"""What the simulator shows of the city: names, places and a map."""

from dataclasses import dataclass
from typing import TypeAlias

Ring: TypeAlias = tuple[tuple[float, float], ...]
"""Longitude and latitude in WGS-84 degrees, the last point the first again."""


@dataclass(frozen=True, slots=True)
class Landmark:
    name: str
    area: str
    """Where it lies, in words: district and street."""
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Area:
    """A district or street; the rings of each polygon are its border and then its holes."""

    name: str
    polygons: tuple[tuple[Ring, ...], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the account's menu: it sends ``key`` after what its ``kind`` opens, or shows those below."""

    name: str
    key: str
    kind: str
    below: tuple["Entry", ...] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """A code of the account on the spot: its scene, what is there, and where that lies."""

    scene: str
    name: str
    area: str


@dataclass(frozen=True, slots=True)
class Scenery:
    city: str
    number: str
    """The number that SMS go to."""
    zone: str
    """The city's time zone, by its IANA name."""
    landmarks: tuple[Landmark, ...]
    districts: tuple[Area, ...]
    streets: tuple[Area, ...]
    menu: tuple[Entry, ...] = ()
    spots: tuple[Spot, ...] = ()
