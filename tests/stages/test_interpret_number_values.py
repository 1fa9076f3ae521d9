"""Numbers in figures and words: values, ends, how exact, and what only looks like a number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.types import Qualifier
from dateline.stages.interpret.reading.annotate import annotate
from dateline.stages.interpret.reading.number import Number
from dateline.stages.interpret.reading.numeral_values import (
    COMPOUNDS,
    digits,
    fraction,
    in_parts,
    kind_of,
    scaled,
    spelled,
)
from dateline.stages.interpret.reading.numerals import numbers
from tests.stages.reading import report

_UNITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = [
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def found(text: str) -> tuple[Number, ...]:
    return numbers(annotate(report(text)))


def ends(text: str) -> list[tuple[float, float | None]]:
    return [(number.low, number.high) for number in found(text)]


def in_words(value: int) -> str:
    """A number below a million as a report writes it out."""
    if value < 10:
        return _UNITS[value]
    if value < 20:
        return _TEENS[value - 10]
    if value < 100:
        tens = _TENS[value // 10 - 2]
        return f"{tens}-{_UNITS[value % 10]}" if value % 10 else tens
    if value < 1000:
        tail = f" and {in_words(value % 100)}" if value % 100 else ""
        return f"{_UNITS[value // 100]} hundred{tail}"
    rest = value % 1000
    joined = f" {in_words(rest)}" if rest >= 100 else f" and {in_words(rest)}" if rest else ""
    return f"{in_words(value // 1000)} thousand{joined}"


@given(st.integers(1, 999_999))
def test_words_of_number_are_worth_what_they_say(value: int) -> None:
    assert ends(f"saw {in_words(value)} trees") == [(value, value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a hundred and twenty thousand trees", 120_000),
        ("a hundred thousand million trees", 1e11),
        ("half a million trees", 500_000),
        ("half a dozen trees", 6),
        ("half-a-dozen trees", 6),
        ("two and a half million trees", 2_500_000),
        ("a quarter of a million trees", 250_000),
        ("three quarters of a billion trees", 750_000_000),
        ("a million and a half trees", 1_500_000),
        ("1.3bn trees", 1_300_000_000),
        ("5m people", 5_000_000),
        ("4k trees", 4_000),
        ("1,50,000 trees", 150_000),
        ("12 lakh trees", 1_200_000),
        ("500 crore trees", 5_000_000_000),
        ("10 1/2 trees", 10.5),
        ("a dozen trees", 12),
        ("two hundred five trees", 205),
        ("1.250.000 trees", 1_250_000),
    ],
)
def test_a_number_is_read_to_its_end(text: str, value: float) -> None:
    assert ends(f"They saw {text} there.") == [(value, value)]


@pytest.mark.parametrize("text", ["They ran 5m there.", "It is 5m deep.", "He weighs in at 5k."])
def test_a_letter_is_no_scale_without_money_or_a_plural(text: str) -> None:
    assert [number.low for number in found(text)] == [5]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("between 30 and 35 trees", 30, 35),
        ("two or three trees", 2, 3),
        ("eight to 10 trees", 8, 10),
        ("$5-$6 million", 5e6, 6e6),
        ("from 30 to 35 trees", 30, 35),
        ("2–3 trees", 2, 3),
        ("a few thousand trees", 3000, None),
        ("several hundred trees", 300, None),
        ("hundreds of thousands of trees", 200_000, None),
    ],
)
def test_a_range_has_two_ends(text: str, low: float, high: float | None) -> None:
    assert ends(f"They saw {text} there.") == [(low, high)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The toll rose from 30 to 35.", [30, 35]),
        ("The gap grew by $4 billion to $41 billion.", [4e9, 41e9]),
        ("It rose by about 1 million to 9 million.", [1e6, 9e6]),
        ("He saw 3 or 9 trees.", [3, 9]),
        ("He saw 35 to 30 trees.", [35, 30]),
        ("He saw 12 and 14 trees.", [12, 14]),
        ("He counted ten five times.", [10, 5]),
    ],
)
def test_before_and_after_are_two_numbers(text: str, values: list[float]) -> None:
    assert [number.low for number in found(text)] == values


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("30 or more trees", Qualifier.AT_LEAST),
        ("30 or so trees", Qualifier.ABOUT),
        ("30+ trees", Qualifier.AT_LEAST),
        ("a 30-plus score", Qualifier.AT_LEAST),
        ("well over 30 trees", Qualifier.AT_LEAST),
        ("at most 30 trees", Qualifier.UP_TO),
        ("on the order of 30 trees", Qualifier.ABOUT),
        ("more than US$30", Qualifier.AT_LEAST),
        ("just 30 trees", Qualifier.EXACT),
    ],
)
def test_words_on_either_side_say_how_exact(text: str, kind: Qualifier) -> None:
    (number,) = found(f"They saw {text} there.")
    assert (number.low, number.qualifier) == (30, kind)


def test_a_minus_belongs_to_the_number_only_where_it_stands_with_it() -> None:
    assert ends("It was -5 degrees.") == [(-5, -5)]
    assert ends("It was cold - 5 degrees.") == [(5, 5)]


NO_NUMBERS = [
    "It ended 2-1 there.",
    "They won 1-3 away.",
    "The bill passed 52-48.",
    "Call 555-0199 now.",
    "Call (555) 0188 now.",
    "Call 0207 946 now.",
    "They met on June 5 and 6.",
    "They met on 5-7 June.",
    "They met between 1600 and 1900.",
    "It began at 11.30 p. m. there.",
    "It began at 1500 GMT.",
    "A Boeing 737 landed.",
    "Several Boeing 737 jets landed".replace("Several", "The"),
    "The new iPhone 11 is out.",
    "He reads BBC One listings.".replace("reads", "watches"),
    "They drove Formula One cars.",
    "They live at 12 Long Lane.",
    "They live in the 300 block of it.",
    "Article 5 was invoked.",
    "It was day 833 of it.",
    "They lost game 7 there.",
    "The 2019 budget passed.",
    "The G20 met.",
    "It was the 22nd time.",
    "It was the 1990s again.",
    "A wing of F-16 jets left.",
    "Open 24/7 there.",
    "They recall 9/11 well.",
]


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    assert found(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "In Oslo 30 homes burned.",
        "On Tuesday 30 homes burned.",
        "That week 30 homes burned.",
        "They said 30 homes burned.",
        "POLICE FOUND 30 HOMES BURNED.",
        "Police Find Thirty Homes Burned",
    ],
)
def test_a_name_before_a_count_does_not_swallow_it(text: str) -> None:
    assert ends(text) == [(30, 30)]


def test_four_digits_count_where_what_follows_is_counted() -> None:
    assert ends("Some 2000 people came.") == [(2000, 2000)]
    assert ends("They came in 2000 there.") == []


@given(st.text("0123456789.,/:", min_size=1, max_size=12))
def test_a_token_of_digits_has_one_value_or_none(word: str) -> None:
    value, part = digits(word), fraction(word)
    assert value is None or (value >= 0 and part is None)
    assert part is None or 0 < part < 1


@given(
    st.lists(
        st.sampled_from([*_UNITS, *_TENS, "hundred", "thousand", "million", "and", "trees"]), max_size=12
    )
)
def test_words_are_read_once_and_no_further(words: list[str]) -> None:
    value, last = spelled(tuple(words), 0)
    assert value >= 0
    assert 0 <= last <= len(words)
    assert "trees" not in words[:last]


def test_values_by_hand() -> None:
    assert kind_of("tree") == ("", 0.0)
    assert kind_of("dozen") == ("scale", 12)
    assert COMPOUNDS["thirty-five"] == 35
    assert "thirty-ten" not in COMPOUNDS
    assert fraction("3/4") == 0.75
    assert fraction("½") == 0.5
    assert fraction("9/11") is None
    assert digits("007") is None
    assert digits("11.2.1") is None
    assert scaled(("million",), 2, 0, short=False) == (2e6, 1)
    assert scaled(("m",), 2, 0, short=False) == (2, 0)
    assert in_parts(("half", "a", "million"), 0) == (5e5, 3)
    assert in_parts(("half", "an", "hour"), 0) == (0.0, 0)
    assert in_parts(("trees",), 0) == (0.0, 0)


@given(st.text("ab1 2,.-$%m()", max_size=80))
def test_numbers_stand_in_the_text_in_order(text: str) -> None:
    view = annotate(report(text))
    last = 0
    for number in numbers(view):
        assert last <= number.first <= number.core < number.last <= len(view.words)
        assert number.high is None or number.low <= number.high
        last = number.last


@pytest.mark.parametrize("word", ["9" * 400, "one" + " million" * 80, "two hundred" + " hundred" * 400])
def test_what_nobody_counts_is_no_number(word: str) -> None:
    assert found(f"They saw {word} trees.") == ()


@pytest.mark.parametrize(
    "piece", ["one hundred ", "5 to $", "some ", "1 of ", "two and a ", "$", "5 5 ", "half ", "1-"]
)
def test_a_long_run_is_read_in_one_pass(piece: str) -> None:
    assert len(found(piece * 3000)) <= 3000
