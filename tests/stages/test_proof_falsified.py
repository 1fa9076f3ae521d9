"""A page falsified in one place is caught in that place; a page that is borne out is left alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.pages import Clipping, Finding, LineKind, Severity
from dateline.core.types import Facts, Report, Span
from dateline.stages.proof import Draft, proof
from dateline.stages.proof.drafts.draft import Block, lay_out

REPORTS = {
    "r1": (
        "Baltic Wire",
        "Ferry runs aground near Hel",
        "A ferry with 112 passengers ran aground near Hel on Friday, the coast guard said. "
        "“Nobody was hurt and the hull is dry,” Captain Marek Dudek told Baltic Wire. "
        "The ship, the Jantar, is 96 metres (315 feet) long. It left Gdynia at 6.40am.",
    ),
    "r2": (
        "Gdynia Courier",
        "112 taken off the Jantar",
        "All 112 passengers of the Jantar were taken off by noon, the Polish coast guard confirmed. "
        "Two were treated for cold. "
        "“We waited for five hours and sang,” said Hanna Pawlak, a teacher from Sopot. "
        "The repair will cost about 2.4 million euros, the owner, Northline, estimates.",
    ),
    "r3": (
        "Harbour News",
        "Northline ferry had been inspected",
        "Inspectors checked the Jantar on 14 February 2024 and found 3 faults, Northline admitted. "
        "Its chairwoman, Irena Kowal, said 85 per cent of the fleet is older than 20 years.",
    ),
}
CLIPPINGS = tuple(
    Clipping(
        report=Report(id=name, text=text, outlet=outlet, title=title), facts=Facts(report=name), origin=name
    )
    for name, (outlet, title, text) in REPORTS.items()
)


def span(report: str, words: str) -> Span:
    start = REPORTS[report][2].index(words)
    return Span(report=report, start=start, end=start + len(words))


def sentence(report: str, words: str) -> Span:
    text = REPORTS[report][2]
    at = text.index(words)
    start = max(text.rfind(". ", 0, at) + 2, 0) if ". " in text[:at] else 0
    end = text.find(". ", at)
    return Span(report=report, start=start, end=len(text) if end < 0 else end + 1)


def block(identifier: str, text: str, kind: LineKind, *evidence: Span) -> Block:
    return Block(text=text, id=identifier, kind=kind, evidence=evidence)


PAGE = (
    block("headline", "Ferry runs aground near Hel", LineKind.HEADLINE, sentence("r1", "ran aground")),
    block(
        "lead",
        "A ferry with 112 passengers ran aground near Hel on Friday, the coast guard said.",
        LineKind.EXTRACT,
        sentence("r1", "ran aground"),
    ),
    block(
        "off",
        "All 112 passengers were taken off by noon, the Polish coast guard confirmed.",
        LineKind.EXTRACT,
        sentence("r2", "taken off"),
    ),
    Block(text="Who says what", heading=True),
    block(
        "captain",
        "“Nobody was hurt and the hull is dry,” Captain Marek Dudek told Baltic Wire.",
        LineKind.QUOTATION,
        span("r1", "“Nobody was hurt and the hull is dry,” Captain Marek Dudek told Baltic Wire."),
    ),
    block(
        "teacher",
        "“We waited for five hours and sang,” said Hanna Pawlak, from Sopot.",
        LineKind.QUOTATION,
        span("r2", "“We waited for five hours and sang,” said Hanna Pawlak, a teacher from Sopot."),
    ),
    Block(text="Figures", heading=True),
    block(
        "length",
        "The ship, the Jantar, is 96 metres (315 feet) long.",
        LineKind.COMPOSED,
        sentence("r1", "The ship"),
    ),
    block(
        "cost",
        "The repair will cost about 2.4 million euros, Northline estimates, according to Gdynia Courier.",
        LineKind.COMPOSED,
        sentence("r2", "The repair"),
    ),
    block(
        "faults",
        "Inspectors found 3 faults on 14 February 2024, Northline admitted, Harbour News reports.",
        LineKind.COMPOSED,
        sentence("r3", "Inspectors"),
    ),
    block(
        "fleet",
        "Irena Kowal said 85 per cent of the fleet is older than 20 years.",
        LineKind.EXTRACT,
        sentence("r3", "85 per cent"),
    ),
)
LINES = tuple(part for part in PAGE if not part.heading)


def judged(blocks: tuple[Block, ...]) -> list[Finding]:
    return [f for f in proof(lay_out(blocks), CLIPPINGS) if f.severity is Severity.ERROR]


def falsified(identifier: str, change: Callable[[str], str]) -> list[Finding]:
    blocks = tuple(replace(part, text=change(part.text)) if part.id == identifier else part for part in PAGE)
    assert blocks != PAGE
    return judged(blocks)


def test_the_page_as_it_is_has_no_fault() -> None:
    assert proof(lay_out(PAGE), CLIPPINGS) == ()


FALSE = (
    ("lead", "112", "121", "unsupported-number"),
    ("lead", "Friday", "Sunday", "unsupported-date"),
    ("lead", "Hel", "Ustka", "unsupported-name"),
    ("lead", "112 passengers", "112 passengers and 14 cars", "unsupported-number"),
    ("off", "112", "one hundred and eleven", "unsupported-number"),
    ("off", "Polish", "Danish", "unsupported-name"),
    ("off", "the Polish coast guard", "Karl Holm", "unsupported-name"),
    ("captain", "the hull is dry", "the hull is wet", "misquote"),
    ("captain", "Nobody", "Everybody", "misquote"),
    ("captain", "Marek", "Maren", "unsupported-name"),
    ("captain", "Dudek", "Dudak", "unsupported-name"),
    ("captain", "Baltic Wire", "Baltic Post", "unsupported-name"),
    ("teacher", "five hours", "nine hours", "misquote"),
    ("teacher", "Hanna Pawlak", "Hanna Pawlik", "unsupported-name"),
    ("teacher", "Sopot", "Elblag", "unsupported-name"),
    ("length", "96 metres", "69 metres", "unit-mismatch"),
    ("length", "315 feet", "215 feet", "unit-mismatch"),
    ("length", "96 metres (315 feet)", "69 metres (226 feet)", "unsupported-number"),
    ("length", "Jantar", "**Jantar**", "markup-leak"),
    ("length", "Jantar", "Jantur", "unsupported-name"),
    ("cost", "2.4", "4.2", "unsupported-number"),
    ("cost", "2.4 million", "2.4 billion", "unsupported-number"),
    ("cost", "Gdynia Courier", "Harbour News", "unsupported-name"),
    ("faults", "3 faults", "8 faults", "unsupported-number"),
    ("faults", "14 February", "15 February", "unsupported-date"),
    ("faults", "February", "January", "unsupported-date"),
    ("faults", "2024", "2021", "unsupported-date"),
    ("faults", "admitted", "denied", "raised-stance"),
    ("fleet", "85 per cent", "85 ships", "unsupported-number"),
    ("fleet", "85", "58", "unsupported-number"),
    ("fleet", "Irena", "Iryna", "unsupported-name"),
    ("headline", "Hel", "Leba", "unsupported-name"),
    ("headline", "Ferry", "Two hundred on ferry", "unsupported-number"),
)


@pytest.mark.parametrize(("identifier", "true", "false", "rule"), FALSE)
def test_a_falsified_line_is_caught_where_it_is_false(
    identifier: str, true: str, false: str, rule: str
) -> None:
    found = falsified(identifier, lambda text: text.replace(true, false, 1))
    assert rule in {finding.rule for finding in found}
    assert {finding.line for finding in found} == {identifier}
    draft = lay_out(PAGE)
    assert all(
        finding.start >= line.start for finding in found for line in draft.lines if line.id == identifier
    )


@given(st.sampled_from(LINES), st.integers(min_value=130, max_value=1800))
def test_any_number_put_for_another_is_caught(line: Block, number: int) -> None:
    if not re.search(r"(?<![\d.])\d+(?![\d.])", line.text):
        return
    text = re.sub(r"(?<![\d.])\d+(?![\d.])", str(number), line.text, count=1)
    found = judged((replace(line, text=text),))
    assert {finding.line for finding in found} == {line.id}


@given(st.sampled_from(LINES), st.data())
def test_any_strange_name_in_a_line_is_caught(line: Block, data: st.DataObject) -> None:
    names = [
        match for match in re.finditer(r"(?<=[a-z] )[A-Z][a-z]{2,}", line.text) if match.group() != "Friday"
    ]
    if not names:
        return
    match = data.draw(st.sampled_from(names))
    strange = data.draw(st.sampled_from(["Torvund", "Quillmere", "Ostrander", "Vaszary"]))
    text = line.text[: match.start()] + strange + line.text[match.end() :]
    found = judged((replace(line, text=text),))
    assert any(strange in finding.text for finding in found)


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=6))
def test_findings_do_not_depend_on_the_other_lines(lines: list[Block]) -> None:
    distinct = tuple(replace(part, id=f"{place}-{part.id}") for place, part in enumerate(lines))
    assert not judged(distinct)


def test_evidence_of_another_line_does_not_help() -> None:
    lead, fleet = LINES[1], LINES[-1]
    found = judged((replace(fleet, evidence=lead.evidence),))
    assert {"unsupported-number", "unsupported-name"} <= {finding.rule for finding in found}


def test_the_same_text_as_free_text_stands_on_all_sources() -> None:
    text = " ".join(part.text for part in LINES[1:])
    assert not [f for f in proof(Draft(text=text), CLIPPINGS) if f.severity is Severity.ERROR]


def test_the_same_text_without_capitals_raises_no_alarm() -> None:
    text = " ".join(part.text for part in LINES[1:]).lower()
    assert not [f for f in proof(Draft(text=text), CLIPPINGS) if f.severity is Severity.ERROR]


def test_findings_point_to_the_nearest_evidence() -> None:
    (found,) = falsified("lead", lambda text: text.replace("112", "121"))
    (near,) = found.evidence
    assert REPORTS[near.report][2][near.start : near.end] == "112"
    assert "112" in found.why


def test_a_report_that_is_withdrawn_takes_its_lines_along() -> None:
    found = [f for f in proof(lay_out(PAGE), CLIPPINGS[:2]) if f.rule == "no-evidence"]
    assert {finding.line for finding in found} == {"faults", "fleet"}
