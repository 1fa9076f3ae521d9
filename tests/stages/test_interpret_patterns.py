"""The grammar of time expressions: classes of words, and patterns over them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.stages.interpret.moments import grammar, patterns
from dateline.stages.interpret.moments.patterns import candidate
from dateline.stages.interpret.moments.words import CHARACTERS, NONE, coded, count_of
from dateline.stages.interpret.reading.annotate import annotate
from dateline.stages.interpret.reading.lexicon import classes, rows
from tests.stages.reading import report

_NAMES = {character: name for name, character in CHARACTERS.items()} | {NONE: "-"}


def named(text: str) -> list[str]:
    """The class of each token."""
    return [_NAMES[character] for character in coded(annotate(report(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Monday night", "ON WEEKDAY PART"),
        ("June 4, 2024", "MONTH DAY COMMA YEAR"),
        ("the 1990s", "THE YEAR S"),
        ("at 06:10 GMT", "AT CLOCK ZONE"),
        ("6.30 p.m.", "DOTTED MERIDIEM"),
        ("4/6/2024", "SLASHED"),
        ("in 1643", "IN OLDYEAR"),
        ("twenty-five years", "NUMBER UNITS"),
        ("a five-hour walk", "A SPAN -"),
        ("decades-long", "SPAN"),
        ("mid-July", "MIDMONTH"),
        ("mid-2014", "MIDYEAR"),
        ("mid-1990s", "MIDDECADE"),
        ("third-quarter sales", "NTHQUARTER -"),
        ("a 35-year-old man", "A SHORT DASH - -"),
        ("Boats sail", ""),
    ],
)
def test_each_token_has_one_class(text: str, expected: str) -> None:
    assert named(text) == expected.split() or (
        not expected and coded(annotate(report(text))).strip(NONE) == ""
    )


def test_some_words_are_months_and_days_only_with_a_capital() -> None:
    assert named("in May") == ["IN", "MONTH"]
    assert named("they may go") == ["-", "WEAKMONTH", "-"]
    assert named("Sun Jan 5") == ["BRIEFDAY", "MONTH", "DAY"]
    assert named("the sun sat") == ["THE", "-", "-"]
    assert named("in november") == ["IN", "MONTH"]


@pytest.mark.parametrize(
    ("word", "value"),
    [("3", 3), ("a", 1), ("twenty", 20), ("twenty-five", 25), ("several", None), ("long-range", None)],
)
def test_a_word_tells_a_count(word: str, value: int | None) -> None:
    assert count_of(word) == value


def test_every_pattern_has_a_reader_and_every_reader_a_pattern() -> None:
    readers = {reader for reader, _ in rows("moments/patterns.tsv")}
    assert readers == grammar._READERS.keys()


def test_every_class_is_used_and_every_name_is_a_class() -> None:
    text = " ".join(row[-1] for name in ("patterns", "parts") for row in rows(f"moments/{name}.tsv"))
    names = set(re.findall(r"[A-Z]+", re.sub(r"<[A-Z-]+>", "", text)))
    assert names == CHARACTERS.keys()
    starts = classes("moments/starts")
    assert starts["inner"] | starts["alone"] <= names
    assert not starts["inner"] & starts["alone"]


@pytest.mark.parametrize(
    ("pattern", "first"),
    [
        ("ab", "a"),
        ("a?b", "ab"),
        ("(?:a|bc)d", "ab"),
        ("(?:a|bc)?d", "abd"),
        ("[ab]?c|d", "abcd"),
        ("(?<=x)a(?=y)", "a"),
        ("(?<![xy])a?(?:b?c?)?d", "abcd"),
        ("(?:a?|b)c", "abc"),
    ],
)
def test_what_a_pattern_can_begin_with(pattern: str, first: str) -> None:
    assert patterns._first(pattern) == frozenset(first)


@given(st.from_regex(r"(?:[ab]\??){1,4}", fullmatch=True), st.text("ab", min_size=1, max_size=5))
def test_nothing_begins_with_what_it_cannot_begin_with(pattern: str, text: str) -> None:
    match = re.match(pattern, text)
    if match and match.end():
        assert text[0] in patterns._first(pattern)


def test_a_word_that_begins_nothing_is_passed_over() -> None:
    view = annotate(report("the boat of the second mate sailed on Monday"))
    found = candidate(view, coded(view), 0)
    assert found is not None
    assert found[0] == "weekday"
    assert candidate(view, coded(view), found[2]) is None
