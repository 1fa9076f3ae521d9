"""Whether two lines tell the same: what is no difference on a page, and what is one however small."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.stages.narrate.revisions.telling import Ear, likeness, same_words, tokens

EAR = Ear(("Fjordpost", "Kyst.example", "Radio Nord"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The pier fell.", "The pier fell!"),
        ("The pier, an old one, fell.", "The pier – an old one – fell"),
        ("Some 1,300 left.", "Some 1300 left."),
        ("the PIER fell", "The pier fell"),
        ("It costs 3.5 million.", "It costs 3.5 million"),
    ],
)
def test_punctuation_and_case_are_no_difference(one: str, other: str) -> None:
    assert same_words(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The pier fell.", "The pier fell?"),
        ("It was 5 °C.", "It was -5 °C."),
        ("It costs 3.5 million.", "It costs 35 million."),
        ("5% left.", "5 left."),
        ("The pier fell.", "The pier has fallen."),
    ],
)
def test_what_changes_the_sense_is_one(one: str, other: str) -> None:
    assert not same_words(one, other)
    assert not EAR.same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Two swam ashore, according to Fjordpost.", "Two swam ashore, Fjordpost reported."),
        ("Two swam ashore, according to Fjordpost.", "Fjordpost reported that two swam ashore."),
        ("According to Kyst.example, two swam ashore.", "Two swam ashore."),
        ("Two swam, Fjordpost and Radio Nord reported, ashore.", "Two swam ashore, Fjordpost reported."),
        ("Two swam ashore, Fjordpost and other outlets reported.", "Two swam ashore."),
        ("“We swam”, Ida Holm said.", "Ida Holm said: “We swam.”"),
        ("Ida Holm, the mate, said: “We swam all night”.", "“We swam all night”, Ida Holm, the mate, said."),
    ],
)
def test_who_is_credited_and_where_the_speaker_stands_is_no_difference(one: str, other: str) -> None:
    assert EAR.same(one, other)
    assert EAR.key(one) == EAR.key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“We swam”, Holm said.", "“We swam”, Ida Holm, the mate of the barge, said."),
        ("Ida Holm said: “We swam.”", "“We swam”, Holm said."),
    ],
)
def test_a_speaker_who_is_named_in_fewer_words_is_the_same(one: str, other: str) -> None:
    assert EAR.same(one, other)
    assert EAR.same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Holm hit Berg, the mate said.", "Berg hit Holm, the mate said."),
        ("Berg sued Holm.", "Holm sued Berg."),
        ("“We swam”, Ida Holm said.", "“We swam”, Ole Berg said."),
        ("“We swam”, Ida Holm said.", "“We swam”, Ida Holm denied."),
        ("“We swam”, Holm said.", "“We swam ashore”, Ida Holm said."),
        ("“We swam”, Holm said.", "“We swam”, Ida Holm, who was not there, denied."),
        ("Two swam ashore, according to the mate.", "Two swam ashore."),
        ("Two swam ashore, Fjordpost reported.", "Three swam ashore, Fjordpost reported."),
        ("The mate said that Holm left, and Berg stayed.", "The mate said that Berg left, and Holm stayed."),
    ],
)
def test_who_did_what_and_who_says_so_is_one(one: str, other: str) -> None:
    assert not EAR.same(one, other)


def test_without_outlets_nothing_is_taken_for_credit() -> None:
    assert not Ear(()).same("Two swam, according to Fjordpost.", "Two swam.")
    assert Ear(("",)).same("Two swam.", "Two swam")


def test_a_line_of_credit_alone_is_not_nothing() -> None:
    assert not EAR.same("According to Fjordpost", "According to Radio Nord")


LINES = st.lists(
    st.sampled_from(["the", "mate", "said", "Holm", "3", "1,300", "left", "Fjordpost", "reported", "?"]),
    max_size=9,
).map(" ".join)


@given(LINES, LINES)
def test_hearing_is_the_same_from_both_sides(one: str, other: str) -> None:
    assert EAR.same(one, one)
    assert EAR.same(one, other) is EAR.same(other, one)
    assert not EAR.same(one, other) or EAR.key(one) == EAR.key(other)
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, one) == 1.0 or not tokens(one)
