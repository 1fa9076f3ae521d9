"""Counts of people beside what looks like one: ages, ordinals, parts of a whole, nobody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stages.reading import counted, figures

AGES = [
    ("A woman of 38 who was hurt in the crash went home.", "injured"),
    ("A man, 38, was injured.", "injured"),
    ("A man of 71 was injured.", "injured"),
    ("A boy of 9 was killed.", "killed"),
    ("Tom Berg, 52, was killed.", "killed"),
    ("Tom Berg, 52, is among the dead.", "killed"),
    ("The driver, Tom Berg, 52, was killed.", "killed"),
    ("A 19-year-old was killed.", "killed"),
    ("A pensioner of 84 died.", "killed"),
]


@pytest.mark.parametrize(("text", "measure"), AGES)
def test_an_age_is_no_count(text: str, measure: str) -> None:
    assert counted(text, measure) == [(1, 1)]


def test_ages_behind_a_count_do_not_hide_it() -> None:
    assert counted("Three people, aged 29 and 38, were hurt.", "injured") == [(3, 3)]


@given(st.integers(2, 120))
def test_any_age_is_no_count(age: int) -> None:
    assert counted(f"A woman of {age} was injured.", "injured") == [(1, 1)]


@pytest.mark.parametrize("group", ["family", "group", "team", "crew"])
def test_a_group_of_four_is_four(group: str) -> None:
    assert counted(f"A {group} of four people died.", "killed") == [(4, 4)]


NOBODY = [
    ("Nobody was hurt.", "injured"),
    ("No one was hurt.", "injured"),
    ("No one was killed.", "killed"),
    ("No injuries were reported.", "injured"),
    ("There were no deaths.", "killed"),
]


@pytest.mark.parametrize(("text", "measure"), NOBODY)
def test_nobody_is_none(text: str, measure: str) -> None:
    assert counted(text, measure) == [(0, 0)]


@pytest.mark.parametrize(
    ("text", "detail"), [("No one was seriously injured.", "seriously"), ("Nobody was badly hurt.", "badly")]
)
def test_nobody_seriously_hurt_is_not_nobody_hurt(text: str, detail: str) -> None:
    (figure,) = figures(text, "injured")
    assert (figure.low, figure.part, figure.detail) == (0, True, detail)


TOLLS = [
    ("The blast brought the number of people killed to five.", 5),
    ("She died in hospital, bringing the number of people killed to five.", 5),
    ("The death toll rose to 14.", 14),
    ("The death toll rose from 12 to 14.", 14),
    ("The number of dead rose to 14.", 14),
    ("A fifth victim died.", 5),
    ("A third victim died in hospital.", 3),
]


@pytest.mark.parametrize(("text", "number"), TOLLS)
def test_a_toll_is_its_number(text: str, number: int) -> None:
    assert counted(text, "killed")[-1] == (number, number)


def test_a_second_man_is_one_man() -> None:
    assert counted("A second man was killed.", "killed") == [(1, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "Two firefighters were among the injured. Dozens of people were injured.",
        "Dozens of people were injured. Two firefighters were among the injured.",
        "Two firefighters were among the injured. In all, 27 people were injured.",
    ],
)
def test_a_part_is_not_printed_where_the_whole_is_told(text: str) -> None:
    part = next(figure for figure in figures(text, "injured") if figure.low == 2)
    whole = next(figure for figure in figures(text, "injured") if figure.low != 2)
    assert (part.headline, whole.headline) == (False, True)


def test_a_part_alone_is_printed() -> None:
    (figure,) = figures("Two firefighters were among the injured.", "injured")
    assert figure.headline


KILLING = [
    ("A bomb went off, killing 12 people.", [(12, 12)]),
    ("A bomb went off, killing at least two and injuring nine.", [(2, 2)]),
    ("The killing of Tom Berg shook the town.", [(1, 1)]),
    ("Killing time is easy.", []),
    ("The killing must end.", []),
]


@pytest.mark.parametrize(("text", "found"), KILLING)
def test_killing_is_a_verb_and_a_noun(text: str, found: list[tuple[float, float]]) -> None:
    assert counted(text, "killed") == found


@pytest.mark.parametrize(
    "text",
    [
        "The other paper says 27 (railway).",
        "The dog was killed.",
        "He is 52.",
        "They feared that 20 people might be killed.",
        "It did not kill 20 people.",
    ],
)
def test_other_numbers_count_nobody(text: str) -> None:
    assert counted(text, "killed") == counted(text, "injured") == []


OTHER_MEASURES = [
    ("Six people were arrested.", "detained", 6),
    ("Police detained 14 protesters.", "detained", 14),
    ("Two hikers are missing.", "missing", 2),
    ("Divers rescued three sailors.", "rescued", 3),
    ("Gunmen kidnapped 20 pupils.", "kidnapped", 20),
    ("The quake displaced 4,000 people.", "displaced", 4000),
    ("Some 700 people were evacuated.", "evacuated", 700),
]


@pytest.mark.parametrize(("text", "measure", "number"), OTHER_MEASURES)
def test_each_word_has_its_measure(text: str, measure: str, number: int) -> None:
    assert counted(text, measure) == [(number, number)]
