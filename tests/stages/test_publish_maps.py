"""The locator: whatever the places, they lie in the frame, and it says no more than is known."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dateline.core.types import Place
from dateline.stages.publish.drawing.labels import SIZES, width
from dateline.stages.publish.drawing.maps import HEIGHT, WIDTH, Locator, Spot, locator, locator_at
from dateline.stages.publish.wording import Phrase, tongue
from tests.newsroom import place

FEW = settings(max_examples=20, deadline=None)
NAMES = ("Pellworm", "Hooge", "Gröde", "Nordstrand", "Süderoog", "Langeneß", "Oland")
POSITIONS = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


def drawn(*places: Place, language: str = "en") -> Locator:
    found = locator(places, language)
    assert found is not None
    return found


def spots(*positions: tuple[float, float]) -> tuple[Spot, ...]:
    return drawn(*(place(name, *position) for name, position in zip(NAMES, positions, strict=False))).spots


def said(told: Phrase | None, language: str = "en") -> str:
    return tongue(language).say(told)


def texts(found: Locator, kind: str) -> list[str]:
    return [label.text for label in found.labels if label.kind == kind]


# --- where things stand


@FEW
@given(POSITIONS)
def test_a_single_point_is_in_the_middle(position: tuple[float, float]) -> None:
    (only,) = spots(position)
    assert only.main
    assert only.x == pytest.approx(WIDTH / 2, abs=1)
    assert only.y == pytest.approx(HEIGHT / 2, abs=1)


@FEW
@given(st.lists(POSITIONS, min_size=1, max_size=7))
def test_points_lie_in_the_picture_and_the_first_is_the_main_one(
    positions: list[tuple[float, float]],
) -> None:
    found = spots(*positions)
    assert 1 <= len(found) <= 5
    assert [spot.main for spot in found] == [True] + [False] * (len(found) - 1)
    assert all(0 <= spot.x <= WIDTH and 0 <= spot.y <= HEIGHT for spot in found)


@FEW
@given(POSITIONS, st.lists(st.tuples(st.floats(-2, 2), st.floats(-2, 2)), min_size=1, max_size=4))
def test_neighbours_lie_in_the_picture_with_their_rules(
    centre: tuple[float, float], steps: list[tuple[float, float]]
) -> None:
    lat, lon = centre
    assume(abs(lat) <= 87)
    near = [(lat + north, (lon + east + 180) % 360 - 180) for north, east in steps]
    found = drawn(*(place(name, *at) for name, at in zip(NAMES, [centre, *near], strict=False)))
    assert all(0 <= spot.x <= WIDTH and 0 <= spot.y <= HEIGHT for spot in found.spots)
    assert all(0 <= rule.at <= WIDTH for rule in found.meridians)
    assert all(0 <= rule.at <= HEIGHT for rule in found.parallels)
    assert 0 < found.scale < WIDTH / 2


@FEW
@given(st.floats(-80, 80), st.floats(0.01, 1.5), st.floats(0.01, 1.5))
def test_a_map_over_the_date_line_is_as_large_as_the_map_elsewhere(
    lat: float, west: float, east: float
) -> None:
    there = spots((lat, 180 - west), (lat + 0.5, -180 + east))
    assert len(there) == 2
    assert there[0].x <= there[1].x
    assert there[0].y > there[1].y


@pytest.mark.parametrize(("first", "second"), [(180.0, -180.0), (-180.0, 180.0), (179.99, -179.99)])
def test_both_names_of_the_date_line_are_one_meridian(first: float, second: float) -> None:
    one, other = spots((-17.0, first), (-16.8, second))
    assert abs(one.x - other.x) < 10


@pytest.mark.parametrize("lat", [90.0, -90.0, 89.9, -86.0])
def test_a_pole_is_a_place_like_others(lat: float) -> None:
    found = drawn(place("Pol", lat, 0.0, ""))
    assert len(found.spots) == 1
    assert ("N" if lat > 0 else "S") in said(found.position)


@pytest.mark.parametrize("lat", [90.1, -91.0, math.nan, math.inf])
def test_nothing_is_drawn_beyond_a_pole(lat: float) -> None:
    assert locator([place("Pol", lat, 0.0)]) is None


@pytest.mark.parametrize("lon", [180.1, -181.0, 500.0, math.nan, -math.inf])
def test_nothing_is_drawn_at_a_longitude_that_is_none(lon: float) -> None:
    assert locator([place("Nirgends", 10.0, lon)]) is None


@pytest.mark.parametrize("missing", ["lat", "lon"])
def test_half_a_position_is_none(missing: str) -> None:
    whole = place("Hooge", 54.57, 8.54)
    half = replace(whole, lat=None) if missing == "lat" else replace(whole, lon=None)
    assert locator([half]) is None
    assert locator([]) is None


def test_a_place_far_away_is_left_out_where_one_is_near() -> None:
    found = drawn(place("Meissen", 51.16, 13.47), place("Dresden", 51.05, 13.74), place("Rom", 41.9, 12.5))
    assert len(found.spots) == 2


# --- what a mark stands for


@pytest.mark.parametrize("kind", ["continent", "people", "area", "ocean", "line"])
def test_wide_places_are_no_points(kind: str) -> None:
    wide = place("Utopia", 50.0, 10.0, kind)
    assert locator([wide]) is None
    assert texts(drawn(wide, place("Hooge", 54.57, 8.54)), "main") == ["Hooge"]


@pytest.mark.parametrize(
    ("kind", "rough"), [("", False), ("city", False), ("region", True), ("sea", True), ("river", True)]
)
def test_what_is_no_town_is_an_open_circle(kind: str, rough: bool) -> None:
    (spot,) = drawn(place("Hooge", 54.57, 8.54, kind)).spots
    assert spot.open is rough
    assert spot.radius == 0


def test_a_region_is_drawn_as_far_as_it_reaches() -> None:
    region = replace(place("Gansu", 38.0, 102.0, "region"), country="CN", radius_km=500.0)
    found = drawn(region)
    (spot,) = found.spots
    assert spot.open
    assert spot.radius == pytest.approx(500 * found.scale / 500, rel=0.02) or spot.radius > 100
    assert spot.radius < HEIGHT / 2
    assert "500 km" in said(found.note)


@pytest.mark.parametrize("radius", [None, 0.0, math.nan, 50_000.0, -3.0])
def test_a_reach_that_is_none_draws_no_ring(radius: float | None) -> None:
    (spot,) = drawn(replace(place("Gansu", 38.0, 102.0, "region"), radius_km=radius)).spots
    assert spot.radius == 0


def test_the_mark_of_a_town_says_that_it_is_its_middle() -> None:
    assert "middle of the place, not the spot" in said(drawn(place("Hooge", 54.57, 8.54)).note)


# --- countries


def test_where_only_a_country_is_known_it_is_shown_whole() -> None:
    found = drawn(replace(place("Ukraine", 49.0, 32.0, "country"), country="UA"))
    assert found.spots == ()
    assert found.position is None
    assert found.ground.shape
    assert "Ukraine" in texts(found, "country")
    assert said(found.words) == "Ukraine."
    assert "no place in it" in said(found.note)


def test_a_country_is_named_in_the_language_of_the_edition() -> None:
    land = replace(place("Germany", 51.0, 10.0, "country"), country="DE")
    assert "Deutschland" in texts(drawn(land, language="de"), "country")
    assert "Німеччина" in texts(drawn(land, language="uk"), "country")


def test_the_towns_of_a_country_are_its_own() -> None:
    named = texts(drawn(replace(place("France", 46.0, 2.0, "country"), country="FR")), "town")
    assert "Paris" in named
    assert not {"Milan", "Barcelona", "Brussels"} & set(named)


@pytest.mark.parametrize(
    ("code", "lon", "lat"), [("US", -98, 39), ("FR", 2, 46), ("RU", 96, 62), ("NO", 9, 61)]
)
def test_far_islands_do_not_blow_up_a_country(code: str, lon: float, lat: float) -> None:
    found = drawn(replace(place("Land", lat, lon, "country"), country=code))
    assert found.ground.shape
    km = int(said(found.scale_label).replace(",", "").split()[0])
    assert km <= 2000
    assert found.scale > 40


@pytest.mark.parametrize("code", ["", "XX", "xx"])
def test_a_country_without_a_shape_is_not_drawn(code: str) -> None:
    assert locator([replace(place("Utopia", 50.0, 10.0, "country"), country=code)]) is None


def test_a_place_comes_before_its_country() -> None:
    land = replace(place("Germany", 51.0, 10.0, "country"), country="DE")
    found = drawn(land, place("Hooge", 54.57, 8.54))
    assert len(found.spots) == 1
    assert not found.ground.shape


# --- names


def test_a_name_is_drawn_once_where_it_came_first() -> None:
    found = drawn(place("Hooge", 54.5, 8.5), place("Hooge", 54.6, 8.6))
    assert len(found.spots) == 1
    assert texts(found, "main") == ["Hooge"]


@pytest.mark.parametrize(
    ("lat", "lon"),
    [(51.16, 13.47), (40.71, -74.0), (31.5, 34.45), (35.69, 139.75), (28.6, 77.2), (-1.67, 29.2)],
)
def test_no_name_covers_another_or_leaves_the_picture(lat: float, lon: float) -> None:
    found = drawn(*(place(name, lat + at / 9, lon - at / 7) for at, name in enumerate(NAMES)))
    boxes = []
    for label in found.labels:
        wide, high = width(label.text, label.kind), SIZES[label.kind]
        left = label.x - {"start": 0, "end": wide, "middle": wide / 2}[label.anchor]
        boxes.append((left, label.y - 0.8 * high, left + wide, label.y + 0.2 * high))
    for box in boxes:
        assert box[0] >= 0
        assert box[2] <= WIDTH
    for one, other in combinations(boxes, 2):
        apart = (
            one[2] <= other[0] + 2
            or other[2] <= one[0] + 2
            or one[3] <= other[1] + 8
            or other[3] <= one[1] + 8
        )
        assert apart, (one, other)


def test_towns_near_by_are_there_to_find_it_by() -> None:
    found = drawn(place("Meissen", 51.16, 13.47))
    assert {"Dresden", "Chemnitz"} & set(texts(found, "town"))
    assert len(found.dots) == len(texts(found, "town"))


def test_a_place_of_the_page_is_not_named_again_as_a_town() -> None:
    found = drawn(place("Meissen", 51.16, 13.47), place("Dresden", 51.05, 13.74))
    assert [label.text for label in found.labels].count("Dresden") == 1


def test_a_name_without_room_is_left_out_and_its_mark_stays() -> None:
    found = drawn(place("Q" * 120, 51.16, 13.47))
    assert texts(found, "main") == []
    assert len(found.spots) == 1


def test_where_nothing_is_near_the_map_shows_more() -> None:
    empty, full = drawn(place("Corvo", 39.7, -31.1, "island")), drawn(place("Meissen", 51.16, 13.47))
    km = [int(said(found.scale_label).split()[0].replace(",", "")) for found in (empty, full)]
    assert km[0] > km[1]


# --- words


@pytest.mark.parametrize(
    ("lat", "lon", "position"),
    [
        (53.73, 7.37, "53.73° N, 7.37° E"),
        (-33.9, 18.42, "33.9° S, 18.42° E"),
        (40.0, -73.5, "40° N, 73.5° W"),
        (-0.004, -0.2, "0° N, 0.2° W"),
        (0.0, 0.0, "0° N, 0° E"),
        (10.0, -180.0, "10° N, 180° W"),
        (10.0, 180.0, "10° N, 180° W"),
    ],
)
def test_the_position_is_told_in_words(lat: float, lon: float, position: str) -> None:
    assert said(drawn(place("Hooge", lat, lon)).position) == position


def test_figures_are_written_as_the_edition_writes_them() -> None:
    assert said(drawn(place("Hooge", 53.73, 7.37)).position, "de").startswith("53,73°")


def test_a_small_place_is_told_by_the_large_one_near_it() -> None:
    assert (
        said(drawn(place("Meissen", 51.16, 13.47)).words) == "Meissen, Germany: 22 km north-west of Dresden."
    )


def test_a_place_is_told_by_a_town_of_its_own_country_where_one_is_near() -> None:
    """A larger one across the border may be nearer."""
    assert "Dresden" in said(drawn(place("Görlitz", 51.155, 14.989)).words)
    assert "Dresden" not in said(drawn(replace(place("Zgorzelec", 51.15, 15.01), country="PL")).words)


def test_a_large_city_needs_no_other() -> None:
    kyiv = replace(place("Kyiv", 50.45, 30.52), country="UA")
    assert said(drawn(kyiv, place("Irpin", 50.52, 30.25)).words) == "Kyiv, Ukraine."


def test_without_a_country_the_ground_tells_it() -> None:
    nameless = replace(place("Meissen", 51.16, 13.47), country="")
    assert said(drawn(nameless).words).startswith("Meissen, Germany")


def test_a_place_at_sea_is_in_no_country() -> None:
    found = drawn(replace(place("Boje", 55.5, 3.0, ""), country=""))
    assert said(found.words).startswith("Boje")
    assert "," not in said(found.words).split(":")[0]


@pytest.mark.parametrize(
    ("north", "east", "wind"),
    [
        (1, 0, "north"), (1, 1, "north-east"), (0, 1, "east"), (-1, 1, "south-east"),
        (-1, 0, "south"), (-1, -1, "south-west"), (0, -1, "west"), (1, -1, "north-west"),
    ],
)  # fmt: skip
def test_the_direction_is_that_from_the_other_place(north: int, east: int, wind: str) -> None:
    """Out at sea, where no town is near, the places of the page are told by one another."""
    home, away = (0.0, -25.0), (north * 0.7, -25.0 + east * 0.7)
    found = drawn(
        replace(place("Boot", *away, ""), country=""), replace(place("Boje", *home, ""), country="")
    )
    assert f"km {wind} of Boje" in said(found.words)


# --- one place of a list


def test_a_place_of_a_list_has_a_locator_too() -> None:
    found = locator_at(name="Meissen", kind="city", country="DE", lat=51.16, lon=13.47)
    assert found is not None
    assert found == locator([place("Meissen", 51.16, 13.47)])


def test_a_country_of_a_list_is_shown_whole() -> None:
    found = locator_at(name="Malta", kind="country", country="MT", lat=35.9, lon=14.4, language="de")
    assert found is not None
    assert found.ground.shape
    assert found.note is None  # stories of its page name places in it


@pytest.mark.parametrize(("lat", "lon"), [(None, 1.0), (1.0, None), (91.0, 0.0), (0.0, math.nan)])
def test_a_place_of_a_list_without_a_position_has_none(lat: float | None, lon: float | None) -> None:
    assert locator_at(name="X", kind="city", country="DE", lat=lat, lon=lon) is None


def test_a_continent_of_a_list_has_none() -> None:
    assert locator_at(name="Asia", kind="continent", country="", lat=45.0, lon=90.0) is None


def test_the_same_places_give_the_same_map() -> None:
    places = [place("Meissen", 51.16, 13.47), place("Dresden", 51.05, 13.74)]
    assert locator(places) == locator(places)
