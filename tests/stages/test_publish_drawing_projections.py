"""Degrees to the plane and back: true to area, true about the middle, whole at the poles."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dateline.stages.publish.drawing.frames import Frame, about, level, world
from dateline.stages.publish.drawing.projections import (
    EARTH_KM,
    Azimuthal,
    EqualEarth,
    Projection,
    bearing,
    distance_km,
    point_at,
)

SOME = settings(max_examples=80, deadline=None)
LON, LAT = st.floats(-180, 180), st.floats(-90, 90)
SIZE = (640, 428)


def forward(projection: Projection, lon: float, lat: float) -> tuple[float, float]:
    x, y = projection.forward(np.array([(lon, lat)]))[0].tolist()
    return x, y


@SOME
@given(LON, LAT, st.floats(-30, 30), st.floats(-30, 30))
def test_azimuthal_there_and_back(lon: float, lat: float, turn: float, rise: float) -> None:
    to_lat = max(-89.0, min(89.0, lat + rise))
    x, y = forward(Azimuthal(lon, lat), lon + turn, to_lat)
    back = point_at(Azimuthal(lon, lat), x, y)
    assert back is not None
    assert distance_km(back, (lon + turn, to_lat)) < 0.5


@SOME
@given(st.floats(-179, 179), st.floats(-88, 88))
def test_equal_earth_there_and_back(lon: float, lat: float) -> None:
    back = point_at(EqualEarth(0.0), *forward(EqualEarth(0.0), lon, lat))
    assert back is not None
    assert back[0] == pytest.approx(lon, abs=1e-3)
    assert back[1] == pytest.approx(lat, abs=1e-3)


@SOME
@given(LON, LAT, st.floats(0, 359), st.floats(1, 300))
def test_near_the_middle_kilometres_are_kilometres(lon: float, lat: float, way: float, km: float) -> None:
    assume(abs(lat) < 89)
    reach = math.degrees(km / EARTH_KM)
    end = (lon + reach * math.sin(math.radians(way)), lat + reach * math.cos(math.radians(way)))
    assume(abs(end[1]) < 90)
    x, y = forward(Azimuthal(lon, lat), *end)
    assert math.hypot(x, y) == pytest.approx(distance_km((lon, lat), end), rel=1e-3, abs=1e-3)


@SOME
@given(st.floats(-60, 60), st.floats(-60, 60))
def test_areas_are_kept(lon: float, lat: float) -> None:
    """A small square of degrees is as large on the plane as on the sphere."""
    for projection in (Azimuthal(0.0, 0.0), EqualEarth(0.0)):
        step = 0.05
        corners = [
            forward(projection, lon + x, lat + y) for x, y in ((0, 0), (step, 0), (step, step), (0, step))
        ]
        turned = [*corners[1:], corners[0]]
        flat = abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(corners, turned, strict=True))) / 2
        high = math.sin(math.radians(lat + step)) - math.sin(math.radians(lat))
        round_one = EARTH_KM**2 * math.radians(step) * high
        assert flat == pytest.approx(round_one, rel=2e-3)


def test_the_other_side_of_the_earth_lies_nowhere() -> None:
    x, y = forward(Azimuthal(0.0, 0.0), 180.0, 0.0)
    assert math.hypot(x, y) > 2 * EARTH_KM
    assert point_at(Azimuthal(0.0, 0.0), 3 * EARTH_KM, 0.0) is None


def test_beyond_the_world_is_nothing() -> None:
    assert point_at(EqualEarth(0.0), 3 * EARTH_KM, 0.0) is None


@pytest.mark.parametrize(
    ("end", "way"), [((0.0, 1.0), 0.0), ((1.0, 0.0), 90.0), ((0.0, -1.0), 180.0), ((-1.0, 0.0), 270.0)]
)
def test_bearings(end: tuple[float, float], way: float) -> None:
    assert bearing((0.0, 0.0), end) == pytest.approx(way)


def test_a_known_distance() -> None:
    assert distance_km((13.74, 51.05), (13.4, 52.52)) == pytest.approx(165, abs=2)  # Dresden, Berlin
    assert distance_km((179.9, 0.0), (-179.9, 0.0)) == pytest.approx(22.2, abs=0.1)


# --- frames


@SOME
@given(LON, st.floats(-80, 80), st.floats(50, 4000))
def test_the_middle_of_a_frame_is_in_its_middle(lon: float, lat: float, tall: float) -> None:
    frame = about(lon, lat, tall, SIZE)
    assert frame.spot(lon, lat) == pytest.approx((320, 214))
    assert frame.height_km == pytest.approx(tall)
    west, south, east, north = frame.bounds()
    assert west < lon < east
    assert south < lat < north


@pytest.mark.parametrize(("lat", "end"), [(90.0, 3), (-90.0, 1), (85.0, 3)])
def test_about_a_pole_all_longitudes_are_seen(lat: float, end: int) -> None:
    bounds = about(20.0, lat, 2500, SIZE).bounds()
    assert bounds[2] - bounds[0] == 360
    assert abs(bounds[end]) == 90


def test_more_around_a_frame_means_wider_bounds() -> None:
    frame = about(10.0, 50.0, 400, SIZE)
    inner, outer = frame.bounds(), frame.bounds(20)
    assert outer[0] < inner[0]
    assert outer[3] > inner[3]


@pytest.mark.parametrize(("tall", "expected"), [(200, "near"), (1500, "mid"), (6000, "far")])
def test_the_larger_the_frame_the_coarser(tall: float, expected: str) -> None:
    assert level(about(10.0, 50.0, tall, SIZE)) == expected


def test_a_frame_that_spans_too_many_tiles_is_coarser() -> None:
    assert level(about(10.0, 89.0, 400, SIZE)) == "far"


def test_the_world_is_shown_from_strait_to_strait() -> None:
    frame = world(640)
    for lon, lat in ((11.0, 0.0), (-160.0, 20.0), (179.0, -17.0), (-67.0, -55.0), (100.0, 78.0)):
        turned = lon + 360 if lon < -169 else lon
        x, y = frame.spot(turned, lat)
        assert 0 <= x <= 640
        assert 0 <= y <= frame.height
    assert frame.bounds() == (-169.0, -90.0, 191.0, 90.0)


@SOME
@given(LON, st.floats(-75, 75), st.floats(60, 3000))
def test_named_degrees_are_few_round_and_where_they_say(lon: float, lat: float, tall: float) -> None:
    frame = about(lon, lat, tall, SIZE)
    meridians, parallels = list(frame.meridians()), list(frame.parallels())
    assert len(meridians) <= 6
    assert 1 <= len(parallels) <= 6
    for at, value in meridians:
        found = frame.degrees(np.array([(at, 0.0)]))[0]
        assert found[0] == pytest.approx(value, abs=tall / 2000)
    for at, value in parallels:
        found = frame.degrees(np.array([(640.0, at)]))[0]
        assert found[1] == pytest.approx(value, abs=tall / 2000)


@pytest.mark.parametrize(("tall", "km"), [(220, 50), (1000, 200), (4.0, 1), (20_000, 2000)])
def test_the_scale_is_round_and_fits(tall: float, km: int) -> None:
    assert Frame(Azimuthal(0.0, 0.0), 428 / tall, *SIZE).scale_km(180) == km


@SOME
@given(LON, st.floats(-80, 80), st.floats(50, 4000))
def test_units_lead_back_to_degrees(lon: float, lat: float, tall: float) -> None:
    frame = about(lon, lat, tall, SIZE)
    units = np.array([(0.0, 0.0), (640.0, 0.0), (320.0, 214.0), (17.0, 400.0)])
    known = frame.degrees(units)
    assert frame.centre == pytest.approx((lon, lat))
    np.testing.assert_allclose(frame.units(known), units, atol=0.05)


def test_the_edge_of_a_frame_goes_all_around() -> None:
    edge = about(10.0, 50.0, 400, SIZE).edge(8.0)
    assert edge.min(axis=0).tolist() == [-8.0, -8.0]
    assert edge.max(axis=0).tolist() == [648.0, 436.0]
    assert all(x in (-8.0, 648.0) or y in (-8.0, 436.0) for x, y in edge.tolist())


def test_where_the_world_ends_degrees_are_no_number() -> None:
    frame = world(640)
    assert np.isnan(frame.degrees(np.array([(0.0, 0.0)]))).all()
    assert not np.isnan(frame.degrees(np.array([(320.0, 150.0)]))).any()
