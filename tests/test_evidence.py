"""Proof that evidence is real: every line of every page, walked by a judge that is not ours (``judge``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.app import App
from dateline.core.pages import Clipping, Line, LineKind, Page, Severity
from dateline.core.types import Report
from dateline.stages import interpret, proof
from tests.conftest import Edition
from tests.judge import NAME, NUMBER, QUOTATION, breaches, faults


def test_every_line_of_the_sample_is_borne_out(sample: Edition) -> None:
    found = [fault for page in sample.pages for fault in faults(page, sample.reports)]
    assert sum(len(page.lines) for page in sample.pages) > 60
    assert not found, "\n".join(found)


def test_no_page_of_the_sample_takes_more_than_it_may(sample: Edition) -> None:
    found = [breach for page in sample.pages for breach in breaches(page, own_reports(page, sample.reports))]
    assert not found, "\n".join(found)


def own_reports(page: Page, reports: Mapping[str, Report]) -> dict[str, Report]:
    """The reports of a page's story: limits are counted in these."""
    return {credit.report: reports[credit.report] for credit in page.sources}


def test_everything_beside_the_lines_has_evidence_too(sample: Edition) -> None:
    for page in sample.pages:
        held = [part.evidence for part in page.figures] + [part.evidence for part in page.claims]
        held += [part.evidence for part in page.places] + [part.evidence for part in page.timeline]
        assert all(held)
        spans = [span for evidence in held for span in evidence]
        assert all(0 <= span.start < span.end <= len(sample.reports[span.report].text) for span in spans)


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize("name", ["newscluster", "gvc", "basil", "allsides"])
def test_every_line_of_real_reports_is_borne_out(name: str, shared: Path, desk: App) -> None:
    source = shared / "data" / "threads" / "stories" / name / "reports.jsonl.gz"
    reports = [report for report in desk.extract([str(source)]) if isinstance(report, Report)]
    pages, failures = desk.narrate(reports)
    held = {report.id: report for report in reports}
    found = [fault for page in pages for fault in faults(page, held)]
    found += [breach for page in pages for breach in breaches(page, own_reports(page, held))]
    assert not failures
    assert len(pages) > 20
    assert not found, f"{len(found)} faults\n" + "\n".join(found[:20])


def clippings(page: Page, reports: Mapping[str, Report]) -> list[Clipping]:
    return [
        Clipping(
            report=reports[credit.report],
            facts=interpret.interpret(reports[credit.report]),
            origin=credit.origin,
        )
        for credit in page.sources
    ]


def falsified(line: Line) -> Iterator[Line]:
    """The line with one number, one name and one quotation that no source has."""
    if NUMBER.search(line.text):
        yield replace(line, text=NUMBER.sub("8417", line.text, count=1))
    if names := NAME.findall(line.text):
        yield replace(line, text=line.text.replace(names[0], "Zanzibarov", 1))
    if line.kind is LineKind.QUOTATION and QUOTATION.search(line.text):
        yield replace(line, text=QUOTATION.sub("“We never said any of that at all”", line.text, count=1))


def test_a_falsified_line_is_caught(sample: Edition) -> None:
    tried = 0
    for page in sample.pages:
        sources = clippings(page, sample.reports)
        for line in page.summary:
            for false in falsified(line):
                draft = proof.draft_of(replace(page, summary=(false,), body=()))
                errors = [
                    finding
                    for finding in proof.proof(draft, sources)
                    if finding.severity is Severity.ERROR and finding.line == line.id
                ]
                assert errors, f"not caught: {false.text}"
                tried += 1
    assert tried > 20


def test_what_was_caught_is_not_printed(sample: Edition) -> None:
    for page in sample.pages:
        false = replace(page.headline, text=page.headline.text + " in Zanzibarov", id="false")
        changed = replace(page, summary=(*page.summary, false))
        findings = proof.proof(proof.draft_of(changed), clippings(page, sample.reports))
        errors = [finding for finding in findings if finding.severity is Severity.ERROR]
        printed = proof.withhold(changed, errors)
        assert false not in printed.lines
        assert any("Zanzibarov" in finding.text for finding in printed.withheld)
