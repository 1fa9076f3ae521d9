"""Sentences, quotations, places and events: cases beside those of the shared pass."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.text import paragraphs
from dateline.core.types import Mode
from dateline.stages.interpret.reading.quotations import quotations
from dateline.stages.interpret.reading.sentences import sentences
from tests.stages.reading import located, read

SENTENCES = [
    ("It rained. It poured.", ["It rained.", "It poured."]),
    ("It cost 3.5 million. Nobody paid.", ["It cost 3.5 million.", "Nobody paid."]),
    ("Mr. Berg left. He ran.", ["Mr. Berg left.", "He ran."]),
    ("J. Berg left.", ["J. Berg left."]),
    ("It opens at 7 a.m. on Monday.", ["It opens at 7 a.m. on Monday."]),
    ("Ada saw it. “It is big,” she said.", ["Ada saw it.", "“It is big,” she said."]),
    ("First\n\nSecond", ["First", "Second"]),
    ("  ", []),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_a_text_falls_into_its_sentences(text: str, expected: list[str]) -> None:
    found = sentences(text, paragraphs(text))
    assert [text[sentence.start : sentence.end] for sentence in found] == expected


@given(st.text(max_size=200))
def test_sentences_lie_in_their_paragraphs(text: str) -> None:
    parts = list(paragraphs(text))
    for sentence in sentences(text, parts):
        start, end = parts[sentence.paragraph]
        assert start <= sentence.start < sentence.end <= end


MARKS = [
    ("“One.”", [("“One.”", True)]),
    ("He said “one and left.", [("“one and left.", False)]),
    ("It’s ‘one’ dog’s", [("‘one’", True)]),
    ("The ‘90s", []),
    ("No marks", []),
]


@pytest.mark.parametrize(("text", "expected"), MARKS)
def test_a_quotation_has_its_marks(text: str, expected: list[tuple[str, bool]]) -> None:
    found = quotations(text, paragraphs(text))
    assert [(text[q.start : q.end], q.closed) for q in found] == expected


PLACES = [
    ("It rained in Leipzig.", {"Leipzig": ("Leipzig", "DE")}),
    ("It rained in Paris, Texas.", {"Paris": ("Paris", "US"), "Texas": ("Texas", "US")}),
    ("The Danube rose.", {"Danube": ("Danube", "")}),
    ("Paris Lund left.", {}),
    ("She works for Leipzig University.", {}),
    ("On Main Street it rained.", {}),
]


@pytest.mark.parametrize(("text", "expected"), PLACES)
def test_places(text: str, expected: dict[str, tuple[str, str]]) -> None:
    assert located(text) == expected


EVENTS = [
    ("A tram derailed near Hull.", [("ACCIDENT", Mode.ACTUAL)]),
    ("No flood is feared.", [("DISASTER", Mode.NEGATED)]),
    ("A strike may follow.", []),
    ("A storm could hit Hull.", [("DISASTER", Mode.ACTUAL)]),
    ("The flood of 2013 was worse.", [("DISASTER", Mode.HISTORICAL)]),
    ("They will hold a rally.", [("PROTEST", Mode.FUTURE)]),
    ("“The flood is here,” he said.", []),
]


@pytest.mark.parametrize(("text", "expected"), EVENTS)
def test_events(text: str, expected: list[tuple[str, Mode]]) -> None:
    assert [(event.type, event.mode) for event in read(text).events] == expected
