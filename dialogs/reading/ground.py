"""Where on the map a point lies."""

from math import cos, hypot, radians

from shapely import MultiPolygon, Point, Polygon, STRtree

from dialogs.city import Area, City, Landmark

BORDER = 1e-4
"""Degrees, about ten metres: nearer to a border a phone's position does not tell the two sides apart."""
OUTSKIRTS = 1e-2
"""Degrees, about a kilometre: nearer to the city a point may yet be meant for it."""
NEARBY = 500.0
"""Metres within which a landmark names a point."""
METRES_PER_DEGREE = 111_320.0


class Ground:
    """The streets of a city as shapes; holes and parts far off are what they are."""

    def __init__(self, city: City) -> None:
        self._streets = tuple(street.code for street in city.streets)
        self._tree = STRtree([_shape(street.area) for street in city.streets])
        self._landmarks = city.landmarks

    def streets_at(self, lat: float, lon: float) -> frozenset[str]:
        """Give the street of a point, both (or more) on a border, none outside the city."""
        found = self._tree.query(Point(lon, lat), predicate="dwithin", distance=BORDER)
        return frozenset(self._streets[index] for index in found)

    def is_outside(self, lat: float, lon: float) -> bool:
        """Say whether a point lies beyond the outskirts."""
        return not self._tree.query(Point(lon, lat), predicate="dwithin", distance=OUTSKIRTS).size

    def landmark_at(self, lat: float, lon: float) -> Landmark | None:
        """Give the nearest landmark where one is near."""
        near = [(_metres(lat, lon, each), each.code, each) for each in self._landmarks]
        distance, _, landmark = min(near, key=lambda entry: entry[:2], default=(NEARBY + 1, "", None))
        return landmark if distance <= NEARBY else None


def _metres(lat: float, lon: float, landmark: Landmark) -> float:
    """Measure on the plane, which is exact enough across a city."""
    east, north = landmark.point
    return METRES_PER_DEGREE * hypot(north - lat, (east - lon) * cos(radians(lat)))


def _shape(area: Area) -> MultiPolygon:
    return MultiPolygon([Polygon(rings[0], rings[1:]) for rings in area])
