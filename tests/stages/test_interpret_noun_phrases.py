"""Noun phrases, names and clauses of saying, found by closed classes of words."""

from __future__ import annotations

import pytest

from dateline.stages.interpret.reading.annotate import annotate
from dateline.stages.interpret.reading.names import given_names, runs
from dateline.stages.interpret.reading.noun_phrases import phrase_after, starts_clause, subject_before
from dateline.stages.interpret.statements.clauses import clauses
from dateline.stages.interpret.statements.nominals import nominals
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


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_names_are_runs_of_capitals_behind_titles(text: str, names: list[str]) -> None:
    view = annotate(report(text))
    assert [run.name for run in runs(view, 0, len(view.words))] == names


def test_a_titled_name_says_so() -> None:
    view = annotate(report("Dr. Tom Berg met Ada Lund."))
    assert [run.titled for run in runs(view, 0, len(view.words))] == [True, False]


def test_given_names_tell_the_pronoun() -> None:
    known = given_names()
    assert (known["anna"], known["peter"]) == ("she", "he")
    assert set(known.values()) <= {"he", "she", ""}


VERBS = [
    ("The mayor said it.", ["said"]),
    ("The mayor has said it.", ["said"]),
    ("The mayor says it and adds more.", ["says", "adds"]),
    ("The mayor did not say it.", []),
    ("The mayor could say it.", []),
    ("It was said.", []),
    ("The police report came.", []),
    ("A baker best known for rye left.", []),
    ("They have known it.", ["known"]),
    ("“He said it.”", []),
    ("The Said Hotel burned.", []),
]


@pytest.mark.parametrize(("text", "cues"), VERBS)
def test_a_form_is_a_verb_only_where_it_is_used_as_one(text: str, cues: list[str]) -> None:
    view = annotate(report(text))
    assert [view.words[clause.cue] for clause in clauses(view, 0, len(view.words))] == cues


NOMINALS = [
    ("Lund’s claim that the dam was safe is false.", ["the dam was safe is false"]),
    ("The claims could not be independently verified.", ["The claims"]),
    ("Unconfirmed reports of looting spread.", ["reports of looting spread"]),
    ("The claim form is long.", []),
    ("The statements that were made public were long.", []),
    ("“The claim that it was safe is false.”", []),
]


@pytest.mark.parametrize(("text", "contents"), NOMINALS)
def test_saying_without_a_verb(text: str, contents: list[str]) -> None:
    view = annotate(report(text))
    found = [view.phrase(*nominal.content).text for nominal in nominals(view, 0, len(view.words))]
    assert found == contents
