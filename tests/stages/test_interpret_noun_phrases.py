"""Noun phrases and names, found by closed classes of words."""

from __future__ import annotations

import pytest

from dateline.stages.interpret.reading.annotate import annotate
from dateline.stages.interpret.reading.names import given_names, names
from dateline.stages.interpret.reading.noun_phrases import phrase_after, starts_clause, subject_before
from tests.stages.reading import report

SUBJECTS = [
    ("Tom Berg said", "Tom Berg"),
    ("The mayor said", "The mayor"),
    ("Tom Berg, a baker, said", "Tom Berg, a baker"),
    ("Tom Berg, 52, a baker, said", "Tom Berg, 52, a baker"),
    ("The mayor, Tom Berg, said", "The mayor, Tom Berg"),
    ("The mayor of Hull said", "The mayor of Hull"),
    ("Witnesses who fled it early said", "Witnesses who fled it early"),
    ("Berg and Lund said", "Berg and Lund"),
    ("Ada Lund’s lawyer said", "Ada Lund’s lawyer"),
    ("Tom Berg (52) said", "Tom Berg (52)"),
    ("It rained, and he said", "he"),
]


@pytest.mark.parametrize(("text", "subject"), SUBJECTS)
def test_a_subject_ends_at_its_verb(text: str, subject: str) -> None:
    view = annotate(report(text))
    found = subject_before(view, len(view.words) - 1, 0)
    assert found
    assert view.phrase_of(*found).text == subject


@pytest.mark.parametrize("text", ["said", "of said", "and said", ", said", "“It is,” said"])
def test_what_is_no_noun_phrase_is_no_subject(text: str) -> None:
    view = annotate(report(text))
    assert subject_before(view, len(view.words) - 1, 0) is None


AFTER = [
    ("the mayor in a statement", "the mayor"),
    ("Tom Berg, a baker.", "Tom Berg, a baker"),
    ("Tom Berg on Monday", "Tom Berg"),
    ("the head of the dam authority, who left", "the head of the dam authority"),
]


@pytest.mark.parametrize(("text", "phrase"), AFTER)
def test_a_phrase_ends_before_the_occasion(text: str, phrase: str) -> None:
    view = annotate(report(text))
    assert view.phrase_of(0, phrase_after(view, 0, len(view.words))).text == phrase


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("the dam would hold", True),
        ("they had left", True),
        ("was late", False),
        ("included two men", False),
        ("of the dam was", False),
        ("it, who was late", False),
        ("a dam of stone", False),
        ("", False),
    ],
)
def test_a_clause_is_a_subject_and_a_verb(text: str, clause: bool) -> None:
    view = annotate(report(text))
    assert starts_clause(view, 0, len(view.words)) is clause


NAMES = [
    ("Tom Berg left.", ["Tom Berg"]),
    ("Dr. Tom Berg left.", ["Tom Berg"]),
    ("Hull Mayor Ada Lund left.", ["Ada Lund"]),
    ("Ludwig van der Berg left.", ["Ludwig van der Berg"]),
    ("Tom Berg and Ada Lund left.", ["Tom Berg", "Ada Lund"]),
    ("the mayor left.", []),
]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_names_are_runs_of_capitals_behind_titles(text: str, expected: list[str]) -> None:
    assert [name.text for name in names(annotate(report(text))).all] == expected


def test_a_titled_name_says_so() -> None:
    found = names(annotate(report("Dr. Tom Berg met Ada Lund.")))
    assert [name.titled for name in found.all] == [True, False]


def test_given_names_tell_the_pronoun() -> None:
    known = given_names()
    assert (known["anna"], known["peter"]) == ("she", "he")
    assert set(known.values()) <= {"he", "she", "either"}
