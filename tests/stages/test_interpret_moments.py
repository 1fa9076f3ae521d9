"""When: time expressions and their TIMEX3 values, reckoned from a Tuesday, 1 July 2025."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.stages.interpret.moments.calendar import day_of, month_of, shifted, week, weekday
from tests.stages.reading import read, times

VALUES = [
    ("It happened on Tuesday.", "Tuesday", "2025-07-01"),
    ("It happened on Monday.", "Monday", "2025-06-30"),
    ("It happened on Wednesday.", "Wednesday", "2025-06-25"),
    ("They will meet on Friday.", "Friday", "2025-07-04"),
    ("It happened last Tuesday.", "last Tuesday", "2025-06-24"),
    ("It happened on Monday night.", "Monday night", "2025-06-30TNI"),
    ("It happened yesterday.", "yesterday", "2025-06-30"),
    ("It happened yesterday morning.", "yesterday morning", "2025-06-30TMO"),
    ("It happened last night.", "last night", "2025-06-30TNI"),
    ("It rained overnight.", "overnight", "2025-06-30TNI"),
    ("They vote tomorrow.", "tomorrow", "2025-07-02"),
    ("On 4 June they left.", "4 June", "2025-06-04"),
    ("On 4th June they left.", "4th June", "2025-06-04"),
    ("On June 4, 2024 they left.", "June 4, 2024", "2024-06-04"),
    ("On Dec. 24 they left.", "Dec. 24", "2024-12-24"),
    ("On 2024-06-04 they left.", "2024-06-04", "2024-06-04"),
    ("It fell in November 2023.", "November 2023", "2023-11"),
    ("It fell in November.", "November", "2024-11"),
    ("Since November it has grown.", "November", "2024-11"),
    ("It began in 1998.", "1998", "1998"),
    ("The 1990s were dry.", "1990s", "199X"),
    ("It began at 06:10.", "06:10", "2025-07-01T06:10"),
    ("It began at 6 p.m. on Monday.", "6 p.m.", "2025-06-30T18:00"),
    ("It began at 12:30 a.m. on Monday.", "12:30 a.m.", "2025-06-30T00:30"),
    ("It fell two weeks ago.", "two weeks ago", "2025-W25"),
    ("It fell three days ago.", "three days ago", "2025-06-28"),
    ("It fell two years ago.", "two years ago", "2023"),
    ("They vote next week.", "next week", "2025-W28"),
    ("It rained last month.", "last month", "2025-06"),
    ("It rained last year.", "Last year", ""),
    ("It lasted three days.", "three days", "P3D"),
    ("It lasted two hours.", "two hours", "PT2H"),
    ("A 12-hour strike began.", "12-hour", "PT12H"),
    ("It is printed daily.", "daily", "P1D"),
    ("They meet every Monday.", "every Monday", "XXXX-WXX-1"),
]


@pytest.mark.parametrize(("text", "words", "value"), [case for case in VALUES if case[2]])
def test_a_time_has_its_value(text: str, words: str, value: str) -> None:
    assert times(text)[words] == value


@pytest.mark.parametrize(
    "text",
    [
        "The 45 men left.",
        "He may leave soon after.",
        "They march on.",
        "It cost $2000.",
        "Some 2,024 people came.",
        "The 35-year-old left.",
        "Call 1998-555 for more.",
    ],
)
def test_what_tells_no_time_stays_silent(text: str) -> None:
    assert times(text) == {}


def test_without_the_reports_day_relative_words_stay_silent() -> None:
    text = "On Tuesday, two weeks ago and yesterday it rained; on June 4, 2024 it did not."
    assert times(text, published="") == {"June 4, 2024": "2024-06-04"}


def test_a_month_is_no_day_to_reckon_from() -> None:
    assert times("It happened on Tuesday.", published="2025-07") == {}


def test_types_are_timex3s() -> None:
    text = "On Monday at 06:10 it rained for two hours, as it does every day."
    kinds = {moment.phrase.text: moment.type for moment in read(text).moments}
    assert kinds == {"Monday": "DATE", "06:10": "TIME", "two hours": "DURATION", "every day": "SET"}


def test_a_page_that_prints_a_browsers_date_is_read() -> None:
    assert times("Tue Jul 01 2025 22:27:47 it rained.")["Jul 01 2025"] == "2025-07-01"


def test_impossible_dates_stay_silent() -> None:
    assert times("On 31 February 2024 it rained.").get("31 February 2024") is None
    assert "25:71" not in times("The score was 25:71.")


@given(st.dates(date(1950, 1, 10), date(2090, 12, 20)))
def test_a_weekday_is_today_or_one_of_the_six_days_before(today: date) -> None:
    for name in ("monday", "wednesday", "sunday"):
        found = weekday(name, today)
        assert 0 <= (today - found).days < 7
        ahead = weekday(name, today, ahead=True)
        assert 0 <= (ahead - today).days < 7
        assert found.strftime("%A").lower() == ahead.strftime("%A").lower() == name


@given(st.dates(date(1950, 1, 10), date(2090, 12, 20)), st.integers(1, 12), st.integers(1, 28))
def test_a_day_without_a_year_is_the_nearest(today: date, month: int, day: int) -> None:
    found = day_of(month, day, None, today)
    assert found is not None
    assert -246 <= (found - today).days <= 123


@given(st.dates(date(1950, 1, 10), date(2090, 12, 20)), st.integers(1, 12))
def test_a_months_name_is_the_latest_past(today: date, month: int) -> None:
    assert month_of(month, today) <= f"{today.year:04d}-{today.month:02d}"


@given(st.dates(date(1950, 1, 10), date(2090, 12, 20)), st.integers(-5000, 5000))
def test_shifting_never_breaks(today: date, count: int) -> None:
    for unit in ("day", "week", "month", "year", "decade", "hour"):
        value = shifted(today, count, unit)
        assert value is None or value[:4].isdigit()
    assert shifted(today, 0, "week") == week(today)


@given(st.text(max_size=120))
def test_moments_stand_where_they_say(text: str) -> None:
    moments = read(text).moments
    for moment in moments:
        assert text[moment.phrase.span.start : moment.phrase.span.end] == moment.phrase.text
    starts = [moment.phrase.span.start for moment in moments]
    assert starts == sorted(starts)
