"""Coordinates of GCJ-02 and BD-09 in WGS 84: against published points, and back onto where they came from."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model.datum import (
    BD09,
    DATUMS,
    EAST,
    GCJ02,
    NORTH,
    SOUTH,
    WEST,
    WGS84,
    Point,
    bd09_of_gcj02,
    gcj02_of_wgs84,
    is_shifted,
    to_wgs84,
)

STEP = 10_000_000

PUBLISHED_GCJ02 = [  # WGS 84, GCJ-02: the first three of googollee/eviltransform, the last of wandergis/coordtransform
    ((121.5272106, 31.1774276), (121.531541859215, 31.17530398364597)),
    ((113.912316, 22.543847), (113.9171764808363, 22.540796131694766)),
    ((116.377817, 39.911954), (116.38404722455657, 39.91334545536069)),
    ((116.404, 39.915), (116.41024449916938, 39.91640428150164)),
]
PUBLISHED_BD09 = ((116.404, 39.915), (116.41036949371029, 39.92133699351021))
"""GCJ-02, BD-09: of wandergis/coordtransform."""


def steps(point: Point) -> tuple[int, int]:
    return round(point[0] * STEP), round(point[1] * STEP)


@pytest.mark.parametrize(("wgs84", "gcj02"), PUBLISHED_GCJ02)
def test_gcj02_agrees_with_published_points(wgs84: Point, gcj02: Point) -> None:
    assert gcj02_of_wgs84(wgs84) == pytest.approx(gcj02, abs=1e-12)
    assert to_wgs84(GCJ02, *steps(gcj02)) == steps(wgs84)


def test_bd09_agrees_with_a_published_point() -> None:
    gcj02, bd09 = PUBLISHED_BD09
    assert bd09_of_gcj02(gcj02) == pytest.approx(bd09, abs=1e-12)
    assert to_wgs84(BD09, *steps(bd09)) == to_wgs84(GCJ02, *steps(gcj02))


def test_wgs84_stays_as_it_is() -> None:
    assert to_wgs84(WGS84, 1_214_737_000, 312_304_000) == (1_214_737_000, 312_304_000)


@pytest.mark.parametrize("datum", DATUMS)
@pytest.mark.parametrize(
    "point", [(0, 0), (-740_060_000, 407_128_000), (1_378_347_001, 350_000_000), (1_050_000_000, 8_292_999)]
)
def test_a_point_outside_the_box_stays_as_it_is(datum: str, point: tuple[int, int]) -> None:
    assert not is_shifted(*point)
    assert to_wgs84(datum, *point) == point


INSIDE = st.tuples(
    st.integers(round(WEST * STEP), round(EAST * STEP)), st.integers(round(SOUTH * STEP), round(NORTH * STEP))
)


@settings(deadline=None)
@given(INSIDE)
def test_what_is_converted_is_shifted_back_onto_where_it_came_from(point: tuple[int, int]) -> None:
    for datum in (GCJ02, BD09):
        east, north = to_wgs84(datum, *point)
        there = gcj02_of_wgs84((east / STEP, north / STEP))
        there = bd09_of_gcj02(there) if datum == BD09 else there
        assert there == pytest.approx((point[0] / STEP, point[1] / STEP), abs=1e-7)


@pytest.mark.parametrize("longitude", [105.0, 105.0 + 1e-7, 105.0 - 1e-7])
def test_the_meridian_on_which_the_formula_has_a_kink_is_reached_too(longitude: float) -> None:
    east, north = to_wgs84(GCJ02, *steps(gcj02_of_wgs84((longitude, 35.0))))
    assert (east / STEP, north / STEP) == pytest.approx((longitude, 35.0), abs=1e-7)


@settings(deadline=None)
@given(INSIDE, st.sampled_from((GCJ02, BD09)))
def test_the_same_point_is_converted_to_the_same_steps_each_time(point: tuple[int, int], datum: str) -> None:
    assert to_wgs84(datum, *point) == to_wgs84(datum, *point)
