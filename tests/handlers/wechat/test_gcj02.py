"""Coordinates of maps in mainland China and those of the rest of the world."""

from math import cos, hypot, radians

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.wechat.gcj02 import to_gcj02, to_wgs84

METRES_A_DEGREE = 111_320


def metres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    return METRES_A_DEGREE * hypot(lat - other_lat, (lon - other_lon) * cos(radians(lat)))


def test_the_shift_is_the_public_one() -> None:
    """The example that the README of wandergis/coordtransform prints."""
    assert to_gcj02(39.915, 116.404) == pytest.approx((39.91640428150164, 116.41024449916938), abs=1e-9)


@settings(deadline=None)
@given(st.floats(18.2, 53.5), st.floats(73.6, 134.7))
def test_a_shifted_point_finds_its_way_back(lat: float, lon: float) -> None:
    """Shifted and unshifted, a point of the mainland is where it was, to ten centimetres."""
    assert metres(lat, lon, *to_wgs84(*to_gcj02(lat, lon))) < 0.1


@settings(deadline=None)
@given(st.floats(18.2, 53.5), st.floats(73.6, 134.7))
def test_the_shift_is_some_hundred_metres(lat: float, lon: float) -> None:
    """No point of the mainland is shifted by more than 1.5 km, so that a mistake in a coefficient shows."""
    assert metres(lat, lon, *to_gcj02(lat, lon)) < 1500


@pytest.mark.parametrize(("lat", "lon"), [(48.8566, 2.3522), (-33.86, 151.21), (90.0, 180.0), (-90.0, -180.0)])
def test_nothing_is_shifted_abroad(lat: float, lon: float) -> None:
    """Outside the mainland the two are the same."""
    assert to_wgs84(lat, lon) == to_gcj02(lat, lon) == (lat, lon)
