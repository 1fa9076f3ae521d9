"""Evidence of printed lines: there is some, and it points into a report that is there.

Decides nothing about what the evidence says; the other rules do.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.core.pages import LineKind
from dateline.core.text import fold
from dateline.core.types import Report, Span
from dateline.stages.proof.case import Case, Objection, Passage


def no_evidence(case: Case) -> Iterator[Objection]:
    """Lines without evidence (HOUSE_STYLE rule 1)."""
    for line in case.draft.lines:
        if not line.evidence:
            yield Objection(start=line.start, end=line.end, why="This line points to no report.")


def evidence_out_of_report(case: Case) -> Iterator[Objection]:
    """Lines whose evidence points to a report that is not there, or outside its text."""
    for passage in case.passages:
        if not passage.cites:
            continue
        reports = {clipping.report.id: clipping.report for clipping in passage.ground.clippings}
        for span in passage.evidence:
            report = reports.get(span.report)
            if report is None:
                why = f"Its evidence is in report {span.report}, which is not among the sources."
            elif _is_its_headline(passage, span, report):
                continue
            elif not 0 <= span.start < span.end <= len(report.text):
                why = f"Its evidence, {span.start} to {span.end}, is not a stretch of report {span.report}."
            else:
                continue
            yield Objection(start=passage.start, end=passage.end, why=why, evidence=(span,))
            break


def _is_its_headline(passage: Passage, span: Span, report: Report) -> bool:
    """Whether the line is the headline of a report without text, which is reserved: all there is of it."""
    points_at_all = (span.start, span.end) == (0, len(report.text)) == (0, 0)
    return points_at_all and passage.kind is LineKind.HEADLINE and fold(passage.text) in fold(report.title)
