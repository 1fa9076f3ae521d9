"""Figures that a report says were wrong: they must not stand in copies of it either.

Decides which figures a report took back: those that only its note of correction gives, and where the reports
of the same origin still have them. Other origins are left alone: they may have counted for themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from dateline.core.pages import Clipping
from dateline.core.types import Figure, Span
from dateline.stages.narrate.revisions.notes import NoteKind, notes


def disowned(clippings: Sequence[Clipping]) -> dict[str, tuple[Span, ...]]:
    """Where figures stand that their own origin took back, by report."""
    wrong: dict[str, set[tuple[str, float]]] = defaultdict(set)
    for clipping in clippings:
        if taken := set(_taken_back(clipping)):
            wrong[clipping.origin] |= taken
    return {
        clipping.report.id: spans
        for clipping in clippings
        if clipping.origin in wrong and (spans := tuple(_standing(clipping, wrong[clipping.origin])))
    }


def _taken_back(clipping: Clipping) -> Iterator[tuple[str, float]]:
    """The figures that a note of correction gives, and nothing else in the report does."""
    told = [note.span for note in notes(clipping.report) if note.kind is NoteKind.CORRECTION]
    if not told:
        return
    noted = [figure for figure in clipping.facts.figures if _inside(figure, told)]
    standing = {(figure.measure, figure.low) for figure in clipping.facts.figures if figure not in noted}
    yield from ((one.measure, one.low) for one in noted if (one.measure, one.low) not in standing)


def _standing(clipping: Clipping, wrong: set[tuple[str, float]]) -> Iterator[Span]:
    for figure in clipping.facts.figures:
        if (figure.measure, figure.low) in wrong:
            yield from figure.evidence


def _inside(figure: Figure, spans: Sequence[Span]) -> bool:
    at = figure.phrase.span
    return any(span.start <= at.start and at.end <= span.end for span in spans)
