"""Weeks, months, seasons, quarters, years and longer. The day is a Tuesday, 1 July 2025."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.stages.interpret.moments.calendar import quarter, season, shifted
from tests.stages.reading import times

MONTHS = [
    ("It fell in November 2023.", "November 2023", "2023-11"),
    ("It fell in Nov. 2023.", "Nov. 2023", "2023-11"),
    ("It fell in November of 2023.", "November of 2023", "2023-11"),
    ("It fell in late November 2023.", "late November 2023", "2023-11"),
    ("It fell in November.", "November", "2024-11"),
    ("It will fall in November.", "November", "2025-11"),
    ("It fell in mid-March.", "mid-March", "2025-03"),
    ("It fell in early May.", "early May", "2025-05"),
    ("It fell in november.", "november", "2024-11"),
    ("It fell in May and June 2009.", "May", "2009-05"),
    ("It fell between April and June.", "April", "2025-04"),
    ("It fell between April and June.", "June", "2025-06"),
    ("It fell last May.", "last May", "2025-05"),
    ("It fell one night this May.", "this May", "2025-05"),
    ("They vote this November.", "this November", "2025-11"),
    ("It falls due next May.", "next May", "2026-05"),
    ("It fell in May last year.", "May last year", "2024-05"),
    ("It rises in May of next year.", "May of next year", "2026-05"),
    ("The October flood was worse.", "October", "2024-10"),
    ("After the March vote they left.", "March", "2025-03"),
    ("In 2009 he left; by May he was back.", "May", "2009-05"),
    ("It fell in 1998. In May 1999 it rose and in June it fell.", "June", "1999-06"),
]


@pytest.mark.parametrize(("text", "words", "value"), MONTHS)
def test_a_month_is_the_latest_unless_the_words_say_more(text: str, words: str, value: str) -> None:
    assert times(text)[words] == value


@pytest.mark.parametrize(
    "text",
    [
        "He may leave.",
        "May they rest.",
        "They march on.",
        "The March for Bread was long.",
        "The novel is by Jan Olsen and Jan Piet.",
        "Mary May left.",
        "The group Black September is gone.",
        "An august body of men left.",
        "Dec and Mar are short.",
    ],
)
def test_words_that_look_like_months_are_none(text: str) -> None:
    assert times(text) == {}


def test_capitals_tell_no_month_from_a_verb() -> None:
    text = "THE MINISTER SAID THAT TROOPS MAY MARCH ON THE TOWN BUT WILL NOT DO SO IN MAY OR ON 3 MARCH."
    assert times(text) == {"MAY": "2026-05", "3 MARCH": "2025-03-03"}


def test_in_capitals_may_before_a_verb_is_no_month() -> None:
    assert times("THE MAYOR SAID THAT THIS MAY HAVE BEEN THE WORST FLOOD OF THE LAST TEN YEARS.").keys() == {
        "THE LAST TEN YEARS"
    }


def test_a_year_that_ends_a_span_says_nothing_of_the_next_month() -> None:
    assert times("It has grown since 2019. In May it fell.")["May"] == "2025-05"
    assert times("It was founded in 2009, and will close in May.")["May"] == "2026-05"


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It rained last week.", "last week", "2025-W26"),
        ("They vote next week.", "next week", "2025-W28"),
        ("They voted earlier this week.", "earlier this week", "2025-W27"),
        ("It rained last month.", "last month", "2025-06"),
        ("They vote later this year.", "later this year", "2025"),
        ("It rained in the current month.", "the current month", "2025-07"),
        ("It rained last decade.", "last decade", "2015"),
        ("It rained last weekend.", "last weekend", "2025-W26-WE"),
        ("It rained over the weekend.", "the weekend", "2025-W26-WE"),
        ("They play this weekend.", "this weekend", "2025-W27-WE"),
        ("They play next weekend.", "next weekend", "2025-W28-WE"),
        ("It fell in 2009. That year it rained.", "That year", "2009"),
        ("It fell in 2009. The previous year was dry.", "The previous year", "2008"),
        ("It fell in March 2009. The following month was dry.", "The following month", "2009-04"),
        ("It fell on 3 June. The following week was dry.", "The following week", "2025-W24"),
        ("Output fell from the previous year.", "the previous year", "2024"),
        ("It rained at the beginning of the year.", "beginning of the year", "2025"),
        ("It fell on 3 June. Later in the day it rose.", "Later in the day", "2025-06-03"),
    ],
)
def test_units_beside_the_report_or_beside_what_was_named(text: str, words: str, value: str) -> None:
    assert times(text)[words] == value


@pytest.mark.parametrize(
    "text", ["That year was dry.", "At the end of the day it is a game.", "That month was dry."]
)
def test_units_beside_nothing_stay_silent(text: str) -> None:
    assert times(text) == {}


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It fell two weeks ago.", "two weeks ago", "2025-W25"),
        ("It fell about three days ago.", "about three days ago", "2025-06-28"),
        ("It fell two years ago.", "two years ago", "2023"),
        ("It fell seventy-five years ago.", "seventy-five years ago", "1950"),
        ("It fell a decade ago.", "a decade ago", "2015"),
        ("It fell a century ago.", "a century ago", "1925"),
        ("It fell a fortnight ago.", "a fortnight ago", "2025-W25"),
        ("It fell several years ago.", "several years ago", "PAST_REF"),
        ("It fell years ago.", "years ago", "PAST_REF"),
        ("It fell in May. A year earlier it rose.", "A year earlier", "2024-05"),
        ("It fell in June. It rose 12% on the same month last year.", "the same month last year", "2024-06"),
        ("Sales rose in May from the same month a year ago.", "the same month a year ago", "2024-05"),
        ("It rained, and two hours later it stopped.", "two hours later", "PT2H"),
    ],
)
def test_ago_and_later(text: str, words: str, value: str) -> None:
    assert times(text)[words] == value


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It began in 1998.", "1998", "1998"),
        ("It began in early 2014.", "early 2014", "2014"),
        ("It began in mid-2014.", "mid-2014", "2014"),
        ("The 2009 attack was worse.", "2009", "2009"),
        ("A 2014 Harbour Board study said so.", "2014", "2014"),
        ("It was built in 1643.", "1643", "1643"),
        ("Fast-forward to 2016: it is gone.", "2016", "2016"),
        ("The 1990s were dry.", "The 1990s", "199X"),
        ("The early 1990's were dry.", "The early 1990's", "199X"),
        ("The mid-1990s were dry.", "mid-1990s", "199X"),
        ("The late '80s were dry.", "The late '80s", "198X"),
        ("It was built in the 19th century.", "the 19th century", "18"),
        ("It was built in the first century.", "the first century", "00"),
        ("It is the worst of this century.", "this century", "20"),
        ("It began in fiscal 2009.", "fiscal 2009", "2009"),
        ("It fell in the fourth quarter.", "the fourth quarter", "2024-Q4"),
        ("It fell in the second quarter of 2009.", "the second quarter of 2009", "2009-Q2"),
        ("It fell in the third quarter of last year.", "the third quarter of last year", "2024-Q3"),
        ("Its first-quarter sales fell.", "first-quarter", "2025-Q1"),
        ("It fell in Q3 2009.", "Q3 2009", "2009-Q3"),
        ("It fell last quarter.", "last quarter", "2025-Q2"),
        ("It fell in the first half of 2009.", "the first half of 2009", "2009-H1"),
        ("It fell in the second half of the year.", "the second half of the year", "2025-H2"),
        ("It fell last summer.", "last summer", "2024-SU"),
        ("It fell last winter.", "last winter", "2024-WI"),
        ("It fell in the spring.", "the spring", "2025-SP"),
        ("It will fall in the winter.", "the winter", "2025-WI"),
        ("It fell in the summer of 1999.", "the summer of 1999", "1999-SU"),
        ("It fell in autumn 1999.", "autumn 1999", "1999-FA"),
    ],
)
def test_years_and_parts_of_years(text: str, words: str, value: str) -> None:
    assert times(text)[words] == value


@pytest.mark.parametrize(
    "text",
    [
        "It cost $2000.",
        "Some 2,024 people came.",
        "Some 2000 people came.",
        "He drove a 1987 Toyota.",
        "Call 1998-555 for more.",
        "(© 2016 Harbour Radio)",
        "Follow #Harbour2016 today's way.",
        "The fall hurt him.",
        "The spring broke.",
        "They scored a touchdown in the fourth quarter of the game.",
        "He lives in the French Quarter.",
        "The second half was better.",
    ],
)
def test_what_is_no_year_stays_silent(text: str) -> None:
    assert times(text) == {}


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.integers(1, 4))
def test_a_quarter_has_begun_and_is_the_latest(today: date, number: int) -> None:
    value = quarter(number, today)
    began = date(int(value[:4]), 3 * number - 2, 1)
    assert began <= today < date(began.year + 1, began.month, 1)


@given(
    st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.sampled_from(["spring", "summer", "fall", "winter"])
)
def test_seasons_follow_each_other(today: date, name: str) -> None:
    over, latest, ahead = (season(name, today, step) for step in (-1, 0, 1))
    assert over <= latest < ahead
    assert int(ahead[:4]) - int(latest[:4]) == 1


def test_units_of_ten_and_a_hundred_years_are_years() -> None:
    assert shifted(date(2024, 3, 1), -2, "decade") == "2004"
    assert shifted(date(2024, 3, 1), -1, "century") == "1924"
    assert shifted(date(2024, 3, 1), -30, "century") is None
    assert shifted(date(2024, 3, 1), 10_000_000, "month") is None


LATER = [
    ("He lost in 2006. He went abroad, and two years later he won.", "two years later", "2008"),
    ("He lost in May 2006. A year later he won.", "A year later", "2007-05"),
    ("He lost in May 2006. Three years later he won.", "Three years later", "2009"),
    ("He lost in 2006. A year earlier he had won.", "A year earlier", "2005"),
    ("He won. Two years later he lost.", "Two years later", "P2Y"),
]


@pytest.mark.parametrize(("text", "words", "value"), LATER)
def test_years_later_are_reckoned_from_the_year_named_before(text: str, words: str, value: str) -> None:
    assert times(text)[words] == value


@pytest.mark.parametrize("text", ["He lives in the 2000 block of Harrow Street.", "It cost 2000 points."])
def test_four_digits_before_what_they_count_are_no_year(text: str) -> None:
    assert times(text) == {}
