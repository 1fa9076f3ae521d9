"""What holds of the clauses of any text: offsets, order, the same again, cost in steps."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.core.types import Clause, Phrase
from dateline.stages.interpret.clauses.grammar import clauses
from dateline.stages.interpret.reading.annotate import annotate
from tests.stages.clauses import read
from tests.stages.reading import report, steps

_WORDS = """
the a man Lund Berg police they they've who that which and but or , . : — ( ) “ ” " 's not never nobody
was were been has had will may to killed killing kill said says is shot left in of by on after before as
when if there Monday last week 30 five people 14 - year-old yet going off dead
"""
WORDS = st.sampled_from(_WORDS.split())
TEXTS = st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=40).map(" ".join))


def inner(clause: Clause) -> list[Phrase]:
    """All phrases of a clause but its subject, which may stand outside."""
    found = [clause.verb, clause.object, clause.agent, clause.complement, *clause.adjuncts]
    return [phrase for phrase in found if phrase is not None]


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_every_phrase_stands_where_it_says(text: str) -> None:
    for clause in read(text):
        for phrase in [*inner(clause), *([clause.subject] if clause.subject else [])]:
            assert phrase.text
            assert text[phrase.span.start : phrase.span.end] == phrase.text


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_a_clause_holds_its_words(text: str) -> None:
    for clause in read(text):
        for phrase in inner(clause):
            assert clause.span.start <= phrase.span.start < phrase.span.end <= clause.span.end


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_a_clause_lies_in_one_sentence(text: str) -> None:
    view = annotate(report(text))
    for clause in clauses(view):
        sentence = view.sentences[view.sentence_at(clause.span.start)]
        assert clause.span.end <= sentence.end


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_verbs_follow_one_another_and_each_is_told_once(text: str) -> None:
    verbs = [clause.verb.span for clause in read(text)]
    assert all(a.start < b.start for a, b in pairwise(verbs))


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_clauses(text: str) -> None:
    assert read(text) == read(text)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_no_adjunct_is_told_twice(text: str) -> None:
    for clause in read(text):
        spans = [phrase.span for phrase in clause.adjuncts]
        assert len(spans) == len(set(spans))


PIECES = [
    "he said that ",
    "the man , and ",
    "killed and ",
    "Berg , Lund and ",
    "in the ",
    "very old ",
    "who ",
    "( ",
    "1 ",
    "was ",
    "the 's ",
    "of the ",
    "not to be ",
]


@pytest.mark.parametrize("piece", PIECES)
def test_steps_grow_with_the_text_and_no_faster(piece: str) -> None:
    small, large = annotate(report(piece * 60)), annotate(report(piece * 240))
    clauses(small)  # tables are read once
    assert steps(lambda: clauses(large)) <= 6 * steps(lambda: clauses(small)) + 500
