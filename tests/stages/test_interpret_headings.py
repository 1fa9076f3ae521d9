"""Headings, labels and stamps before a sentence, as a flattened page has them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.stages.interpret.reading.annotate import annotate
from dateline.stages.interpret.reading.headings import without_headings
from dateline.stages.interpret.reading.sentences import Sentence
from tests.stages.reading import report


def cut(text: str) -> list[str]:
    return [text[one.start : one.end] for one in annotate(report(text)).sentences]


CUT = [
    (
        "Rovers beat Town to win the cup May 3,2019 6:11 PM The crowd was small.",
        ["Rovers beat Town to win the cup May 3,2019 6:11 PM", "The crowd was small."],
    ),
    (
        "Vesk mill burns down on 7 August 2012-5:46 pm Vesk lost its mill on Monday.",
        ["Vesk mill burns down on 7 August 2012-5:46 pm", "Vesk lost its mill on Monday."],
    ),
    (
        "Bridge closed 7 August 2012 | 17:46 GMT “We had to,” the mayor said.",
        ["Bridge closed 7 August 2012 | 17:46 GMT", "“We had to,” the mayor said."],
    ),
    (
        "It was late. UPDATE Vesk police say the road is open.",
        ["It was late.", "UPDATE", "Vesk police say the road is open."],
    ),
    (
        "TRAINS Nelke Netz says that the line will open.",
        ["TRAINS", "Nelke Netz says that the line will open."],
    ),
    ("READ MORE The mill is old.", ["READ MORE", "The mill is old."]),
]


@pytest.mark.parametrize(("text", "expected"), CUT)
def test_a_sentence_begins_behind_a_stamp_or_a_label(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


WHOLE = [
    "On 7 August 2012 at 5:46 pm Vesk lost its mill.",
    "The mill burned on May 3, 2019, and Town lost.",
    "On May 3, 2019 President Lund spoke.",
    "NATO Secretary General Ada Lund spoke.",
    "AIDS activists marched in Vesk.",
    "VESK, Opillia — The mill burned.",
    "UPDATE: Two mills burned.",
    "Published May 3, 2019 6:11 PM",
    "Published May 3, 2019 6:11 PM EDT",
    "The mill was shut at 6:11 PM The",
    "THE MILL BURNED DOWN",
]


@pytest.mark.parametrize("text", WHOLE)
def test_prose_names_and_datelines_are_left_whole(text: str) -> None:
    assert cut(text) == [text]


def test_the_paragraph_is_kept() -> None:
    text = "UPDATE The mill burned."
    whole = Sentence(start=0, end=len(text), paragraph=7)
    assert [(one.start, one.end, one.paragraph) for one in without_headings(text, [whole])] == [
        (0, 6, 7),
        (7, len(text), 7),
    ]


@given(st.text(alphabet="UPDATE The 1:23,May 2019pm.\n", max_size=60))
def test_no_word_is_lost_and_none_is_told_twice(text: str) -> None:
    parts = without_headings(text, [Sentence(start=0, end=len(text), paragraph=0)])
    kept = "".join(text[one.start : one.end] for one in parts)
    assert kept.split() == text.split() or "".join(kept.split()) == "".join(text.split())
    assert all(one.end <= other.start for one, other in pairwise(parts))
