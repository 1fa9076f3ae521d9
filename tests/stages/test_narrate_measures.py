"""A measure in both units: which are converted, how they are rounded, and that the judge agrees."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.stages.narrate.wording.measures import both_units
from dateline.stages.proof.ground.conversions import fits, pairs


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("The post is 10 miles from Vesk.", "The post is 10 miles [16 km] from Vesk."),
        ("The post is less than 10 miles off.", "The post is less than 10 miles [16 km] off."),
        ("The barge sank 1,300 km east of Vesk.", "The barge sank 1,300 km [808 miles] east of Vesk."),
        ("A 50-mile road leads to Vesk.", "A 50-mile [80 km] road leads to Vesk."),
        ("The mill has a wheel of 6 feet.", "The mill has a wheel of 6 feet [1.8 m]."),
        ("Some 34 inches of snow fell.", "Some 34 inches [86 cm] of snow fell."),
        ("Winds of 100 mph were measured.", "Winds of 100 mph [161 km/h] were measured."),
        ("The fire burned 300 acres of heath.", "The fire burned 300 acres [121 ha] of heath."),
        ("The walk of 1.5 miles was closed.", "The walk of 1.5 miles [2.4 km] was closed."),
    ],
)
def test_a_measure_is_told_in_both_units_and_ours_is_in_square_brackets(text: str, both: str) -> None:
    assert both_units(text) == both


@pytest.mark.parametrize(
    "text",
    [
        "The post is 10 miles (16 km) from Vesk.",
        "The well is 30 centimetres wide, or 11.8 inches.",
        "He ran 5 miles on Friday and 3 miles on Sunday.",
        "“It is 10 miles from here”, Otto Brandt said.",
        "The post is a mile from Vesk.",
        "The Green Mile is a book.",
        "The house stands on 8 Mile Road.",
        "The ferry costs $10 mile after mile.",
        "The hall has 400 square feet.",
        "Nothing is measured in Vesk.",
    ],
)
def test_what_has_both_units_or_is_quoted_or_no_measure_stays(text: str) -> None:
    assert both_units(text) == text


@given(
    st.integers(min_value=1, max_value=99_999),
    st.sampled_from(["miles", "km", "feet", "inches", "mph", "acres", "kilometres"]),
)
def test_every_conversion_is_borne_out_to_the_precision_printed(number: int, unit: str) -> None:
    text = both_units(f"The mill stands {number:,} {unit} off.")
    found = list(pairs(text))
    assert len(found) == 1, text
    assert fits(found[0]), text


@given(st.text(max_size=80))
def test_nothing_of_a_text_is_lost(text: str) -> None:
    changed = both_units(text)
    assert changed == text or re.sub(r" \[[\d.,]+ [a-z/]+\]", "", changed, count=1) == text


def test_a_line_is_converted_once() -> None:
    once = both_units("The post is 10 miles from Vesk.")
    assert both_units(once) == once


def test_a_conversion_of_the_source_is_not_converted_back() -> None:
    text = "The level must drop below six metres (19.7 feet) first."
    assert both_units(text) == text
