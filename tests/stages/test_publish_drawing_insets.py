"""The small map beside a map: when it is there, and where on it the large one lies."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.stages.publish.drawing.frames import about
from dateline.stages.publish.drawing.insets import HEIGHT, WIDTH, Inset, inset
from dateline.stages.publish.drawing.maps import HEIGHT as TALL
from dateline.stages.publish.drawing.maps import WIDTH as WIDE
from dateline.stages.publish.drawing.maps import locator_at
from dateline.stages.publish.render import environment

MEISSEN, VLADIVOSTOK, HONOLULU = (13.48, 51.16), (131.9, 43.1), (-157.86, 21.3)


def made(at: tuple[float, float], country: str, km: float = 220.0) -> Inset | None:
    return inset(about(*at, km, (WIDE, TALL)), country)


def printed(country: str, language: str = "en") -> str:
    view = locator_at(name="Meissen", kind="city", country=country, lat=51.16, lon=13.48, language=language)
    template = '{% import "drawing.html" as drawing %}{{ drawing.locator(view) }}'
    return environment(language).from_string(template).render(view=view)


def test_a_town_is_shown_where_it_lies_in_its_country() -> None:
    found = made(MEISSEN, "DE")
    assert found
    assert found.x + found.wide / 2 > WIDTH / 2  # in the east
    assert found.ground.land
    assert found.ground.shape
    assert (found.ground.rivers, found.ground.divisions, found.ground.lakes) == ("", "", "")


def test_the_frame_is_seen_in_the_largest_country() -> None:
    found = made(VLADIVOSTOK, "RU")
    assert found
    assert (found.wide, found.tall) == (9, 9)
    assert found.x > WIDTH / 2
    assert found.y > HEIGHT / 2


@pytest.mark.parametrize(("at", "country"), [((103.8, 1.35), "SG"), ((6.13, 49.6), "LU"), (MEISSEN, "")])
def test_a_map_that_shows_the_country_needs_none(at: tuple[float, float], country: str) -> None:
    assert made(at, country) is None


def test_a_large_map_needs_none() -> None:
    assert made(MEISSEN, "DE", 900.0) is None


def test_what_lies_beyond_the_picture_of_its_country_has_none() -> None:
    assert made(HONOLULU, "US") is None


def test_a_country_that_nobody_drew_has_none() -> None:
    assert made(MEISSEN, "XX") is None


@settings(max_examples=30, deadline=None)
@given(st.floats(-179, 179), st.floats(-80, 80), st.sampled_from(["DE", "US", "RU", "FJ", "CL"]))
def test_wherever_it_is_the_frame_lies_in_the_picture(lon: float, lat: float, country: str) -> None:
    found = made((lon, lat), country)
    if found:
        assert 0 <= found.x <= found.x + found.wide <= WIDTH
        assert 0 <= found.y <= found.y + found.tall <= HEIGHT


def test_it_says_in_words_what_it_shows() -> None:
    assert 'aria-label="Small map: where this is. Country: Germany."' in printed("DE")
    assert "Small map" not in printed("")


@pytest.mark.parametrize("country", ["DE", "US", "RU", "CA", "ID", "NO", "UA"])
def test_it_weighs_little(country: str) -> None:
    found = made(MEISSEN if country == "DE" else VLADIVOSTOK, country)
    if found:
        assert sum(map(len, (found.ground.land, found.ground.shape, found.ground.boundaries))) < 8_000
