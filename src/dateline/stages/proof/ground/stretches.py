"""Stretches of sources: what counts as evidence, cut into sentences.

Decides where a sentence of a source ends: where the interpreter says, else at stops. It does not decide what
a stretch bears out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from dateline.core.types import Span

if TYPE_CHECKING:
    from dateline.stages.proof.ground.numerals import Numeral

_SENTENCE = re.compile(
    r"[^.!?\n]+(?:(?:[.!?]+(?![\s\"'”’)]*\s|$)|(?<=\b[A-Z])\.|(?<=\b(?:Mr|Ms|Dr|St))\.|(?<=\b(?:Mrs|Gov|Sen|Rep|Gen))\.)"
    r"[^.!?\n]*)*[.!?]*"
)
#: What was read as one sentence and is longer is a text without capitals: it is cut at its stops.
_READ = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of a report's text that counts as evidence, at its offset there."""

    report: str
    start: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A number of a source: what it is worth and where it stands."""

    numeral: Numeral
    span: Span
    text: str


def span_of(stretch: Stretch) -> Span:
    """Where a stretch stands, without the blanks around it."""
    lead = len(stretch.text) - len(stretch.text.lstrip())
    start = stretch.start + lead
    return Span(report=stretch.report, start=start, end=start + len(stretch.text.strip()))


def cut_as_read(stretch: Stretch, spans: Sequence[Span]) -> list[Stretch]:
    """The sentences of a stretch as the interpreter read them; none where it read none there."""
    end = stretch.start + len(stretch.text)
    first = bisect_right(spans, stretch.start, key=lambda span: span.end)
    found = []
    for span in islice(spans, first, None):
        if span.start >= end:
            break
        start, last = max(span.start, stretch.start), min(span.end, end)
        text = stretch.text[start - stretch.start : last - stretch.start]
        sentence = Stretch(report=stretch.report, start=start, text=text)
        found.extend([sentence] if len(text) <= _READ else cut_at_stops(sentence))
    return found


def cut_at_stops(stretch: Stretch) -> list[Stretch]:
    """The sentences of a stretch by its stops and line breaks."""
    return [
        Stretch(report=stretch.report, start=stretch.start + match.start(), text=match.group())
        for match in _SENTENCE.finditer(stretch.text)
        if match.group().strip()
    ]
