"""Low, best and high: bounds that reports give, and a best only where one figure has more for it."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.core.pages import Clipping, Toll
from dateline.core.types import Qualifier, Scope
from dateline.stages.narrate.facts.ledger import ledger
from dateline.stages.narrate.facts.tolls import tolls
from tests.stages.desk import clip, figure, report


def count(name: str, low: float, *, hour: int = 12, **more: object) -> Clipping:
    own = report(name, f"In Vesk {low} people were hurt as a pier fell.", hour=hour)
    return clip(own, figure(own, f"{low} people", low, **more))  # type: ignore[arg-type]


def toll(*clippings: Clipping) -> tuple[float, float | None, float | None]:
    (one,) = tolls(ledger(clippings))
    return one.low, one.best, one.high


def test_what_all_give_is_low_best_and_high() -> None:
    assert toll(count("a", 12), count("b", 12)) == (12, 12, 12)


def test_best_is_what_most_independent_origins_give() -> None:
    assert toll(count("a", 12), count("b", 14), count("c", 12)) == (12, 12, 14)


def test_two_that_have_as_much_for_them_have_no_best() -> None:
    assert toll(count("a", 12), count("b", 14)) == (12, None, 14)


def test_the_competent_authority_is_best() -> None:
    assert toll(count("a", 12), count("b", 12), count("c", 14, speaker="the harbour police")) == (12, 14, 14)


def test_how_many_there_may_be_is_not_how_many_there_are() -> None:
    most = count("b", 350, speaker="the harbour police", qualifier=Qualifier.UP_TO)
    assert toll(most) == (350, None, 350)
    assert toll(count("a", 200), most) == (200, 200, 350)


@pytest.mark.parametrize("qualifier", [Qualifier.AT_LEAST, Qualifier.VAGUE])
def test_an_open_figure_has_no_high(qualifier: Qualifier) -> None:
    assert toll(count("a", 24, qualifier=qualifier))[2] is None


def test_the_floor_of_an_open_figure_is_no_low_where_a_number_fits_in() -> None:
    assert toll(count("a", 5, qualifier=Qualifier.AT_LEAST), count("b", 7)) == (7, 7, 7)


def test_a_replaced_figure_is_no_bound() -> None:
    early, late = count("a", 3, hour=1, measure="killed"), count("b", 9, hour=20, measure="killed")
    assert toll(early, late) == (9, 9, 9)


def test_scopes_and_measures_stand_apart() -> None:
    found = tolls(
        ledger(
            [
                count("a", 3, measure="killed"),
                count("b", 9),
                count("c", 70, scope=Scope.CUMULATIVE),
            ]
        )
    )
    assert [(one.measure, one.scope, one.best) for one in found] == [
        ("killed", Scope.HAPPENING, 3),
        ("injured", Scope.CUMULATIVE, 70),
        ("injured", Scope.HAPPENING, 9),
    ]


def test_what_is_no_count_of_people_has_no_toll() -> None:
    own = report("a", "The guild paid a fine of 300 crowns.")
    paid = clip(own, figure(own, "300 crowns", 300, measure="money", unit="crown"))
    assert tolls(ledger([paid, dataclasses.replace(paid, origin="o2")])) == ()


NUMBERS = st.lists(
    st.tuples(st.integers(2, 40), st.sampled_from(list(Qualifier)), st.integers(0, 23)),
    min_size=1,
    max_size=6,
)


@settings(max_examples=80, deadline=None)
@given(NUMBERS)
def test_each_bound_is_a_number_that_a_report_gives(told: list[tuple[int, Qualifier, int]]) -> None:
    clippings = [count(f"r{n}", low, hour=hour, qualifier=q) for n, (low, q, hour) in enumerate(told)]
    for one in tolls(ledger(clippings)):
        assert_bounds(one, {low for low, *_ in told})


def assert_bounds(one: Toll, given_numbers: set[int]) -> None:
    bounds = [bound for bound in (one.low, one.best, one.high) if bound is not None]
    assert set(bounds) <= given_numbers
    assert one.high is None or one.low <= one.high
    assert one.evidence
