"""Proof on the sets beside the project: floors that later work must not fall below."""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from dateline.core.contract import report_from
from dateline.core.pages import Clipping, Severity
from dateline.core.types import Facts, Report
from dateline.stages.proof import Draft, proof, read_draft
from dateline.stages.proof.drafts.passages import sentences

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.exists(), reason="../shared is not here"),
]


def clipping(report: Report) -> Clipping:
    return Clipping(report=report, facts=Facts(report=report.id), origin=report.id)


def alarms() -> dict[str, Counter[tuple[bool, bool]]]:
    """(consistent, alarmed) for each case, counted by origin; every third case, for speed."""
    counts: dict[str, Counter[tuple[bool, bool]]] = defaultdict(Counter)
    with (SHARED / "data" / "check" / "cases.jsonl").open(encoding="utf-8") as lines:
        for case in (json.loads(line) for place, line in enumerate(lines) if place % 3 == 0):
            source = clipping(Report(id="source", text=case["source"], language="en"))
            found = proof(Draft(text=case["draft"]), [source])
            alarmed = any(finding.severity is Severity.ERROR for finding in found)
            counts[f"{case['set']}-{case['origin']}"][case["consistent"], alarmed] += 1
    return counts


def test_alarms_over_drafts_of_machines_are_mostly_right() -> None:
    counts = alarms()
    for origin, least in (("frank-bbc", 0.9), ("frank-cnndm", 0.6), ("swap-cnndm", 0.5)):
        right, wrong = counts[origin][False, True], counts[origin][True, True]
        assert right / (right + wrong) >= least, origin
    bbc = counts["frank-bbc"]
    assert bbc[False, True] / (bbc[False, True] + bbc[False, False]) > 0.22


def test_real_sentences_raise_no_alarm_over_their_own_report() -> None:
    path = SHARED / "data" / "threads" / "stories" / "newscluster" / "reports.jsonl.gz"
    false, total = 0, 0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in (line for place, line in enumerate(lines) if place % 11 == 0):
            report = report_from(json.loads(line))
            for start, end in list(sentences(report.text))[:3]:
                found = proof(Draft(text=report.text[start:end]), [clipping(report)])
                false += any(finding.severity is Severity.ERROR for finding in found)
                total += 1
    assert total > 100
    assert false / total < 0.005


def test_the_faults_of_the_reference_page_are_found_without_a_source() -> None:
    content = (SHARED / "reference" / "page.txt").read_bytes()
    counts = Counter(finding.rule for finding in proof(read_draft(content, "page.txt"), None))
    assert counts["markup-leak"] == 6
    assert counts["duplicated-time"] == 20
    assert counts["unit-mismatch"] == 1
    assert counts["vague-source"] == 3
    assert counts["unnamed-opinion"] == counts["undated-happening"] == counts["stale-notice"] == 1
    assert counts["double-reserve"] == counts["vague-time"] == 2
    assert counts["raw-time"] == 1
    assert counts["unattributed-statement"] >= 5
    assert counts["off-theme"] >= 9
