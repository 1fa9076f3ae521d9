"""Times at the edges: what looks like one and is none, and what is one only beside another."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.stages.interpret.moments.anniversaries import year_of_name
from dateline.stages.interpret.moments.occasions import easter
from tests.stages.reading import times

LENGTHS = [
    ("The ferry was late by half an hour.", {"half an hour": "PT30M"}),
    ("It takes half a year.", {"half a year": "P6M"}),
    ("It took two years and a half.", {"two years and a half": "P30M"}),
    ("It took an hour and a half.", {"an hour and a half": "PT90M"}),
    ("It lasted a day and a half.", {"a day and a half": "PT36H"}),
    ("The half-hour film began.", {"half-hour": "PT30M"}),
    ("A half-year report came.", {"half-year": "P6M"}),
    ("The two-year-long dispute ended.", {"two-year-long": "P2Y"}),
    ("The decades-long dispute ended.", {"decades-long": "PXY"}),
    ("It took 10 seconds.", {"10 seconds": "PT10S"}),
    ("The ferry came second.", {}),
    ("It took a second.", {}),
    ("At 24 years of age he left.", {}),
    ("She is 24 years old.", {}),
    ("He saw 48 Hours there.", {}),
    ("He paid $20-day fees.", {}),
]


@pytest.mark.parametrize(("text", "expected"), LENGTHS)
def test_how_long(text: str, expected: dict[str, str]) -> None:
    assert times(text) == expected


RHYTHMS = [
    ("Every other week it rains.", {"Every other week": "P2W"}),
    ("Every few months it rains.", {"Every few months": "PXM"}),
    ("Every weekend it rains.", {"Every weekend": "P1WE"}),
    ("Every night it rains.", {"Every night": "XXXX-XX-XXTNI"}),
    ("Every afternoon it rains.", {"Every afternoon": "P1D"}),
    ("It costs 40 crowns a day.", {"a day": "P1D"}),
    ("It costs 40 crowns an hour.", {}),
    ("He works 24 hours a day.", {}),
    ("It happens annually.", {"annually": "P1Y"}),
    ("A daily walk helps.", {"daily": "P1D"}),
    ("The Daily reports it.", {}),
]


@pytest.mark.parametrize(("text", "expected"), RHYTHMS)
def test_how_often(text: str, expected: dict[str, str]) -> None:
    assert times(text) == expected


REFERENCES = [
    ("It is now free.", {"now": "PRESENT_REF"}),
    ("Now, it is free.", {}),
    ("Now that it is free, all go.", {}),
    ("From now on it is free.", {}),
    ("For the time being it is free.", {"the time being": "PRESENT_REF"}),
    ("At the moment of impact he slept.", {}),
    ("Tannau's future is near.", {}),
]


@pytest.mark.parametrize(("text", "expected"), REFERENCES)
def test_what_refers_to_now_and_what_only_joins(text: str, expected: dict[str, str]) -> None:
    assert times(text) == expected


#: The report is of Tuesday, 1 July 2025.
PERIODS = [
    ("Sales rose in the third quarter of last year.", {"the third quarter of last year": "2024-Q3"}),
    ("Sales rose in Q3 2009.", {"Q3 2009": "2009-Q3"}),
    ("Sales rose in Q5 2009.", {"2009": "2009"}),
    ("The 19th century was long.", {"The 19th century": "18"}),
    ("The last century was long.", {"The last century": "19"}),
    ("This autumn it rained.", {"This autumn": "2025-FA"}),
    ("In fall it rains.", {}),
    ("In the fall of 2012 it rained.", {"the fall of 2012": "2012-FA"}),
    ("Next winter will be dry.", {"Next winter": "2025-WI"}),
    ("In March last year it rained.", {"March last year": "2024-03"}),
    ("In May next year it will rain.", {"May next year": "2026-05"}),
    ("Last March it rained.", {"Last March": "2025-03"}),
    ("Last August it rained.", {"Last August": "2024-08"}),
    ("Next March it will rain.", {"Next March": "2026-03"}),
    ("Next August it will rain.", {"Next August": "2025-08"}),
]


@pytest.mark.parametrize(("text", "expected"), PERIODS)
def test_which_period(text: str, expected: dict[str, str]) -> None:
    assert times(text) == expected


BESIDE = [
    ("On 3 May it rained. Two days later it was dry.", "Two days later", "2025-05-05"),
    ("On 3 May it rained. The next day was dry.", "The next day", "2025-05-04"),
    ("In April it rained. The previous month was dry.", "The previous month", "2025-03"),
    ("In 2009 it rained. The following year was dry.", "The following year", "2010"),
    ("In 2009 it rained. That year it also snowed.", "That year", "2009"),
    ("In 2009 a dam broke; in May a bridge fell.", "May", "2009-05"),
    ("It opens the day after tomorrow.", "the day after tomorrow", "2025-07-03"),
    ("It opened the day before yesterday.", "the day before yesterday", "2025-06-29"),
    ("It rained on the 24th and 25th of June.", "24th", "2025-06-24"),
]


@pytest.mark.parametrize(("text", "words", "value"), BESIDE)
def test_a_time_beside_another_is_reckoned_from_it(text: str, words: str, value: str) -> None:
    assert times(text)[words] == value


ALONE = [
    "The previous month was dry.",
    "That year it also snowed.",
    "The following Monday was dry.",
    "The next day was dry.",
]


@pytest.mark.parametrize("text", ALONE)
def test_beside_nothing_it_is_no_date(text: str) -> None:
    assert times(text, published="") == {}


CLOCKS = [
    ("At 25:10 it rained.", {}),
    ("At 13 p.m. it rained.", {}),
    ("At 15 o'clock it rained.", {}),
    ("He has 1800 hours.", {}),
    ("At 1800 hours it rained.", {"1800 hours": "2025-07-01T18:00"}),
    ("At 0735 GMT it rained.", {"0735 GMT": "2025-07-01T07:35Z"}),
    ("At 7.35 p.m. it rained.", {"7.35 p.m.": "2025-07-01T19:35"}),
    ("At six o'clock it rained.", {"six o'clock": "2025-07-01T06:00"}),
    ("At noon it rained.", {"noon": "2025-07-01T12:00"}),
]


@pytest.mark.parametrize(("text", "expected"), CLOCKS)
def test_what_a_clock_can_show(text: str, expected: dict[str, str]) -> None:
    assert times(text) == expected


NO_DAYS = [
    "Nov. 31 came.",
    "30 February came.",
    "They sat down.",
    "TODAY is a paper.",
    "Today's paper is out.",
]


@pytest.mark.parametrize("text", NO_DAYS)
def test_days_that_no_calendar_has_and_words_that_are_no_days(text: str) -> None:
    assert times(text) == {}


@given(st.integers(1583, 4099))
def test_easter_is_a_sunday_between_its_bounds(year: int) -> None:
    """22 March and 25 April: the earliest and the latest that the Gregorian rule allows."""
    day = easter(year)
    assert day.weekday() == 6
    assert date(year, 3, 22) <= day <= date(year, 4, 25)


@pytest.mark.parametrize(
    ("year", "month", "day"), [(1818, 3, 22), (1943, 4, 25), (2000, 4, 23), (2024, 3, 31)]
)
def test_easters_that_are_known(year: int, month: int, day: int) -> None:
    assert easter(year) == date(year, month, day)


ATTACKS = frozenset({"attacks"})


@pytest.mark.parametrize(
    ("day", "behind", "today", "year"),
    [
        ((9, 11), ATTACKS, date(2025, 7, 1), 2001),
        ((9, 11), frozenset({"parade"}), date(2025, 7, 1), None),
        ((9, 12), ATTACKS, date(2025, 7, 1), None),
        ((9, 11), ATTACKS, None, None),
        ((9, 11), ATTACKS, date(2001, 10, 11), None),
        ((9, 11), ATTACKS, date(2001, 10, 12), 2001),
    ],
)
def test_a_day_is_a_name_only_a_month_after_it(
    day: tuple[int, int], behind: frozenset[str], today: date | None, year: int | None
) -> None:
    assert year_of_name(day, behind, today) == year
