"""Whether the map of a profile holds together."""

from collections.abc import Iterator
from itertools import combinations

from shapely import Point
from shapely.validation import explain_validity

from bot.city.folder import Profile
from bot.city.ground import Feature
from bot.city.source import Problem

MAP = "map.geojson"
TOLERANCE = 1e-9
"""Square degrees (about ten square metres) that neighbours may overlap by, for coordinates are rounded."""


def mapped(profile: Profile) -> Iterator[Problem]:
    odd = list(_odd_features(profile))
    yield from odd
    if odd:
        return
    yield from _overlapping(profile)
    yield from _streets_outside(profile)
    yield from _landmarks_outside(profile)


def _odd_features(profile: Profile) -> Iterator[Problem]:
    wanted = [("district", code) for code in profile.places.districts]
    wanted += [("street", code) for each in profile.places.districts.values() for code in each.streets]
    for kind, code in wanted:
        if profile.ground.of(kind, code) is None:
            yield Problem(MAP, 1, f"the {kind} {code} is not on the map")
    seen = set[tuple[str, str]]()
    for index, feature in enumerate(profile.ground.features):
        name = (feature.properties.kind, feature.properties.code)
        at = ("features", index)
        if name in seen:
            yield profile.problem(MAP, at, f"the {' '.join(name)} stands twice")
        elif name not in wanted:
            yield profile.problem(MAP, at, f"the {' '.join(name)} is not known in places.toml")
        elif not feature.outline().is_valid:
            yield profile.problem(MAP, at, f"{name[1]}: {explain_validity(feature.outline())}")
        seen.add(name)


def _overlapping(profile: Profile) -> Iterator[Problem]:
    for kind in ("district", "street"):
        of_kind = [each for each in enumerate(profile.ground.features) if each[1].properties.kind == kind]
        for (_, one), (index, other) in combinations(of_kind, 2):
            if one.outline().intersection(other.outline()).area > TOLERANCE:
                names = f"{other.properties.code} overlaps {one.properties.code}"
                yield profile.problem(MAP, ("features", index), names)


def _streets_outside(profile: Profile) -> Iterator[Problem]:
    for code, district in profile.places.districts.items():
        whole = _feature(profile, "district", code).outline()
        for street in district.streets:
            if _feature(profile, "street", street).outline().difference(whole).area > TOLERANCE:
                index = profile.ground.features.index(_feature(profile, "street", street))
                yield profile.problem(MAP, ("features", index), f"{street} is not all within {code}")


def _landmarks_outside(profile: Profile) -> Iterator[Problem]:
    for kind in ("landmarks", "scenes"):
        for code, spot in getattr(profile.places, kind).items():
            if not _feature(profile, "street", spot.street).outline().covers(Point(spot.point)):
                yield profile.problem("places.toml", (kind, code), f"{code} does not lie in {spot.street}")


def _feature(profile: Profile, kind: str, code: str) -> Feature:
    feature = profile.ground.of(kind, code)
    if feature is None:
        raise KeyError(code)
    return feature
