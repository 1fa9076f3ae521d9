"""Evidence of printed lines: there is some, and it points into a report that is there.

Decides nothing about what the evidence says; the other rules do.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.stages.proof.case import Case, Objection


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
        lengths = {clipping.report.id: len(clipping.report.text) for clipping in passage.ground.clippings}
        for span in passage.evidence:
            if span.report not in lengths:
                why = f"Its evidence is in report {span.report}, which is not among the sources."
            elif not 0 <= span.start < span.end <= lengths[span.report]:
                why = f"Its evidence, {span.start} to {span.end}, is not a stretch of report {span.report}."
            else:
                continue
            yield Objection(start=passage.start, end=passage.end, why=why, evidence=(span,))
            break
