"""The locator: whatever the places, they lie in the frame, and it says no more than is known."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dateline.core.types import Place
from dateline.stages.publish.drawing.maps import HEIGHT, WIDTH, Locator, Spot, locator
from tests.newsroom import place

FEW = settings(max_examples=25, deadline=None)
NAMES = ("Pellworm", "Hooge", "Gröde", "Nordstrand", "Süderoog", "Langeneß", "Oland")
POSITIONS = st.tuples(st.floats(-85, 85), st.floats(-180, 180))


def drawn(*places: Place) -> Locator:
    found = locator(places)
    assert found is not None
    return found


def spots(*positions: tuple[float, float]) -> tuple[Spot, ...]:
    return drawn(*(place(name, *position) for name, position in zip(NAMES, positions, strict=False))).spots


@FEW
@given(POSITIONS)
def test_a_single_point_is_in_the_middle(position: tuple[float, float]) -> None:
    (only,) = spots(position)
    assert only.main
    assert only.x == pytest.approx(WIDTH / 2, abs=0.1)
    assert only.y == pytest.approx(HEIGHT / 2, abs=0.1)


@FEW
@given(st.lists(POSITIONS, min_size=1, max_size=7))
def test_points_lie_in_the_view_box_and_the_first_is_the_main_one(
    positions: list[tuple[float, float]],
) -> None:
    found = spots(*positions)
    assert 1 <= len(found) <= 5
    assert [spot.main for spot in found] == [True] + [False] * (len(found) - 1)
    for spot in found:
        assert 0 <= spot.x <= WIDTH
        assert 0 <= spot.y <= HEIGHT


@FEW
@given(POSITIONS, st.lists(st.tuples(st.floats(-2, 2), st.floats(-2, 2)), min_size=1, max_size=4))
def test_neighbours_lie_in_the_view_box_with_their_rules(
    centre: tuple[float, float], steps: list[tuple[float, float]]
) -> None:
    lat, lon = centre
    assume(abs(lat) <= 83)
    near = [(lat + north, (lon + east + 180) % 360 - 180) for north, east in steps]
    places = [place(name, *at) for name, at in zip(NAMES, [centre, *near], strict=False)]
    found = drawn(*places)
    assert all(0 <= spot.x <= WIDTH and 0 <= spot.y <= HEIGHT for spot in found.spots)
    assert all(-0.1 <= rule.at <= WIDTH + 0.1 for rule in found.meridians)
    assert all(-0.1 <= rule.at <= HEIGHT + 0.1 for rule in found.parallels)
    assert 0 < found.scale < WIDTH


@FEW
@given(st.floats(-80, 80), st.floats(0.01, 1.5), st.floats(0.01, 1.5))
def test_a_map_over_the_date_line_is_the_map_elsewhere(lat: float, west: float, east: float) -> None:
    there = spots((lat, 180 - west), (lat + 0.5, -180 + east))
    here = spots((lat, -west), (lat + 0.5, east))
    for one, other in zip(there, here, strict=True):
        assert one.x == pytest.approx(other.x, abs=0.2)
        assert one.y == pytest.approx(other.y, abs=0.2)


@pytest.mark.parametrize(("first", "second"), [(180.0, -180.0), (-180.0, 180.0), (179.99, -179.99)])
def test_both_names_of_the_date_line_are_one_meridian(first: float, second: float) -> None:
    one, other = spots((-17.0, first), (-16.8, second))
    assert abs(one.x - other.x) < 10


@pytest.mark.parametrize("lat", [90.0, -90.0, 85.1, -86.0, 91.0, math.nan, math.inf])
def test_nothing_is_drawn_at_a_pole_or_beyond(lat: float) -> None:
    assert locator([place("Pol", lat, 0.0)]) is None


@pytest.mark.parametrize("lon", [180.1, -181.0, 500.0, math.nan, -math.inf])
def test_nothing_is_drawn_at_a_longitude_that_is_none(lon: float) -> None:
    assert locator([place("Nirgends", 10.0, lon)]) is None


@pytest.mark.parametrize("lat", [85.0, 84.9, -85.0])
def test_near_a_pole_the_map_still_holds(lat: float) -> None:
    found = drawn(place("Hütte", lat, 20.0), place("Lager", lat, 22.0))
    assert len(found.spots) == 2
    assert all(0 <= spot.x <= WIDTH and 0 <= spot.y <= HEIGHT for spot in found.spots)
    assert all(abs(float(rule.label.split("°")[0])) < 90 for rule in found.parallels)


@pytest.mark.parametrize("kind", ["country", "continent"])
def test_wide_places_are_no_points(kind: str) -> None:
    wide = place("Utopia", 50.0, 10.0, kind)
    assert locator([wide]) is None
    assert [spot.name for spot in drawn(wide, place("Hooge", 54.57, 8.54)).spots] == ["Hooge"]


@pytest.mark.parametrize(("kind", "area"), [("", False), ("city", False), ("region", True), ("water", True)])
def test_what_is_no_town_is_drawn_as_a_ring(kind: str, area: bool) -> None:
    (spot,) = drawn(place("Hooge", 54.57, 8.54, kind)).spots
    assert spot.area is area


@pytest.mark.parametrize("missing", ["lat", "lon"])
def test_half_a_position_is_none(missing: str) -> None:
    whole = place("Hooge", 54.57, 8.54)
    half = replace(whole, lat=None) if missing == "lat" else replace(whole, lon=None)
    assert locator([half]) is None
    assert locator([]) is None


def test_a_name_is_drawn_once_where_it_came_first() -> None:
    (only,) = drawn(place("Hooge", 54.5, 8.5), place("Hooge", 54.6, 8.6)).spots
    assert only.name == "Hooge"


@pytest.mark.parametrize(
    ("lat", "lon", "position"),
    [
        (53.73, 7.37, "53.73° N, 7.37° E"),
        (-33.9, 18.42, "33.90° S, 18.42° E"),
        (40.0, -73.5, "40.00° N, 73.50° W"),
        (-0.004, -0.2, "0.00° S, 0.20° W"),
        (0.0, 0.0, "0.00° N, 0.00° E"),
    ],
)
def test_the_position_is_told_in_words(lat: float, lon: float, position: str) -> None:
    assert drawn(place("Hooge", lat, lon)).position == position


@pytest.mark.parametrize(
    ("north", "east", "wind"),
    [
        (1.0, 0.0, "north"),
        (1.0, 1.0, "north-east"),
        (0.0, 1.0, "east"),
        (-1.0, 1.0, "south-east"),
        (-1.0, 0.0, "south"),
        (-1.0, -1.0, "south-west"),
        (0.0, -1.0, "west"),
        (1.0, -1.0, "north-west"),
    ],
)
def test_the_wind_in_which_a_neighbour_lies(north: float, east: float, wind: str) -> None:
    words = drawn(place("Hooge", 0.0, 179.9), place("Oland", north, (359.9 + east) % 360 - 180)).words
    assert words.endswith(f"to the {wind}.")
    assert words.startswith("Locator map of Hooge (DE). From there: Oland, 1")


@pytest.mark.parametrize(
    ("north", "told"), [(0.001, ""), (0.1, "11 km"), (1.0, "110 km"), (20.0, "2,220 km")]
)
def test_distances_are_rounded_and_the_same_spot_is_not_told(north: float, told: str) -> None:
    words = drawn(place("Hooge", 10.0, 5.0), place("Oland", 10.0 + north, 5.0)).words
    assert (told in words) if told else words == "Locator map of Hooge (DE)."


def test_a_place_without_a_country_is_named_alone() -> None:
    assert drawn(replace(place("Hooge", 54.5, 8.5), country="")).words == "Locator map of Hooge."


@FEW
@given(st.lists(st.tuples(st.floats(53, 55), st.floats(7, 9)), min_size=2, max_size=5))
def test_labels_stay_in_the_frame(positions: list[tuple[float, float]]) -> None:
    labelled = [spot for spot in spots(*positions) if spot.anchor]
    for spot in labelled:
        assert spot.anchor in ("start", "end", "middle")
        assert 0 < spot.text_x < WIDTH
        assert 0 < spot.text_y < HEIGHT
    for one, other in combinations(labelled, 2):
        assert (one.text_x, one.text_y) != (other.text_x, other.text_y)


@pytest.mark.parametrize("lat", [0.0, 54.0, -70.0])
def test_the_scale_is_true(lat: float) -> None:
    found = drawn(place("Hooge", lat, 8.0), place("Oland", lat + 1.0, 8.0))
    one, other = found.spots
    km = float(found.scale_label.removesuffix(" km"))
    assert found.scale / km == pytest.approx((one.y - other.y) / 111.195, rel=0.02)


def test_no_distance_is_told_to_the_middle_of_a_region() -> None:
    found = locator(
        (place("Baltrum", 53.73, 7.37), place("Saxony", 53.6, 7.9, "region"), place("Esens", 53.65, 7.61))
    )
    assert found is not None
    assert found.words == "Locator map of Baltrum (DE). From there: Esens, 18 km to the south-east."
