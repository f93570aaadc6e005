"""Between GCJ-02, the shifted coordinates of maps in mainland China, and WGS-84.

The shift is not published; these are the coefficients that all public implementations share, good to a few metres.
"""

from math import cos, pi, sin, sqrt
from typing import Final

_AXIS: Final = 6378245.0  # Krassowsky 1940, metres
_ECCENTRICITY: Final = 0.00669342162296594323
_SHIFTED_LAT: Final = (0.8293, 55.8271)
_SHIFTED_LON: Final = (72.004, 137.8347)
_ROUNDS: Final = 5  # each makes the error about a thousand times smaller


def to_gcj02(lat: float, lon: float) -> tuple[float, float]:
    """Shift a WGS-84 point; outside the mainland's box nothing is shifted."""
    if not (_SHIFTED_LAT[0] <= lat <= _SHIFTED_LAT[1] and _SHIFTED_LON[0] <= lon <= _SHIFTED_LON[1]):
        return lat, lon
    north, east = _shift(lat, lon)
    return lat + north, lon + east


def to_wgs84(lat: float, lon: float) -> tuple[float, float]:
    """Find the WGS-84 point whose shifted place is this one, to a few centimetres."""
    true_lat, true_lon = lat, lon
    for _ in range(_ROUNDS):
        shifted_lat, shifted_lon = to_gcj02(true_lat, true_lon)
        true_lat, true_lon = true_lat + lat - shifted_lat, true_lon + lon - shifted_lon
    return true_lat, true_lon


def _shift(lat: float, lon: float) -> tuple[float, float]:
    """Give the shift in degrees north and east."""
    bend = 1 - _ECCENTRICITY * sin(lat * pi / 180) ** 2
    meridian = _AXIS * (1 - _ECCENTRICITY) / (bend * sqrt(bend)) * pi / 180
    parallel = _AXIS / sqrt(bend) * cos(lat * pi / 180) * pi / 180
    x, y = lon - 105, lat - 35
    return _metres_north(x, y) / meridian, _metres_east(x, y) / parallel


def _metres_north(x: float, y: float) -> float:
    plane = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x))
    waves = _waves(x * 6, 20) + _waves(x * 2, 20) + _waves(y, 20) + _waves(y / 3, 40)
    return plane + waves + _waves(y / 12, 160) + _waves(y / 30, 320)


def _metres_east(x: float, y: float) -> float:
    plane = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x))
    waves = _waves(x * 6, 20) + _waves(x * 2, 20) + _waves(x, 20) + _waves(x / 3, 40)
    return plane + waves + _waves(x / 12, 150) + _waves(x / 30, 300)


def _waves(turns: float, height: float) -> float:
    return height * sin(turns * pi) * 2 / 3
