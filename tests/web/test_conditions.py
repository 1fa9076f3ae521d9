"""Whether what a client holds is what it would get: lists of tags, weak ones, dates, and what is neither."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.web.conditions import http_date, seconds, unchanged

AT = 1_751_397_600  # 2025-07-01T19:20:00Z
DATE = "Tue, 01 Jul 2025 19:20:00 GMT"


@pytest.mark.parametrize(
    "named",
    ['"a"', 'W/"a"', '"b", "a"', '"b",W/"a" ,"c"', "*", " * ", '"b", W/"a"', '"a"  '],
)
def test_a_tag_that_is_named_matches_also_weakly_and_in_a_list(named: str) -> None:
    assert unchanged(named, "", "a", None)


@pytest.mark.parametrize(
    "named", ['"b"', "a", '"a', 'w/"a"', '"A"', '"a-gz"', '""', ", ,", '"b" "a"', "**", '"a"x', '"b", a']
)
def test_what_is_another_or_none_does_not(named: str) -> None:
    assert not unchanged(named, "", "a", None)


def test_a_tag_goes_before_the_time() -> None:
    assert not unchanged('"b"', DATE, "a", AT)
    assert unchanged('"a"', http_date(0), "a", AT)


@pytest.mark.parametrize(("modified", "held"), [(AT, True), (AT - 1, True), (AT + 1, False), (None, False)])
def test_the_time_counts_where_no_tag_is_named(modified: int | None, held: bool) -> None:
    assert unchanged("", DATE, "a", modified) is held


@pytest.mark.parametrize(
    "date",
    ["Tuesday, 01-Jul-25 19:20:00 GMT", "Tue Jul  1 19:20:00 2025", "Tue, 01 Jul 2025 21:20:00 +0200"],
)
def test_older_forms_of_dates_are_read(date: str) -> None:
    assert seconds(date) == AT


@pytest.mark.parametrize("date", ["", "yesterday", "99999999999999", "Tue, 99 Jul 2025 19:20:00 GMT", "\x00"])
def test_what_is_no_date_matches_nothing(date: str) -> None:
    assert seconds(date) is None
    assert not unchanged("", date, "a", AT)


def test_without_a_tag_of_ours_only_nothing_is_held() -> None:
    assert not unchanged("*", "", "", None)
    assert not unchanged("", "", "a", AT)


def test_a_list_that_never_ends_is_not_read_to_its_end() -> None:
    assert not unchanged('"b",' * 10_000 + '"a"', "", "a", None)


@given(st.text(max_size=200), st.text(max_size=60))
def test_no_header_is_too_odd(named: str, since: str) -> None:
    assert unchanged(named, since, "tag", AT) in (True, False)


@given(st.datetimes(datetime(1971, 1, 1), datetime(2200, 1, 1)))
def test_a_date_is_read_as_it_was_written(at: datetime) -> None:
    told = int(at.replace(tzinfo=UTC, microsecond=0).timestamp())
    assert seconds(http_date(told)) == told
