"""How heavy a story is: by independent origins, by how new they are, by how fast they come."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.pages import Page
from dateline.core.types import Stamp
from dateline.stages.publish.listing.weight import HALF_LIFE, arrivals, weight
from tests.newsroom import COPY, FERRY, FERRY_PAGE, RADIO, WALL, credit, stamp

NOON = datetime(2025, 7, 1, 12, tzinfo=UTC)
ages = st.lists(st.integers(0, 2000), min_size=1, max_size=8)


def at(*hours: float) -> list[datetime]:
    return [NOON - timedelta(hours=age) for age in sorted(hours, reverse=True)]


def seen(now: datetime, arrived: list[datetime]) -> float:
    """The weight at a time, straight from the formula."""
    return sum(2 ** (-(now - when).total_seconds() / 3600 / HALF_LIFE) for when in arrived)


def test_an_origin_loses_half_of_its_weight_in_36_hours() -> None:
    assert weight(at(0), 1) - weight(at(36), 1) == pytest.approx(1.0)


def test_twice_the_origins_weigh_twice_as_much() -> None:
    assert weight(at(0, 0), 2) - weight(at(0), 1) == pytest.approx(1.0)


def test_a_story_that_newsrooms_still_join_stands_above_one_that_all_told_yesterday() -> None:
    assert weight(at(24, 12, 0), 3) > weight(at(24, 24, 24), 3)


def test_two_new_origins_weigh_as_much_as_eight_of_three_days_ago() -> None:
    assert weight(at(0, 0), 2) == pytest.approx(weight(at(*[72] * 8), 8))


@given(ages, ages, st.integers(0, 5000))
def test_the_order_is_that_of_the_formula_at_any_time(one: list[int], other: list[int], later: int) -> None:
    now = NOON + timedelta(hours=later)
    first, second = seen(now, at(*one)), seen(now, at(*other))
    if not math.isclose(first, second, rel_tol=1e-6):
        assert (weight(at(*one), len(one)) > weight(at(*other), len(other))) == (first > second)


def test_origins_without_a_time_count_as_old_as_the_oldest() -> None:
    assert weight(at(36, 0), 3) == pytest.approx(weight(at(36, 36, 0), 3))


def test_a_story_without_any_time_stands_below_all_others() -> None:
    assert weight([], 50) < weight([datetime(1800, 1, 1, tzinfo=UTC)], 1)
    assert weight([], 50) > weight([], 1)


def test_each_origin_arrives_once_with_its_first_report() -> None:
    assert FERRY.published
    assert RADIO.published
    assert WALL.published
    assert arrivals(FERRY_PAGE) == (FERRY.published.at, RADIO.published.at, WALL.published.at)


def page_of(*times: Stamp | None, revised: str = "2025-07-02T12:00:00") -> Page:
    credits = tuple(
        replace(credit(COPY), report=f"r{number}", origin=f"o{number}", published=time)
        for number, time in enumerate(times)
    )
    last = replace(FERRY_PAGE.revision, at=stamp(revised))
    return replace(FERRY_PAGE, sources=credits, revisions=(last,))


def test_a_report_from_the_future_counts_as_the_page_that_tells_of_it() -> None:
    page = page_of(stamp("2037-01-01T00:00:00"), stamp("2025-07-01T00:00:00"))
    assert arrivals(page) == (datetime(2025, 7, 1, tzinfo=UTC), datetime(2025, 7, 2, 12, tzinfo=UTC))


def test_reports_without_a_time_are_left_out() -> None:
    assert arrivals(page_of(None, None)) == ()
