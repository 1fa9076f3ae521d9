"""What holds of the facts of any text at all: offsets, order, evidence, the same again, cost in steps."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.core.contract import facts_form
from dateline.core.types import Facts, Figure, Moment, Place, Span
from dateline.stages.interpret.reading.annotate import annotate
from tests.stages.reading import read, report

_WORDS = """
Anna Lund Berg Hull Paris she he said says told asked that to leave homes people 38 five dozens of woman man
killed injured among the dead on Monday will since 2019 in which , . ; — “ ” ‘ ’ " ( ) according was is
7.2 metres aged from 😀 Київ an a fifth victim 's
"""
WORDS = st.sampled_from([*_WORDS.split(), "\n\n"])
TEXTS = st.one_of(st.text(max_size=150), st.lists(WORDS, max_size=40).map(" ".join))


def spans(facts: Facts) -> list[tuple[str, Span]]:
    """Every phrase of a report's facts with where it stands."""
    found = [(figure.phrase.text, figure.phrase.span) for figure in facts.figures]
    found += [(place.phrase.text, place.phrase.span) for place in facts.places]
    found += [(moment.phrase.text, moment.phrase.span) for moment in facts.moments]
    found += [(event.phrase.text, event.phrase.span) for event in facts.events]
    for statement in facts.statements:
        found += [(piece.text, piece.span) for piece in statement.content]
        found += [(statement.cue.text, statement.cue.span)] if statement.cue else []
        found += [(statement.speaker.phrase.text, statement.speaker.phrase.span)] if statement.speaker else []
    return found


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_every_phrase_stands_where_it_says(text: str) -> None:
    for words, span in spans(read(text)):
        assert text[span.start : span.end] == words
        assert span.report == "r1"


@settings(max_examples=80, deadline=None)
@given(TEXTS)
def test_every_fact_lies_in_its_evidence(text: str) -> None:
    facts = read(text)
    found: list[Figure | Place | Moment] = [*facts.figures, *facts.places, *facts.moments]
    for fact in found:
        (evidence,) = fact.evidence
        assert evidence.start <= fact.phrase.span.start < fact.phrase.span.end <= evidence.end


@settings(max_examples=80, deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_facts(text: str) -> None:
    assert facts_form(read(text)) == facts_form(read(text))


@settings(max_examples=80, deadline=None)
@given(TEXTS)
def test_one_figure_at_most_of_a_measure_is_printed(text: str) -> None:
    printed = [figure.measure for figure in read(text).figures if figure.headline]
    assert len(printed) == len(set(printed))


@settings(max_examples=80, deadline=None)
@given(TEXTS)
def test_sentences_follow_one_another(text: str) -> None:
    facts = read(text)
    assert all(a.end <= b.start for a, b in zip(facts.sentences, facts.sentences[1:], strict=False))
    assert all(text[span.start : span.end].strip() == text[span.start : span.end] for span in facts.sentences)


@settings(max_examples=80, deadline=None)
@given(TEXTS)
def test_tokens_and_quotations_stand_in_order(text: str) -> None:
    view = annotate(report(text))
    assert all(text[a:b] == word for word, a, b in zip(view.words, view.starts, view.ends, strict=True))
    assert all(a.end <= b.start for a, b in zip(view.quotations, view.quotations[1:], strict=False))
    for position, start in enumerate(view.starts):
        assert view.token_from(start) == position


def steps(text: str) -> int:
    """How many lines of ``interpret`` run to read a text: a count, so that a busy machine fails nothing."""
    count = 0

    def trace(frame: FrameType, event: str, _: object) -> Any:
        nonlocal count
        if "interpret" not in frame.f_code.co_filename:
            return None
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        read(text)
    finally:
        sys.settrace(before)
    return count


PIECES = [
    "Anna Lund, 38, ",
    "12 people were killed and ",
    "people had to leave their homes ",
    "on Monday ",
    "“ ",
    "in which 7 metres, since 2019, ",
    "who ",
    "among the dead ",
    "Paris ",
]


@pytest.mark.parametrize("piece", PIECES)
def test_steps_grow_with_the_text_and_no_faster(piece: str) -> None:
    read(piece)  # tables are read once
    small, large = steps(piece * 100), steps(piece * 300)
    assert large <= 5 * small, (small, large)


def test_clauses_in_one_another_cost_no_more_than_their_sentence_may_be_long() -> None:
    """A sentence is cut at 4,000 characters: beyond that twice the text is twice the steps."""
    small, large = steps("he said that " * 310), steps("he said that " * 620)
    assert large <= 3 * small, (small, large)
