"""The day that words are reckoned from, the year of a day that is a name, the order of figures in a date."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.contract import parse_stamp
from dateline.core.types import Report
from dateline.stages.interpret.moments.anniversaries import year_of_name
from dateline.stages.interpret.moments.stamps import day_of_report
from dateline.stages.interpret.moments.written import day_comes_first
from dateline.stages.interpret.reading.annotate import annotate
from tests.stages.reading import report

TUESDAY = date(2025, 7, 1)


@pytest.mark.parametrize(
    ("text", "published", "day"),
    [
        ("A barn burned.", "2025-07-01", TUESDAY),
        ("A barn burned.", "2025-07-01T23:30:00Z", TUESDAY),
        ("A barn burned, police said Wednesday.", "2025-07-01", date(2025, 7, 2)),
        ("A barn burned, police said on Wednesday.", "2025-07-01", date(2025, 7, 2)),
        ("A barn burned on Wednesday, police said.", "2025-07-01", TUESDAY),
        ("Police said Tuesday what they said Wednesday.", "2025-07-01", TUESDAY),
        ("They will say Wednesday.", "2025-07-01", TUESDAY),
        ("A barn burned.", "2025-07", None),
        ("A barn burned.", "2025", None),
        ("A barn burned.", "", None),
        ("A barn burned.", "0001-01-01", None),
        ("A barn burned.", "9999-12-31", None),
    ],
)
def test_the_day_of_a_report_is_that_of_its_stamp_or_the_next(
    text: str, published: str, day: date | None
) -> None:
    assert day_of_report(annotate(report(text, published))) == day


@pytest.mark.parametrize(
    ("day", "behind", "today", "year"),
    [
        ((9, 11), {"attacks"}, TUESDAY, 2001),
        ((9, 11), {"terrorist", "attacks", "on"}, TUESDAY, 2001),
        ((9, 11), {"parade"}, TUESDAY, None),
        ((9, 12), {"attacks"}, TUESDAY, None),
        ((9, 11), {"attacks"}, date(2000, 9, 20), None),
        ((9, 11), {"attacks"}, date(2001, 9, 14), None),
        ((9, 11), {"attacks"}, None, None),
    ],
)
def test_a_day_is_a_name_with_its_words_and_after_its_time(
    day: tuple[int, int], behind: set[str], today: date | None, year: int | None
) -> None:
    assert year_of_name(day, frozenset(behind), today) == year


def order(text: str, url: str, today: date | None, orders: tuple[date, date]) -> bool | None:
    stamp = parse_stamp(today.isoformat()) if today else None
    view = annotate(Report(id="r1", url=url, text=text, published=stamp, language="en"))
    return day_comes_first(view, today, orders)


@pytest.mark.parametrize(
    ("text", "url", "first"),
    [
        ("It closed.", "https://harbour.example.uk/a", True),
        ("It closed.", "https://harbour.example.de/a", True),
        ("It closed.", "https://harbour.example.us/a", False),
        ("It closed.", "https://harbour.example.mil/a", False),
        ("It closed on 12 March.", "https://harbour.example.com/a", True),
        ("It closed on March 12.", "https://harbour.example.com/a", False),
        ("It closed on March 12 and 12 March.", "https://harbour.example.com/a", None),
        ("It closed.", "https://harbour.example.io/a", None),
        ("It closed.", "", None),
    ],
)
def test_country_and_habit_tell_the_order(text: str, url: str, first: bool | None) -> None:
    assert order(text, url, TUESDAY, (date(2024, 6, 4), date(2024, 4, 6))) is first


def test_a_day_near_the_report_tells_the_order() -> None:
    assert order("It closed.", "", TUESDAY, (date(2025, 6, 4), date(2025, 4, 6))) is True
    assert order("It closed.", "", TUESDAY, (date(2025, 12, 6), date(2025, 6, 12))) is False
    assert order("It closed.", "", None, (date(2025, 12, 6), date(2025, 6, 12))) is None


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)))
def test_a_plain_stamp_is_the_day(day: date) -> None:
    assert day_of_report(annotate(report("Boats sail.", day.isoformat()))) == day
