"""Which places of a list stand on its map."""

from __future__ import annotations

from typing import Any

from dateline.core.listings import Facet, Mention, Tally
from dateline.stages.publish.lists.drawn import places_map
from tests.listed import country, place


def tally(mention: Mention, stories: int = 2) -> Tally:
    return Tally(mention=mention, stories=stories, count=stories)


def at(name: str, lat: float | None = 53.6, lon: float | None = 7.2, **beyond: Any) -> Mention:
    return place(name, lat=lat, lon=lon, **beyond)


def shown(*tallies: Tally) -> int:
    """How many spots stand on the map; none where there is no map."""
    drawn = places_map(tallies, "../", "en")
    return len(drawn.marks) if drawn else 0


def test_places_with_a_point_and_a_page_are_shown() -> None:
    assert shown(tally(at("Norden")), tally(at("Emden", 53.4))) == 2


def test_a_place_of_one_story_has_no_page_to_lead_to() -> None:
    assert shown(tally(at("Norden")), tally(at("Emden", 53.4)), tally(at("Aurich", 53.5), 1)) == 2


def test_a_place_without_a_point_is_left_out() -> None:
    assert shown(tally(at("Norden")), tally(at("Emden", 53.4)), tally(at("Aurich", None, None))) == 2


def test_a_country_is_no_spot() -> None:
    assert shown(tally(country("DE", Facet.PLACE)), tally(at("Norden"))) == 0


def test_a_map_has_so_many_spots_and_no_more() -> None:
    many = [tally(at(f"Town {number}", 30 + number / 5, number)) for number in range(90)]
    assert 2 <= shown(*many) <= 40


def test_each_spot_leads_to_the_page_of_its_place() -> None:
    drawn = places_map([tally(at("Norden")), tally(at("Emden", 53.4))], "../", "en")
    assert drawn
    assert {mark.href for mark in drawn.marks} == {"../place/norden/index.html", "../place/emden/index.html"}
