"""Numbers and measures: values, ranges, qualifiers, units, and the days of the calendar."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.types import Qualifier
from dateline.stages.interpret.moments.calendar import day_of, duration, month_of, shifted, week, weekday
from dateline.stages.interpret.reading.annotate import annotate
from dateline.stages.interpret.reading.numerals import numbers
from tests.stages.reading import read, report

VALUES = [
    ("saw seven trees", 7, 7),
    ("saw 1,300 trees", 1300, 1300),
    ("saw 3.5 million trees", 3_500_000, 3_500_000),
    ("paid 4.1 million for it", 4_100_000, 4_100_000),
    ("saw thirty-five trees", 35, 35),
    ("saw two hundred trees", 200, 200),
    ("saw three dozen trees", 36, 36),
    ("saw a dozen trees", 12, 12),
    ("saw 30-35 trees", 30, 35),
    ("saw 30 to 35 trees", 30, 35),
    ("saw between 30 and 35 trees", 30, 35),
    ("saw 2 to 3 million trees", 2_000_000, 3_000_000),
    ("saw dozens of trees", 24, None),
    ("saw hundreds of trees", 200, None),
    ("saw tens of thousands of trees", 20_000, None),
    ("saw several trees", 3, None),
]


@pytest.mark.parametrize(("text", "low", "high"), VALUES)
def test_a_number_has_its_value(text: str, low: float, high: float | None) -> None:
    (number,) = numbers(annotate(report(text)))
    assert (number.low, number.high) == (low, high)


@pytest.mark.parametrize(
    "text",
    [
        "on 5 June",
        "on June 5",
        "at 6 p.m. there",
        "the 2nd time",
        "in 1998 there",
        "a Mk-7 tank",
        "took route 66 there",
        "at 06:10 there",
        "no words of number",
    ],
)
def test_other_figures_are_no_numbers(text: str) -> None:
    assert numbers(annotate(report(text))) == ()


@given(st.integers(1, 10**9), st.sampled_from(["{}", "{:,}"]))
def test_figures_are_read_as_written(value: int, form: str) -> None:
    if 1900 <= value < 2100:
        return
    (number,) = numbers(annotate(report(f"saw {form.format(value)} trees")))
    assert number.low == number.high == value


@given(st.integers(1, 99), st.integers(0, 9))
def test_millions_carry_no_noise(whole: int, tenth: int) -> None:
    (number,) = numbers(annotate(report(f"paid {whole}.{tenth} million for it")))
    assert number.low == (whole * 10 + tenth) * 100_000


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("at least", Qualifier.AT_LEAST),
        ("more than", Qualifier.AT_LEAST),
        ("no fewer than", Qualifier.AT_LEAST),
        ("up to", Qualifier.UP_TO),
        ("as many as", Qualifier.UP_TO),
        ("fewer than", Qualifier.UP_TO),
        ("about", Qualifier.ABOUT),
        ("nearly", Qualifier.ABOUT),
        ("an estimated", Qualifier.ABOUT),
        ("exactly", Qualifier.EXACT),
    ],
)
def test_the_words_before_say_how_exact(words: str, kind: Qualifier) -> None:
    (number,) = numbers(annotate(report(f"saw {words} 40 trees")))
    assert number.qualifier is kind


UNITS = [
    ("It is 7.2 metres deep.", "distance", "m"),
    ("It is 12 miles away.", "distance", "mile"),
    ("It burned 40 acres.", "area", "acre"),
    ("It cost £5 million.", "money", "GBP"),
    ("It cost 4 million euros.", "money", "EUR"),
    ("It weighs 20 tonnes.", "mass", "tonne"),
    ("It holds 80 litres.", "volume", "l"),
    ("It fell by 12 percent.", "share", "percent"),
    ("It fell by 2 percentage points.", "share", "percentage point"),
    ("It drove at 40 km/h there.", "speed", "km/h"),
    ("It was 17 degrees there.", "temperature", "degree"),
    ("It makes 30 megawatts.", "energy", "megawatt"),
    ("The 46-year-old left.", "age", "year"),
]


@pytest.mark.parametrize(("text", "measure", "unit"), UNITS)
def test_a_unit_tells_the_measure(text: str, measure: str, unit: str) -> None:
    (figure,) = read(text).figures
    assert (figure.measure, figure.unit) == (measure, unit)


@pytest.mark.parametrize("text", ["It took hours.", "It has legs.", "Metres are long.", "It is a 7-up."])
def test_what_has_no_number_is_no_measure(text: str) -> None:
    assert read(text).figures == ()


@pytest.mark.parametrize(
    ("count", "unit", "value"),
    [
        ("3", "day", "P3D"),
        ("2", "hour", "PT2H"),
        ("X", "month", "PXM"),
        ("2", "decade", "P20Y"),
        ("5", "minute", "PT5M"),
    ],
)
def test_durations(count: str, unit: str, value: str) -> None:
    assert duration(count, unit) == value


@pytest.mark.parametrize(
    ("count", "unit", "value"),
    [
        (-1, "day", "2024-02-29"),
        (1, "month", "2024-04"),
        (-3, "month", "2023-12"),
        (-1, "week", "2024-W08"),
        (-10, "year", "2014"),
        (1, "decade", "2034"),
        (1, "fortnight", "2024-W11"),
        (99_999_999, "day", None),
    ],
)
def test_days_are_shifted_to_the_precision_of_the_unit(count: int, unit: str, value: str | None) -> None:
    assert shifted(date(2024, 3, 1), count, unit) == value


def test_the_calendar_of_a_leap_day() -> None:
    assert day_of(2, 29, 2024, None) == date(2024, 2, 29)
    assert day_of(2, 29, 2023, None) is None
    assert day_of(6, 4, None, None) is None
    assert week(date(2024, 12, 30)) == "2025-W01"
    assert month_of(11, date(2024, 6, 4)) == "2023-11"
    assert month_of(11, date(2024, 6, 4), ahead=True) == "2024-11"
    assert weekday("Tuesday", date(2024, 6, 4)) == date(2024, 6, 4)
