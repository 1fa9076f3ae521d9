"""Names: where they begin and end, behind which titles, and what they name."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.stages.interpret.reading.annotate import annotate
from dateline.stages.interpret.reading.names import given_names, names
from tests.stages.reading import report


def kinds(text: str) -> dict[str, str]:
    """What each name of a text names."""
    return {name.text: str(name.kind) for name in names(annotate(report(text))).all}


PERSONS = [
    ("Fire chief Tom Berg left.", "Tom Berg"),
    ("Coroner Lars Hale left.", "Lars Hale"),
    ("Senate Minority Leader Ada Brook left.", "Ada Brook"),
    ("The witness Tim Roe left.", "Tim Roe"),
    ("They met Laurence H. Berg there.", "Laurence H. Berg"),
    ("They met J.K. Berg, 54, there.", "J.K. Berg"),
    ("They met Ada van der Lund there.", "Ada van der Lund"),
    ("They met Tom Berg Jr. there.", "Tom Berg Jr."),
    ("They met Stephen King there.", "Stephen King"),
    ("They met Ada May there.", "Ada May"),
    ("They met Tiger Woods, 40, there.", "Tiger Woods"),
    ("The Security Committee’s Franz Zeltner left.", "Franz Zeltner"),
    ("Quelmo Tazzari, 44, left.", "Quelmo Tazzari"),
    ("Quelmo Tazzari said so.", "Quelmo Tazzari"),
    ("Mr. Tazzari left.", "Tazzari"),
    ("Volodymyr Zarenko left.", "Volodymyr Zarenko"),
    ("They met Quelmo Tazzari. It was late, Tazzari said.", "Quelmo Tazzari"),
]


@pytest.mark.parametrize(("text", "name"), PERSONS)
def test_a_person_is_known_by_given_name_title_age_or_what_the_name_does(text: str, name: str) -> None:
    assert kinds(text)[name] == "person"


OTHERS = [
    ("They study at the University of Louisville now.", "University of Louisville", "organisation"),
    (
        "They left the Department of Health and Human Services.",
        "Department of Health and Human Services",
        "organisation",
    ),
    ("They read the Karst Gazette.", "Karst Gazette", "organisation"),
    ("They left the People's Republic of Vesk.", "People's Republic of Vesk", "organisation"),
    ("They called the SBU.", "SBU", "organisation"),
    ("They work for Nelke Motors Inc.", "Nelke Motors Inc.", "organisation"),
    ("They swam in the Seret River.", "Seret River", "place"),
    ("They met in Tahrir Square.", "Tahrir Square", "place"),
    ("They met in Cairo.", "Cairo", "other"),
    ("They met on the Marlow Tazzari.", "Marlow Tazzari", "other"),
]


@pytest.mark.parametrize(("text", "name", "kind"), OTHERS)
def test_bodies_and_places_are_told_apart(text: str, name: str, kind: str) -> None:
    assert kinds(text)[name] == kind


SILENT = [
    "Elsewhere it rained.",
    "Moments later it rained.",
    "The rain fell on Monday in May.",
    "SHOCKING scenes in the town.",
    "Prime Minister",
    "IT WAS LATE AND TOM BERG LEFT THE HALL WITH THE OTHERS.",
]


@pytest.mark.parametrize("text", SILENT)
def test_a_capital_alone_makes_no_name(text: str) -> None:
    assert kinds(text) == {}


def test_titles_before_a_name_are_no_part_of_it() -> None:
    (name,) = names(annotate(report("On Friday former police chief Tom Berg left."))).all
    view = annotate(report("On Friday former police chief Tom Berg left."))
    assert name.titled
    assert view.words[name.titles : name.last] == ("chief", "Tom", "Berg")


def test_a_name_does_not_reach_over_a_line_or_a_sentence() -> None:
    assert set(kinds("It was opened by Tom Berg\nAda Lund, 40, left.")) == {"Tom Berg", "Ada Lund"}
    assert set(kinds("It was opened by Tom Berg. Ada Lund left.")) == {"Tom Berg", "Ada Lund"}


def test_a_surname_alone_is_the_person_s_who_bears_it() -> None:
    assert kinds("They met Ada Musk. Musk left.")["Musk"] == "person"
    assert "Musk" not in kinds("Musk is a smell. They like musk.")


def test_names_are_found_by_their_tokens() -> None:
    view = annotate(report("On Friday Tom Berg met Ada Lund."))
    found = names(view)
    assert [name.text for name in found.among(0, len(view.words))] == ["Tom Berg", "Ada Lund"]
    assert [name.text for name in found.among(4, len(view.words))] == ["Ada Lund"]
    assert [bool(found.at(token)) for token in range(len(view.words))] == [
        False,
        False,
        True,
        True,
        False,
        True,
        True,
        False,
    ]
    assert found.persons == {"tom", "berg", "ada", "lund"}


@pytest.mark.parametrize(
    ("name", "pronoun"),
    [
        ("ada", "she"),
        ("tom", "he"),
        ("volodymyr", "he"),
        ("solomiia", "she"),
        ("robin", "either"),
        ("serhiy", "he"),
    ],
)
def test_given_names_of_many_tongues_tell_he_and_she(name: str, pronoun: str) -> None:
    assert given_names()[name] == pronoun


@pytest.mark.parametrize("word", ["the", "paris", "georgia", "will", "may", "monday", "texas"])
def test_words_that_mislead_are_no_given_names(word: str) -> None:
    assert word not in given_names()


PIECES = [
    "Tom",
    "Berg",
    "Mr.",
    "President",
    "de",
    "la",
    "of",
    "the",
    "University",
    "SBU",
    "H",
    ".",
    ",",
    "\n",
    "said",
    "71",
    "“",
]


@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_names_stand_apart_and_in_order(pieces: list[str]) -> None:
    view = annotate(report(" ".join(pieces)))
    found = names(view).all
    for before, after in pairwise(found):
        assert before.last <= after.first
    for name in found:
        assert 0 <= name.titles <= name.first < name.last <= len(view.words)
        assert name.parts
