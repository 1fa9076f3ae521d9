"""Days that have a name. The day is a Tuesday, 1 July 2025."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.stages.interpret.moments.occasions import easter
from tests.stages.reading import times


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It closed on Christmas Eve.", "Christmas Eve", "2024-12-24"),
        ("It will close at Christmas.", "Christmas", "2025-12-25"),
        ("It closed on New Year’s Day.", "New Year’s Day", "2025-01-01"),
        ("It closed on Good Friday.", "Good Friday", "2025-04-18"),
        ("It closed on Easter Monday.", "Easter Monday", "2025-04-21"),
        ("It closed on Thanksgiving Day.", "Thanksgiving Day", "2024-11-28"),
        ("It closed on Memorial Day.", "Memorial Day", "2025-05-26"),
        ("It closed on Labor Day.", "Labor Day", "2024-09-02"),
        ("It will close on Labor Day.", "Labor Day", "2025-09-01"),
        ("It closed on Martin Luther King Day.", "Martin Luther King Day", "2025-01-20"),
        ("They voted on Election Day.", "Election Day", "2024-11-05"),
        ("It changed after 9/11.", "9/11", "2001-09-11"),
    ],
)
def test_a_feast_is_the_latest_unless_the_sentence_looks_ahead(text: str, words: str, value: str) -> None:
    assert times(text)[words] == value


def test_a_feast_in_sight_is_the_one_to_come() -> None:
    assert times("They pray as Easter nears.", published="2025-04-14")["Easter"] == "2025-04-20"


@pytest.mark.parametrize(
    "text",
    [
        "They sell Christmas trees.",
        "They live on Easter Island.",
        "The halloween of his life was dull.",
        "The good easter fish is gone.",
        "They worked on a labor day by day.",
    ],
)
def test_what_only_sounds_like_a_feast_stays_silent(text: str) -> None:
    assert not any(value.startswith("202") for value in times(text).values())


def test_without_the_reports_day_only_what_happened_once_has_a_date() -> None:
    assert times("It closed at Christmas, and after 9/11.", published="") == {"9/11": "2001-09-11"}


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("He wrote of the Sept. 11 attacks.", "2025-07-01", "2001-09-11"),
        ("He wrote of the July 7 bombings.", "2025-07-20", "2005-07-07"),
        ("He wrote of the July 7 bombings.", "2004-07-20", "2004-07-07"),
        ("He wrote of the Oct. 7 assault.", "2025-07-01", "2023-10-07"),
        ("He wrote of the Sept. 11 parade.", "2025-10-01", "2025-09-11"),
        ("He wrote on Sept. 11, 2012 of attacks.", "2025-07-01", "2012-09-11"),
    ],
)
def test_a_day_that_names_what_happened_on_it_keeps_its_year(text: str, published: str, value: str) -> None:
    assert value in times(text, published).values()


@pytest.mark.parametrize(
    ("year", "day"),
    [(1961, (4, 2)), (1999, (4, 4)), (2000, (4, 23)), (2008, (3, 23)), (2019, (4, 21)), (2038, (4, 25))],
)
def test_easter(year: int, day: tuple[int, int]) -> None:
    assert easter(year) == date(year, *day)


@given(st.integers(1583, 9000))
def test_easter_is_a_sunday_in_spring(year: int) -> None:
    found = easter(year)
    assert found.strftime("%A") == "Sunday"
    assert date(year, 3, 22) <= found <= date(year, 4, 25)
