"""Sentences, quotations and places: cases beside those of the shared pass."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.text import paragraphs
from dateline.stages.interpret.reading.quotations import quotations
from dateline.stages.interpret.reading.sentences import sentences
from tests.stages.reading import located

SENTENCES = [
    ("It rained. It poured.", ["It rained.", "It poured."]),
    ("It cost 3.5 million. Nobody paid.", ["It cost 3.5 million.", "Nobody paid."]),
    ("Mr. Berg left. He ran.", ["Mr. Berg left.", "He ran."]),
    ("J. Berg left.", ["J. Berg left."]),
    ("It opens at 7 a.m. on Monday.", ["It opens at 7 a.m. on Monday."]),
    ("Ada saw it. “It is big,” she said.", ["Ada saw it.", "“It is big,” she said."]),
    ("First\n\nSecond", ["First", "Second"]),
    ('"It held," he said. " We left."', ['"It held," he said.', '" We left."']),
    ("It held, he said. `` We left.''", ["It held, he said.", "`` We left.''"]),
    ("Ada Berg, R-N.H., left. He ran.", ["Ada Berg, R-N.H., left.", "He ran."]),
    ("HULL, Wash. -- A dam broke. He ran.", ["HULL, Wash. -- A dam broke.", "He ran."]),
    ("They climbed the Ada-Mt. Berg ridge.", ["They climbed the Ada-Mt. Berg ridge."]),
    ("1. Dam breaks.", ["1. Dam breaks."]),
    ("It is in Pct. 4 now.", ["It is in Pct. 4 now."]),
    ("She is at No. 5 today.", ["She is at No. 5 today."]),
    ("It was vitamin C. The doctor left.", ["It was vitamin C.", "The doctor left."]),
    ("Ada B. Lund left.", ["Ada B. Lund left."]),
    ("GEN. BERG LEFT. HE RAN.", ["GEN. BERG LEFT.", "HE RAN."]),
    ("It is on p. 5 of it.", ["It is on p. 5 of it."]),
    ("Hull vs. Leeds was dull.", ["Hull vs. Leeds was dull."]),
    ("So do I. He ran.", ["So do I.", "He ran."]),
    ("They left for the U.S. The rest stayed.", ["They left for the U.S.", "The rest stayed."]),
    ("Const. Berg left. Atty. Lund ran.", ["Const. Berg left.", "Atty. Lund ran."]),
    ("It began at 7 a. m. Monday. He ran.", ["It began at 7 a. m. Monday.", "He ran."]),
    ("It ended at 5 p. m. He ran.", ["It ended at 5 p. m.", "He ran."]),
    ("It is from est. 1900 on.", ["It is from est. 1900 on."]),
    ("This is Ada Lund Sr. She ran.", ["This is Ada Lund Sr.", "She ran."]),
    ("  ", []),
]
#: What other languages write short: language, text, its sentences.
ELSEWHERE = [
    ("de", "Er kam gem. Art. 5 frei. Sie ging.", ["Er kam gem. Art. 5 frei.", "Sie ging."]),
    ("de", "Der 3. Bericht kam. Sie ging.", ["Der 3. Bericht kam.", "Sie ging."]),
    ("de", "Er wurde 3. Das war gut.", ["Er wurde 3.", "Das war gut."]),
    ("de", "Das gilt z. B. Montag.", ["Das gilt z. B. Montag."]),
    ("uk", "Був ген. Лунд. Він пішов.", ["Був ген. Лунд.", "Він пішов."]),
    ("uk", "Це на просп. Миру. Він пішов.", ["Це на просп. Миру.", "Він пішов."]),
    ("uk", "Дім має 5 просп. Він новий.", ["Дім має 5 просп.", "Він новий."]),
    ("fr", "Mme. Lund est là. Il partit.", ["Mme. Lund est là.", "Il partit."]),
    ("en", "It was gem. Art. 5 ended.", ["It was gem.", "Art. 5 ended."]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_a_text_falls_into_its_sentences(text: str, expected: list[str]) -> None:
    openings = {quotation.start for quotation in quotations(text, paragraphs(text))}
    found = sentences(text, paragraphs(text), "en", openings)
    assert [text[sentence.start : sentence.end] for sentence in found] == expected


@pytest.mark.parametrize(("language", "text", "expected"), ELSEWHERE)
def test_what_a_language_writes_short_ends_no_sentence(language: str, text: str, expected: list[str]) -> None:
    found = sentences(text, paragraphs(text), language)
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
    ("'It is late,' he said.", [("'It is late,'", True)]),
    ("'The dogs' bowl is red,' he said.", [("'The dogs' bowl is red,'", True)]),
    ("They saw 'Hull' in '94 at Tom's.", []),
    ("It was 5' tall, the dogs' bowl.", []),
    ('He said: " It held. " He left.', [('" It held. "', True)]),
    ('It is 12 " wide.', []),
    ("``One,'' he said, ``two.''", [("``One,''", True), ("``two.''", True)]),
    ("He said ”one” and left.", [("”one”", True)]),
    ("No marks", []),
]


@pytest.mark.parametrize(("text", "expected"), MARKS)
def test_a_quotation_has_its_marks(text: str, expected: list[tuple[str, bool]]) -> None:
    found = quotations(text, paragraphs(text))
    assert [(text[q.start : q.end], q.closed) for q in found] == expected


@given(st.text(alphabet="“”\"'‘’`« ».,\nabS", max_size=120))
def test_quotations_lie_apart_in_their_paragraphs(text: str) -> None:
    parts = list(paragraphs(text))
    found = quotations(text, parts)
    assert all(any(start <= q.start < q.end <= end for start, end in parts) for q in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))


PLACES = [
    ("It rained in Leipzig.", {"Leipzig": ("Leipzig", "DE")}),
    ("It rained in Paris, Texas.", {"Paris": ("Paris", "US"), "Texas": ("Texas", "US")}),
    ("The Danube rose.", {"Danube": ("Danube", "")}),
    ("Paris Lund left.", {}),
    ("She works for Leipzig University.", {}),
    ("On Main Street it rained.", {"Main Street": ("Main Street", "")}),
    ("The Danube Institute spoke.", {}),
]


@pytest.mark.parametrize(("text", "expected"), PLACES)
def test_places(text: str, expected: dict[str, tuple[str, str]]) -> None:
    assert located(text) == expected
