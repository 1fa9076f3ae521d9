"""The third clock of a story: that of the place, else the one that its reports agree on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.core.pages import Page
from dateline.stages.publish.story.clock import Clock, clock
from tests.newsroom import FERRY_PAGE, place, stamp


def page(*zones: str | None, country: str = "") -> Page:
    """A page whose reports give their times in these zones, with a place in a country."""
    source = FERRY_PAGE.sources[0]
    return replace(
        FERRY_PAGE,
        places=(replace(place("Boje", 49.5, 25.6), country=country),) if country else (),
        sources=tuple(
            replace(source, report=f"r{n}", published=stamp("2025-07-01T19:27:47", zone=zone))
            for n, zone in enumerate(zones)
        ),
    )


@pytest.mark.parametrize(
    ("country", "zone"),
    [
        ("NP", "Asia/Kathmandu"),  # one zone, and no whole hours
        ("DE", "Europe/Berlin"),  # an exclave has a name of its own and the same time
        ("UA", "Europe/Kyiv"),
        ("CN", "Asia/Shanghai"),
    ],
)
def test_a_country_of_one_time_has_the_clock_of_its_place(country: str, zone: str) -> None:
    assert clock(page("+02:00", "+03:00", country=country)) == Clock(zone=zone, place="Boje")
    assert clock(page("+02:00", "+02:00", country=country)) == Clock(zone=zone, place="Boje")


@pytest.mark.parametrize("country", ["US", "RU", "AU", "ES", "ZZ", ""])
def test_of_a_country_of_several_times_none_is_guessed(country: str) -> None:
    assert clock(page("+02:00", "+03:00", country=country)) is None
    assert clock(page("-05:00", country=country)) == Clock(zone="-05:00")


@pytest.mark.parametrize(
    ("zones", "zone"),
    [
        (("+02:00", "+02:00"), "+02:00"),
        (("+02:00", "Z", None), "+02:00"),
        (("+02:00", "+03:00"), ""),
        (("Z", "Z"), ""),
        ((None,), ""),
        ((), ""),
    ],
)
def test_without_a_place_the_reports_must_agree(zones: tuple[str | None, ...], zone: str) -> None:
    found = clock(page(*zones))
    assert (found.zone if found else "", found.place if found else "") == (zone, "")


def test_only_the_first_place_tells_the_time() -> None:
    far = replace(page(country="US"), places=(place("A", 1, 1), replace(place("B", 2, 2), country="NP")))
    main = replace(far.places[0], country="US")
    assert clock(replace(far, places=(main, far.places[1]), sources=())) is None
