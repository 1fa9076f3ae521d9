"""What holds of the events of any text: offsets, words of the report, and cost in steps."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.core.types import Event, Mode
from dateline.stages.interpret.events.grammar import events
from dateline.stages.interpret.reading.annotate import annotate
from tests.stages.reading import report

_WORDS = """
attack attacked attacks rebels police arrested the a of by on in and , . ; that who which will could
not no if second since November after year again with drone drones Danish Malia Berg J. - 's to
began continue forced were was has been launched series talks between protest planned denied fears
12 port killed WHO used ( ) “ ”
"""
TEXTS = st.one_of(st.text(max_size=120), st.lists(st.sampled_from(_WORDS.split()), max_size=45).map(" ".join))


def found(text: str) -> tuple[Event, ...]:
    return events(annotate(report(text)), (), (), ())


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_every_event_stands_where_it_says(text: str) -> None:
    for event in found(text):
        span = event.phrase.span
        assert text[span.start : span.end] == event.phrase.text
        (evidence,) = event.evidence
        assert evidence.start <= span.start < span.end <= evidence.end


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_whoever_takes_part_is_named_in_the_sentence(text: str) -> None:
    for event in found(text):
        (evidence,) = event.evidence
        sentence = " ".join(text[evidence.start : evidence.end].split())
        for name in (*event.targets, event.means, event.link):
            assert name in sentence
        assert all(name in sentence or name == "Denmark" for name in event.actors)
        assert not set(event.actors) & set(event.targets)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_a_link_is_to_the_past(text: str) -> None:
    assert all(event.mode is Mode.HISTORICAL for event in found(text) if event.link)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_no_two_events_of_a_report_are_the_same(text: str) -> None:
    told = [(event.type, event.mode, event.phrase.span) for event in found(text)]
    assert len(told) == len(set(told))


def steps(text: str) -> int:
    """How many lines of the room of events run to read a text."""
    count = 0

    def trace(frame: FrameType, event: str, _: object) -> Any:
        nonlocal count
        if "events" not in frame.f_code.co_filename:
            return None
        count += event == "line"
        return trace

    view = annotate(report(text))
    events(view, (), (), ())
    before = sys.gettrace()
    sys.settrace(trace)
    try:
        events(view, (), (), ())
    finally:
        sys.settrace(before)
    return count


PIECES = [
    "and attacked ",
    "rebels attacked the port, ",
    "of the attack on the port ",
    "to begin to attack ",
    "the second attack since ",
    "who attacked ",
    "Danish drones and ",
    "protests by ",
]


@pytest.mark.parametrize("piece", PIECES)
def test_the_cost_grows_with_the_text_and_no_faster(piece: str) -> None:
    small, large = steps(piece * 100), steps(piece * 300)
    assert large <= 5 * small + 500, (small, large)
