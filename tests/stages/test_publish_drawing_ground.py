"""The earth as the package carries it, and the paths that are made of it."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.stages.publish.drawing import outlines
from dateline.stages.publish.drawing.clipping import clipped, strokes
from dateline.stages.publish.drawing.frames import Frame, about, world
from dateline.stages.publish.drawing.ground import MOST_BYTES, Ground, ground, path
from dateline.stages.publish.drawing.outlines import (
    LAYERS,
    LEVELS,
    TOLERANCES,
    TOP,
    Lines,
    country_at,
    lines,
    shape,
    towns,
)
from dateline.stages.publish.drawing.projections import Points

SIZE = (640, 428)
FEW = settings(max_examples=25, deadline=None)


def each(found: Lines, layer: str) -> list[Points]:
    """The lines of a layer, one by one."""
    every = np.split(found.points, found.starts[1:-1])
    return [line for line, number in zip(every, found.layers, strict=False) if LAYERS[number] == layer]


def rings(drawn: str) -> list[list[tuple[int, int]]]:
    """The points of path data made of a move and steps."""
    found = []
    for part in drawn.split("M")[1:]:
        start, _, rest = part.rstrip("z").partition("l")
        x, y = (int(number) for number in re.findall(r"-?\d+", start))
        points = [(x, y)]
        numbers = [int(number) for number in re.findall(r"-?\d+", rest)]
        for across, down in zip(numbers[0::2], numbers[1::2], strict=True):
            x, y = x + across, y + down
            points.append((x, y))
        found.append(points)
    return found


def wet(lon: float, lat: float) -> bool:
    return country_at(lon, lat) in ("", "lake")


def on_land(frame: Frame, lon: float, lat: float, drawn: Ground) -> bool:
    """Whether the paths of a ground show land at a point, by the even-odd rule."""
    px, py = frame.spot(lon, lat)
    odd = False
    for ring in rings(drawn.land):
        for (x, y), (to_x, to_y) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (y > py) != (to_y > py) and px < (to_x - x) * (py - y) / (to_y - y) + x:
                odd = not odd
    return odd


# --- what is carried


@pytest.mark.parametrize(
    ("lon", "lat", "code"),
    [
        (13.4, 52.5, "DE"), (30.5, 50.4, "UA"), (34.2, 45.2, "UA"), (-98.0, 39.0, "US"), (150.0, -25.0, "AU"),
        (-30.0, 40.0, ""), (0.0, -80.0, "AQ"), (33.0, -1.0, "lake"), (13.4 + 360, 52.5, "DE"),
        (-179.9, 67.0, "RU"), (44.5, 9.6, "SO"), (33.9, 35.3, "CY"), (35.2, 32.0, "PS"), (120.9, 24.0, "TW"),
        (20.9, 42.6, "XK"), (-13.0, 24.5, "EH"), (0.0, 90.0, ""), (0.0, -90.0, "AQ"),
    ],
)  # fmt: skip
def test_which_country_lies_where(lon: float, lat: float, code: str) -> None:
    assert country_at(lon, lat) == code


@pytest.mark.parametrize("level", LEVELS)
def test_lines_are_near_what_was_asked_for(level: str) -> None:
    west, south, east, north = bounds = (5.0, 50.0, 15.0, 56.0)
    found = lines(level, bounds)
    assert each(found, "land")
    assert len(found.layers) == sum(len(each(found, layer)) for layer in LAYERS)
    for line in (line for layer in LAYERS for line in each(found, layer)):
        assert len(line) > 1
        assert any(west - 5 <= lon <= east + 5 and south - 5 <= lat <= north + 5 for lon, lat in line)


def test_no_layer_comes_unasked() -> None:
    found = lines("near", (5.0, 47.0, 9.0, 51.0), ["rivers"])
    assert each(found, "rivers")
    assert not any(each(found, layer) for layer in LAYERS if layer != "rivers")


def test_where_nothing_is_drawn_there_are_no_lines() -> None:
    found = lines("near", (-40.0, 40.0, -39.0, 41.0))
    assert not len(found.points)
    assert not any(each(found, layer) for layer in LAYERS)


@pytest.mark.parametrize("level", LEVELS)
def test_of_a_higher_rank_are_fewer_points_and_the_ends_are_of_the_highest(level: str) -> None:
    found = lines(level, (0.0, 45.0, 15.0, 56.0), ["boundaries"])
    counts = [int((found.ranks >= rank).sum()) for rank in range(TOP + 1)]
    assert counts == sorted(counts, reverse=True)
    assert counts[4] < 0.9 * counts[0]


def test_a_line_of_a_rank_lies_no_farther_off_than_its_tolerance() -> None:
    """Each point left out lies by a stretch of what is left (twice the tolerance: degrees are no plane)."""
    found = lines("near", (5.0, 50.0, 12.0, 56.0), ["land"])
    ranks = np.split(found.ranks, found.starts[1:-1])
    for fine, rank in zip(each(found, "land"), ranks, strict=True):
        few = fine[[0, *(np.flatnonzero(rank[1:-1] >= 6) + 1), -1]]
        legs = few[1:] - few[:-1]
        for point in fine[1 : -1 : max(1, len(fine) // 20)]:
            share = np.clip(((point - few[:-1]) * legs).sum(1) / np.maximum((legs**2).sum(1), 1e-12), 0, 1)
            off = np.hypot(*(point - few[:-1] - share[:, None] * legs).T).min()
            assert off < 2 * TOLERANCES["near"] * 2**3


def test_over_the_date_line_longitudes_go_on() -> None:
    found = lines("near", (176.0, -19.0, 182.0, -15.0), ["land"]).points[:, 0]
    assert found.min() < 180 < found.max()


def test_pieces_meet_at_the_borders_of_tiles() -> None:
    """Every end of a coast well inside a rectangle is the end of another piece too."""
    ends: dict[tuple[float, float], int] = {}
    for line in each(lines("near", (4.0, 50.0, 14.0, 57.0)), "land"):
        first, last = line[[0, -1]].tolist()
        if first != last:
            for lon, lat in (first, last):
                if 4.1 < lon < 13.9 and 50.1 < lat < 56.9:
                    ends[lon, lat] = ends.get((lon, lat), 0) + 1
    assert ends
    assert all(count % 2 == 0 for count in ends.values())


def test_towns_come_largest_first_and_without_their_quarters() -> None:
    found = towns("near", (-74.5, 40.4, -73.5, 41.0))
    people = [town.people for town in found]
    assert people == sorted(people, reverse=True)
    assert found[0].name.startswith("New York")
    assert "Staten Island" not in {town.name for town in found}


@pytest.mark.parametrize("level", LEVELS)
def test_fewer_towns_on_coarser_maps(level: str) -> None:
    least = {"near": 10_000, "mid": 200_000, "far": 1_500_000}[level]
    found = towns(level, (-10.0, 36.0, 40.0, 60.0))
    assert found
    assert min(town.people for town in found) >= least


def test_towns_over_the_date_line_are_found() -> None:
    assert all(176 <= town.lon <= 184 for town in towns("near", (176.0, -20.0, 184.0, -12.0)))


@pytest.mark.parametrize("code", ["DE", "UA", "MT", "CL", "RU", "FJ", "AQ"])
def test_countries_have_shapes(code: str) -> None:
    rings = each(shape(code), "land")
    assert rings
    assert all((ring[0] == ring[-1]).all() and len(ring) > 3 for ring in rings)


@pytest.mark.parametrize("code", ["", "XX", "de", "../x"])
def test_no_country_no_shape(code: str) -> None:
    assert not len(shape(code).points)


def test_the_file_is_small() -> None:
    assert len(outlines._file().body) < 2_200_000


# --- paths


@pytest.mark.parametrize(
    ("lon", "lat", "tall", "land", "water"),
    [
        (13.47, 51.16, 300, (13.47, 51.16), None),
        (-35.0, 40.0, 300, None, (-35.0, 40.0)),
        (5.3, 60.4, 300, (6.5, 60.9), (3.5, 60.4)),
        (178.4, -18.1, 500, (178.0, -17.8), (179.9, -18.1)),
        (14.4, 35.9, 200, (14.4, 35.9), (14.9, 36.2)),
        (34.2, 45.2, 500, (34.2, 45.2), (33.0, 43.8)),
        (0.0, -90.0, 1500, (0.0, -90.0), None),
        (0.0, 89.9, 2500, (-40.0, 80.0), (0.0, 89.0)),
        (179.5, 67.0, 900, (179.5, 67.5), (-170.5, 68.5)),
        (139.7, 35.7, 250, (139.0, 36.2), (141.3, 35.0)),
    ],
)
def test_land_is_where_land_is(
    lon: float, lat: float, tall: float, land: tuple[float, float] | None, water: tuple[float, float] | None
) -> None:
    frame = about(lon, lat, tall, SIZE)
    drawn = ground(frame)
    assert land is None or on_land(frame, *land, drawn)
    assert water is None or not on_land(frame, *water, drawn)


@FEW
@given(st.floats(-180, 180), st.floats(-78, 78), st.sampled_from([220.0, 600.0, 1800.0, 5000.0]))
def test_any_map_is_small_and_shows_land_where_the_grid_has_it(lon: float, lat: float, tall: float) -> None:
    frame = about(lon, lat, tall, SIZE)
    drawn = ground(frame)
    assert sum(len(getattr(drawn, layer)) for layer in LAYERS) <= MOST_BYTES + 2_500
    around = {
        country_at(lon + x, lat + y) not in ("", "lake") for x in (-0.8, 0, 0.8) for y in (-0.8, 0, 0.8)
    }
    if len(around) == 1 and tall < 2000:  # far from any coast that is drawn more coarsely than the grid
        wet = any(country_at(lon + x / 4, lat + y / 4) == "lake" for x in range(-3, 4) for y in range(-3, 4))
        assert wet or on_land(frame, lon, lat, drawn) is around.pop()


def test_a_map_inside_a_lake_is_water() -> None:
    drawn = ground(about(33.0, -1.0, 120, SIZE))
    assert drawn.lakes or not drawn.land


def test_the_world_is_land_and_sea() -> None:
    frame = world(640)
    drawn = ground(frame)
    for name, lon, lat, dry in (
        ("Kansas", -98, 39, True), ("Atlantic", -40, 30, False), ("Sahara", 10, 24, True),
        ("Siberia", 100, 62, True), ("Pacific", 190, 0, False), ("Australia", 134, -25, True),
        ("Indian Ocean", 80, -30, False),
    ):  # fmt: skip
        assert on_land(frame, lon, lat, drawn) is dry, name


def test_a_disputed_boundary_is_told_from_a_settled_one() -> None:
    kashmir, rhine = ground(about(75.0, 34.0, 800, SIZE)), ground(about(7.8, 48.5, 300, SIZE))
    assert kashmir.disputed
    assert not rhine.disputed
    assert rhine.boundaries


def test_divisions_are_left_out_where_they_are_a_thicket() -> None:
    assert ground(about(13.47, 51.16, 300, SIZE)).divisions
    assert not ground(about(14.5, 46.0, 300, SIZE)).divisions  # the municipalities of Slovenia
    assert not ground(about(13.47, 51.16, 900, SIZE)).divisions


def test_a_country_around_the_whole_map_is_set_off() -> None:
    assert ground(about(96.0, 62.0, 400, SIZE), "RU").shape
    assert not ground(about(96.0, 62.0, 400, SIZE)).shape
    assert not ground(about(96.0, 62.0, 400, SIZE), "DE").shape


# --- path data


def told(line: list[tuple[float, float]], *, area: bool = False) -> str:
    points = np.array(line)
    parts = clipped(points, np.zeros(len(line), np.uint8), np.array([0, len(line)]), (-999, -999, 999, 999))
    return path(strokes(parts, 0 * parts.lines).get(0, []), area=area)


def test_steps_are_told_as_short_as_can_be() -> None:
    assert told([(0.0, 0.0), (10.0, 5.0), (4.0, 2.0), (4.0, 9.0)]) == "M0 0l10 5-6-3 0 7"


def test_an_area_is_closed_and_one_smaller_than_a_dot_is_not_drawn() -> None:
    ring = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0), (0.0, 0.0)]
    assert told(ring, area=True) == "M0 0l10 0 0 10-10 0z"
    assert told(ring) == "M0 0l10 0 0 10-10 0 0-10"
    assert told([(x / 100, y / 100) for x, y in ring], area=True) == ""


@FEW
@given(st.lists(st.tuples(st.floats(-700, 700), st.floats(-700, 700)), min_size=2, max_size=30))
def test_path_data_can_be_read_back(line: list[tuple[float, float]]) -> None:
    drawn = told(line)
    assert re.fullmatch(r"(M-?\d+ -?\d+l(-?\d+[ -]?)+(-?\d+)*( -?\d+)*)?", drawn) is not None
    if drawn:
        (points,) = rings(drawn)
        assert points[0] == (round(line[0][0]), round(line[0][1]))
        assert points[-1] == (round(line[-1][0]), round(line[-1][1]))


def test_the_same_frame_gives_the_same_ground() -> None:
    frame = about(13.47, 51.16, 300, SIZE)
    first = ground(frame)
    ground.cache_clear()
    assert ground(frame) == first


@pytest.mark.parametrize("country", ["NO", "SE", "FI", "CA", "ID", "GR", "CL"])
def test_however_coarse_land_is_no_sea(country: str) -> None:
    """A coast that takes much to draw is cut where it lies, and simplified afterwards."""
    bounds = shape(country).points
    lon, lat = ((bounds.min(axis=0) + bounds.max(axis=0)) / 2).tolist()
    frame = about(lon, lat, 1800, SIZE)
    drawn = ground(frame, country)
    inland = [(lon + x, lat + y) for x in range(-8, 9, 4) for y in range(-6, 7, 3)]
    sure = [
        at
        for at in inland
        if len({wet(at[0] + x, at[1] + y) for x in (-1, 0, 1) for y in (-0.7, 0, 0.7)}) == 1
    ]
    wrong = [at for at in sure if on_land(frame, *at, drawn) is wet(*at)]
    assert len(wrong) <= len(sure) // 8
