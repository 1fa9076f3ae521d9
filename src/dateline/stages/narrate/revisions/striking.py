"""The words of a story that are not material any more.

Decides what is kept out: what a report says of itself (``notes``), all of a report that its outlet took back,
figures that their origin did (``disowned``), and the sentences of a source that the desk says was wrong. What
becomes of lines that are printed already, ``amending`` and ``correcting`` say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from dateline.core.pages import Clipping, Dossier, Fault
from dateline.core.types import Facts, Phrase, Report, Span
from dateline.stages.narrate.revisions.disowned import disowned
from dateline.stages.narrate.revisions.notes import NoteKind, notes
from dateline.stages.narrate.revisions.since import NOTHING, Since


def struck(dossier: Dossier, since: Since = NOTHING) -> Dossier:
    """The dossier without what is not to be told: its reports are all there, some of their facts are not."""
    wrong = disowned(dossier.clippings)
    return replace(
        dossier,
        clippings=tuple(
            _without(clipping, since, wrong.get(clipping.report.id, ())) for clipping in dossier.clippings
        ),
    )


def _without(clipping: Clipping, since: Since, wrong: Sequence[Span]) -> Clipping:
    told = notes(clipping.report)
    if withdrawn(clipping):
        return replace(clipping, facts=Facts(report=clipping.facts.report))
    taken_back = [
        span
        for amendment in since.amendments
        if amendment.fault is Fault.SOURCE
        for span in stands_at(amendment.struck, clipping.report)
    ]
    spans = [*(note.span for note in told), *taken_back, *wrong]
    return replace(clipping, facts=_less(clipping.facts, spans)) if spans else clipping


def withdrawn(clipping: Clipping) -> bool:
    """Whether the outlet took the whole report back."""
    return any(note.kind is NoteKind.RETRACTION for note in notes(clipping.report))


def _less(facts: Facts, spans: Sequence[Span]) -> Facts:
    """The facts of a report without every sentence that one of the spans touches, and what stands there."""
    gone = [sentence for sentence in facts.sentences if touches(sentence, spans)] or list(spans)

    def stands(fact: Evident) -> bool:
        return not any(touches(span, gone) for span in fact.evidence)

    return replace(
        facts,
        sentences=tuple(sentence for sentence in facts.sentences if sentence not in gone),
        statements=tuple(filter(stands, facts.statements)),
        figures=tuple(filter(stands, facts.figures)),
        places=tuple(filter(stands, facts.places)),
        moments=tuple(filter(stands, facts.moments)),
        events=tuple(filter(stands, facts.events)),
        clauses=tuple(clause for clause in facts.clauses if not touches(clause.span, gone)),
    )


class Evident(Protocol):
    """Whatever words of reports bear out."""

    @property
    def evidence(self) -> tuple[Span, ...]: ...


def touches(span: Span, others: Iterable[Span]) -> bool:
    """Whether a span shares a letter with one of the others."""
    return any(
        span.report == other.report and span.start < other.end and other.start < span.end for other in others
    )


def stands_at(phrases: Iterable[Phrase], report: Report) -> list[Span]:
    """Where words stand in a report as it reads now: where they stood, or wherever they went."""
    found = [_found(phrase, report) for phrase in phrases if phrase.span.report == report.id]
    return [span for span in found if span]


def _found(phrase: Phrase, report: Report) -> Span | None:
    if report.text[phrase.span.start : phrase.span.end] == phrase.text:
        return phrase.span
    start = report.text.find(phrase.text)
    return None if start < 0 else Span(report=report.id, start=start, end=start + len(phrase.text))
