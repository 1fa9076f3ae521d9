"""Which places a story is found by: those that a good part of its reports name, and their countries."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.core.listings import Facet
from dateline.core.pages import Page
from dateline.core.types import Phrase, Place, Span
from dateline.stages.publish.listing.places import country_name, place_key, places_of
from tests.newsroom import COPY, FERRY_PAGE, credit


def named(
    name: str, *reports: str, kind: str = "city", country: str = "DE", geonames: int | None = None
) -> Place:
    """A place that these reports name, each once for every time that it is given."""
    spans = tuple(Span(report=report, start=at, end=at + 1) for at, report in enumerate(reports))
    return Place(
        phrase=Phrase(text=name, span=spans[0]),
        name=name,
        evidence=spans,
        kind=kind,
        country=country,
        lat=53.7,
        lon=7.4,
        geonames=geonames,
    )


def page_of(reports: int, *places: Place) -> Page:
    credits = tuple(replace(credit(COPY), report=f"r{at}", origin=f"o{at}") for at in range(reports))
    return replace(FERRY_PAGE, sources=credits, places=places)


def found(page: Page, facet: Facet = Facet.PLACE) -> list[str]:
    return [mention.name for mention in places_of(page) if mention.facet is facet]


def test_a_place_of_many_reports_counts_and_one_in_passing_does_not() -> None:
    page = page_of(8, named("Norden", "r0", "r1", "r2"), named("Emden", "r0"))
    assert found(page) == ["Norden", "Germany"]


def test_a_story_of_two_reports_has_the_places_of_either() -> None:
    assert found(page_of(2, named("Norden", "r0"))) == ["Norden", "Germany"]


def test_a_story_of_three_needs_two_that_name_it() -> None:
    assert found(page_of(3, named("Norden", "r0"))) == []


def test_a_place_named_as_often_as_a_page_keeps_counts() -> None:
    assert found(page_of(20, named("Norden", *["r0"] * 12))) == ["Norden", "Germany"]


def test_what_a_reserved_report_names_counts_for_nothing() -> None:
    page = page_of(1, named("Norden", "r0"))
    assert found(replace(page, sources=(replace(page.sources[0], reserved=True),))) == []


def test_the_country_is_that_of_the_edition_s_gazetteer_named_or_not() -> None:
    (country,) = [each for each in places_of(page_of(1, named("Norden", "r0"))) if each.key == "de"][:1]
    assert (country.name, country.kind, country.country, country.lat) == ("Germany", "country", "DE", None)


def test_a_country_among_the_places_has_its_point_and_stands_once() -> None:
    page = page_of(1, named("Norden", "r0"), named("Deutschland", "r0", "r0", kind="country"))
    countries = [each for each in places_of(page) if each.facet is Facet.PLACE and each.kind == "country"]
    assert [(each.name, each.count, each.lat) for each in countries] == [("Germany", 3, 53.7)]


def test_a_story_happened_where_a_third_of_its_places_are() -> None:
    page = page_of(
        1,
        named("Norden", *["r0"] * 4),
        named("Groningen", *["r0"] * 3, country="NL"),
        named("Oslo", "r0", country="NO"),
    )
    assert found(page, Facet.COUNTRY) == ["Germany", "Netherlands"]
    assert found(page)[3:] == ["Germany", "Netherlands", "Norway"]


def test_of_many_countries_the_first_is_its_own() -> None:
    page = page_of(1, *(named(f"Town {code}", "r0", country=code) for code in ("DE", "NL", "NO", "SE")))
    assert len(found(page, Facet.COUNTRY)) == 1


def test_a_sea_lies_in_no_country() -> None:
    page = page_of(1, named("North Sea", "r0", kind="sea", country=""))
    assert (found(page), found(page, Facet.COUNTRY)) == (["North Sea"], [])


def test_one_place_by_two_names_stands_once() -> None:
    page = page_of(
        4, named("Kyiv", "r0", "r1", geonames=703448), named("Kiev", "r2", geonames=703448, country="UA")
    )
    assert found(page)[0] == "Kyiv"
    assert len([each for each in places_of(page) if each.kind == "city"]) == 1


def test_no_more_than_eight_places_stand_for_a_story() -> None:
    page = page_of(1, *(named(f"Town {at}", "r0") for at in range(30)))
    assert len([each for each in places_of(page) if each.kind == "city"]) == 8


@pytest.mark.parametrize(
    ("place", "key"),
    [
        (named("Norden", "r0", geonames=2862118), "g2862118"),
        (named("Germany", "r0", kind="country", geonames=2921044), "de"),
    ],
)
def test_a_place_has_the_key_of_the_gazetteer(place: Place, key: str) -> None:
    assert place_key(place) == key


def test_a_place_that_the_gazetteer_does_not_know_goes_by_name_country_and_kind() -> None:
    one, same = named("Memmert", "r0", kind="island"), named("MEMMERT", "r1", kind="island")
    assert place_key(one) == place_key(same)
    assert place_key(one) != place_key(replace(one, country="NL"))
    assert place_key(one).startswith("n")


def test_countries_are_called_as_cldr_has_them() -> None:
    assert (country_name("de", "en"), country_name("UA", "de"), country_name("ZZ9", "en")) == (
        "Germany",
        "Ukraine",
        "ZZ9",
    )
