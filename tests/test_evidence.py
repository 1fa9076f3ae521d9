"""Proof that evidence is real: every line of every page, walked by a judge that is not ours.

The checks here share no code with ``stages/proof``: a plain reading of what a line may say. A number
or a name must stand in the words that the line's spans point to, or belong to the credit of a report
that it cites (its outlet, author, title, or the day it was published).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.app import App
from dateline.core.pages import Clipping, Line, LineKind, Page, Severity
from dateline.core.types import Report
from dateline.stages import interpret, proof
from tests.conftest import Edition

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_QUOTATION = re.compile(r"“([^”]+)”")
_NAME = re.compile(r"(?<![.!?:“\"(—] )(?<!^)\b[A-Z][\w’'-]{2,}")
_WORDS = {
    word: str(value)
    for value, words in {
        0: "no nobody none", 1: "one a an", 2: "two both", 3: "three", 4: "four", 5: "five", 6: "six",
        7: "seven", 8: "eight", 9: "nine", 10: "ten", 11: "eleven", 12: "twelve dozen", 13: "thirteen",
        14: "fourteen", 15: "fifteen", 16: "sixteen", 17: "seventeen", 18: "eighteen", 19: "nineteen",
        20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty",
        90: "ninety",
    }.items()
    for word in words.split()
}  # fmt: skip


def plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text)
    for curly, straight in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("\u00a0", " ")):
        text = text.replace(curly, straight)
    return " ".join(text.split())


def digits(number: str) -> str:
    number = number.replace(",", "")
    return number.rstrip("0").rstrip(".") if "." in number else number


def numbers(text: str) -> set[str]:
    found = {digits(match) for match in _NUMBER.findall(text)}
    return found | {_WORDS[word] for word in re.findall(r"[a-z]+", text.lower()) if word in _WORDS}


def evidence(line: Line, reports: Mapping[str, Report]) -> str:
    return " … ".join(reports[span.report].quote(span) for span in line.evidence)


def credits(line: Line, reports: Mapping[str, Report]) -> str:
    cited = [reports[span.report] for span in line.evidence]
    parts = [f"{report.outlet} {report.author} {report.title}" for report in cited]
    parts += [
        report.published.at.strftime("%A %B %-d %Y %a %b %H:%M") for report in cited if report.published
    ]
    return " … ".join(parts)


def faults(page: Page, reports: Mapping[str, Report]) -> Iterator[str]:
    for line in page.lines:
        for span in line.evidence:
            if not 0 <= span.start < span.end <= len(reports[span.report].text):
                yield f"{line.text!r}: {span} lies outside its report"
        if not line.evidence:
            yield f"{line.text!r}: no evidence"
        borne, credit = plain(evidence(line, reports)), plain(credits(line, reports))
        said = plain(line.text)
        for number in sorted({digits(match) for match in _NUMBER.findall(said)}):
            if number not in numbers(borne) | numbers(credit):
                yield f"{line.text!r}: {number} is not in {borne!r}"
        for name in _NAME.findall(said):
            bare = name.removesuffix("'s").removesuffix("'")
            if bare.lower() not in (borne + " " + credit).lower():
                yield f"{line.text!r}: {bare} is not in {borne!r}"
        if line.kind is not LineKind.HEADLINE:
            for quotation in _QUOTATION.findall(line.text):
                words = plain(quotation).rstrip(",.?!")
                if not all(part.strip(" ,") in borne for part in words.split("…")):
                    yield f"{line.text!r}: the quotation is not in {borne!r}"


def test_every_line_of_the_sample_is_borne_out(sample: Edition) -> None:
    found = [fault for page in sample.pages for fault in faults(page, sample.reports)]
    assert sum(len(page.lines) for page in sample.pages) > 60
    assert not found, "\n".join(found)


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
    if _NUMBER.search(line.text):
        yield replace(line, text=_NUMBER.sub("8417", line.text, count=1))
    if names := _NAME.findall(line.text):
        yield replace(line, text=line.text.replace(names[0], "Zanzibarov", 1))
    if line.kind is LineKind.QUOTATION and _QUOTATION.search(line.text):
        yield replace(line, text=_QUOTATION.sub("“We never said any of that at all”", line.text, count=1))


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
