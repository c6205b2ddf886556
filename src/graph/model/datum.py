"""Coordinates of the datums that maps of China are drawn in, to WGS 84. Pure.

Rules:
- GCJ-02 shifts WGS 84 by waves, BD-09 turns and shifts GCJ-02 once more; both are public formulas, one way only. The
  way back is found by correcting a guess until it is shifted onto the point asked about.
- Outside the box in which the shift is applied a point is WGS 84 already, and stays as it is. The box is wider than
  China: a point of a neighbouring country inside it, said to be GCJ-02, is moved.
- Points are integers of 1e-7 degree (docs/decisions/0005); the fractions in between are gone when they are rounded.
"""

from collections.abc import Callable
from math import atan2, cos, hypot, pi, radians, sin, sqrt

WGS84, GCJ02, BD09 = "wgs84", "gcj02", "bd09"
DATUMS = (WGS84, GCJ02, BD09)

Point = tuple[float, float]
"""Longitude and latitude in degrees."""

WEST, EAST, SOUTH, NORTH = 72.004, 137.8347, 0.8293, 55.8271
_RADIUS, _FLATNESS = 6378245.0, 0.00669342162296594323  # Krasovsky's ellipsoid: half axis, squared eccentricity
_BD_EAST, _BD_NORTH = 0.0065, 0.006
_CLOSE = 1e-11
_MOST_STEPS = 30
_STEPS = 10**7


def to_wgs84(datum: str, longitude: int, latitude: int) -> tuple[int, int]:
    """Return a point of a datum in WGS 84, both in steps of 1e-7 degree."""
    point = longitude / _STEPS, latitude / _STEPS
    if datum == WGS84 or not is_shifted(longitude, latitude):
        return longitude, latitude
    if datum == BD09:
        point = _undone(bd09_of_gcj02, point)
    east, north = _undone(gcj02_of_wgs84, point)
    return round(east * _STEPS), round(north * _STEPS)


def is_shifted(longitude: int, latitude: int) -> bool:
    """Tell whether a point lies in the box in which GCJ-02 and BD-09 differ from WGS 84."""
    return WEST <= longitude / _STEPS <= EAST and SOUTH <= latitude / _STEPS <= NORTH


def _undone(shift: Callable[[Point], Point], point: Point) -> Point:
    """Return what a shift moves onto a point. A shift changes little from place to place, so few steps are enough."""
    east, north = point
    for _ in range(_MOST_STEPS):
        found = shift((east, north))
        off_east, off_north = found[0] - point[0], found[1] - point[1]
        east, north = east - off_east, north - off_north
        if abs(off_east) < _CLOSE and abs(off_north) < _CLOSE:
            break
    return east, north


def gcj02_of_wgs84(point: Point) -> Point:
    """Return a point of WGS 84 in GCJ-02, wherever it lies."""
    longitude, latitude = point
    x, y = longitude - 105, latitude - 35
    both = 0.1 * x * y + _waves(x, (20, 1 / 6), (20, 1 / 2))
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * sqrt(abs(x)) + _waves(x, (20, 1), (40, 3), (150, 12), (300, 30))
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.2 * sqrt(abs(x)) + _waves(y, (20, 1), (40, 3), (160, 12), (320, 30))
    bend = 1 - _FLATNESS * sin(radians(latitude)) ** 2
    metres_east = radians(_RADIUS * cos(radians(latitude)) / sqrt(bend))
    metres_north = radians(_RADIUS * (1 - _FLATNESS) / bend**1.5)
    return longitude + (both + east) / metres_east, latitude + (both + north) / metres_north


def _waves(at: float, *waves: tuple[float, float]) -> float:
    """Return two thirds of some sines' sum, each of a height in metres and half a length in degrees."""
    return sum(height * sin(at / half * pi) for height, half in waves) * 2 / 3


def bd09_of_gcj02(point: Point) -> Point:
    """Return a point of GCJ-02 in BD-09."""
    x, y = point
    far = hypot(x, y) + 0.00002 * sin(radians(3000 * y))
    turned = atan2(y, x) + 0.000003 * cos(radians(3000 * x))
    return far * cos(turned) + _BD_EAST, far * sin(turned) + _BD_NORTH
