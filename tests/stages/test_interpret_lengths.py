"""How long and how often. The day is a Tuesday, 1 July 2025."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stages.reading import read, times


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It lasted three days.", "three days", "P3D"),
        ("It lasted two hours.", "two hours", "PT2H"),
        ("It lasted thirty-five minutes.", "thirty-five minutes", "PT35M"),
        ("It lasted nearly five months.", "nearly five months", "P5M"),
        ("It took two more weeks.", "two more weeks", "P2W"),
        ("It took a fortnight.", "a fortnight", "P2W"),
        ("It took a decade.", "a decade", "P10Y"),
        ("It took two centuries.", "two centuries", "P200Y"),
        ("It fell for two consecutive quarters.", "two consecutive quarters", "P2Q"),
        ("A 12-hour strike began.", "12-hour", "PT12H"),
        ("A five-hour strike began.", "five-hour", "PT5H"),
        ("A day-long strike began.", "day-long", "P1D"),
        ("The decades-long strike is over.", "decades-long", "PXY"),
        ("It took several weeks.", "several weeks", "PXW"),
        ("It took a few hours.", "a few hours", "PTXH"),
        ("It took a couple of days.", "a couple of days", "P2D"),
        ("It has rained for years.", "years", "PXY"),
        ("They rose in recent weeks.", "recent weeks", "PXW"),
        ("It sank in just minutes.", "minutes", "PTXM"),
        ("It fell over the past week.", "the past week", "P1W"),
        ("It is the largest of the past decade.", "the past decade", "P10Y"),
        ("It fell over the last month.", "the last month", "P1M"),
        ("It fell in the past three years.", "the past three years", "P3Y"),
        ("It took half an hour.", "half an hour", "PT30M"),
        ("It took half a century.", "half a century", "P50Y"),
        ("It took a year and a half.", "a year and a half", "P18M"),
        ("It took two days and a half.", "two days and a half", "PT60H"),
        ("The reading paused for 10 seconds.", "10 seconds", "PT10S"),
    ],
)
def test_how_long(text: str, words: str, value: str) -> None:
    moments = {moment.phrase.text: (moment.type, moment.value) for moment in read(text).moments}
    assert moments[words] == ("DURATION", value)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("They meet every day.", "every day", "P1D"),
        ("They meet every two weeks.", "every two weeks", "P2W"),
        ("They meet every other month.", "every other month", "P2M"),
        ("They meet every few years.", "every few years", "PXY"),
        ("They meet every Monday.", "every Monday", "XXXX-WXX-1"),
        ("They meet on Sundays.", "Sundays", "XXXX-WXX-7"),
        ("They meet every weekend.", "every weekend", "P1WE"),
        ("They meet every night.", "every night", "XXXX-XX-XXTNI"),
        ("It is printed daily.", "daily", "P1D"),
        ("It is printed quarterly.", "quarterly", "P1Q"),
        ("It is paid annually.", "annually", "P1Y"),
        ("They meet three times a week.", "times a week", "P1W"),
        ("It makes 5,000 boats a year.", "a year", "P1Y"),
        ("It makes 5,000 boats per year.", "per year", "P1Y"),
    ],
)
def test_how_often(text: str, words: str, value: str) -> None:
    moments = {moment.phrase.text: (moment.type, moment.value) for moment in read(text).moments}
    assert moments[words] == ("SET", value)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("They now live there.", "now", "PRESENT_REF"),
        ("They currently live there.", "currently", "PRESENT_REF"),
        ("They have recently left.", "recently", "PAST_REF"),
        ("They stay at present.", "present", "PRESENT_REF"),
        ("They stay at the moment.", "the moment", "PRESENT_REF"),
        ("They stay for the time being.", "the time being", "PRESENT_REF"),
        ("They may leave in the near future.", "the near future", "FUTURE_REF"),
        ("It holds in the long term.", "the long term", "FUTURE_REF"),
    ],
)
def test_words_for_now_and_then(text: str, words: str, value: str) -> None:
    assert times(text)[words] == value


@pytest.mark.parametrize(
    "text",
    [
        "The 35-year-old left.",
        "The boy is nine years old.",
        "A boy of nine years of age left.",
        "A second ship left.",
        "The second ship left.",
        "It is open 24 hours a day.",
        "It did 40 miles an hour.",
        "He spoke to the programme 48 Hours.",
        "The Daily Harbour said so.",
        "Now, that is odd.",
        "Now that he is gone they sing.",
        "From now on they sing.",
        "At the moment of impact he slept.",
        "Their future is dark.",
        "She presented the minutes.",
        "The day was dry.",
        "It was a great day.",
        "He arrived just in time.",
    ],
)
def test_what_is_no_length_stays_silent(text: str) -> None:
    assert times(text) == {}


@given(st.integers(2, 31), st.sampled_from(["minute", "hour", "day", "week", "month", "year"]))
def test_a_count_and_a_unit_are_a_length(count: int, unit: str) -> None:
    mark = "PT" if unit in ("minute", "hour") else "P"
    assert times(f"It took {count} {unit}s.") == {f"{count} {unit}s": f"{mark}{count}{unit[0].upper()}"}


def test_types_are_timex3s() -> None:
    text = "On Monday at 06:10 it rained for two hours, as it does every day."
    kinds = {moment.phrase.text: moment.type for moment in read(text).moments}
    assert kinds == {"Monday": "DATE", "06:10": "TIME", "two hours": "DURATION", "every day": "SET"}
