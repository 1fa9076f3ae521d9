"""The proof sheet: what stands beside what, marks that overlap, and that nothing of a text runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from dateline.core.pages import Alignment, Clipping, Finding, Severity
from dateline.core.types import Facts, Report, Span
from dateline.stages.proof import Draft
from dateline.stages.proof.sheet import sheet
from dateline.stages.proof.sheet.rows import Row, rows
from tests.browser.readers import CHROMIUM

TEXT = "The crane fell in Brno on Tuesday. Two people were hurt."
SOURCE = (
    "Brno is a city.\n\nA crane of forty metres fell in Brno on Tuesday morning. It was the tallest there."
    "\n\nOne person was hurt."
)


def clipping(outlet: str = "Brno Post", title: str = "Crane falls", url: str = "") -> Clipping:
    report = Report(id="r1", text=SOURCE, outlet=outlet, title=title, url=url)
    return Clipping(report=report, facts=Facts(report="r1"), origin="r1")


def span(words: str) -> Span:
    start = SOURCE.index(words)
    return Span(report="r1", start=start, end=start + len(words))


def finding(words: str, severity: Severity = Severity.ERROR, rule: str = "unsupported-number") -> Finding:
    start = TEXT.index(words)
    return Finding(
        start=start, end=start + len(words), text=words, rule=rule, severity=severity, why=f"{words}?"
    )


FELL = span("A crane of forty metres fell in Brno on Tuesday morning.")
ALIGNED = (Alignment(start=0, end=34, likeness=0.8, evidence=(FELL,)),)


def laid_out(*findings: Finding, aligned: tuple[Alignment, ...] = ALIGNED) -> list[Row]:
    return list(rows(Draft(text=TEXT), findings, aligned, [clipping()]))


# --- rows ---------------------------------------------------------------------------------


def test_each_sentence_stands_beside_what_bears_it_out() -> None:
    first, second = laid_out()
    assert "".join(piece.text for piece in first.words) == "The crane fell in Brno on Tuesday."
    assert (first.likeness, second.likeness) == (0.8, None)
    [excerpt] = first.excerpts
    assert (excerpt.credit, excerpt.title, excerpt.before, excerpt.after) == (
        "Brno Post",
        "Crane falls",
        "",
        " It was the tallest there.",
    )
    assert not second.excerpts


def test_words_that_both_have_are_marked() -> None:
    [excerpt] = laid_out()[0].excerpts
    assert [piece.text for piece in excerpt.words if piece.mark == "shared"] == [
        "crane",
        "fell",
        "Brno",
        "Tuesday",
    ]


def test_a_finding_is_marked_numbered_and_told_in_its_row() -> None:
    first, second = laid_out(finding("Two people"))
    assert not first.notes
    assert [(note.number, note.why) for note in second.notes] == [(1, "Two people?")]
    assert [(piece.text, piece.mark, piece.numbers) for piece in second.words] == [
        ("Two people", "error", (1,)),
        (" were hurt.", "", ()),
    ]


def test_where_marks_overlap_the_graver_shows_and_each_number_stands_at_its_end() -> None:
    _, second = laid_out(finding("Two people were", Severity.WARNING), finding("people", rule="x"))
    assert [(piece.text, piece.mark, piece.numbers) for piece in second.words] == [
        ("Two ", "warning", ()),
        ("people", "error", (2,)),
        (" were", "warning", (1,)),
        (" hurt.", "", ()),
    ]


def test_evidence_of_a_finding_is_shown_where_the_alignment_has_it_not() -> None:
    hurt = span("One person was hurt.")
    found = Finding(
        start=35, end=38, text="Two", rule="n", severity=Severity.ERROR, why="no", evidence=(hurt,)
    )
    _, second = laid_out(found)
    assert ["".join(piece.text for piece in e.words) for e in second.excerpts] == ["One person was hurt."]


def test_evidence_out_of_an_unknown_report_is_passed_over() -> None:
    other = Alignment(start=0, end=34, likeness=1.0, evidence=(Span(report="gone", start=0, end=3),))
    assert not laid_out(aligned=(other,))[0].excerpts


@given(st.lists(st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 30)), max_size=8))
def test_no_letter_is_lost_and_every_finding_has_its_number_once(places: list[tuple[int, int]]) -> None:
    findings = [
        Finding(start=at, end=min(at + size, len(TEXT)), text="", rule="r", severity=Severity.ERROR, why="w")
        for at, size in places
    ]
    laid = laid_out(*dict.fromkeys(findings))
    assert "".join(piece.text for row in laid for piece in row.words) == TEXT.replace(". ", ".")
    told = [note.number for row in laid for note in row.notes]
    assert told == sorted(set(told))


# --- the page -----------------------------------------------------------------------------


def shown(*findings: Finding, text: str = TEXT, source: Clipping | None = None) -> str:
    return sheet("draft.md", Draft(text=text), findings, ALIGNED, [source or clipping()]).decode()


def test_the_sheet_counts_names_and_links() -> None:
    page = shown(finding("Two"), source=clipping(url="https://post.example/crane"))
    tree = html.fromstring(page)
    assert tree.findtext(".//h1") == "draft.md"
    assert "1 error, 0 warnings" in page
    assert tree.xpath("//a/@href") == ["https://post.example/crane", "#n1"]
    assert tree.xpath("//li/@id") == ["n1"]
    assert "80 % of its content words" in page


def test_without_sources_the_sheet_says_so() -> None:
    page = sheet("draft.md", Draft(text=TEXT), [finding("Two")]).decode()
    assert "No sources were given" in page
    assert "No source sentence is like this one" not in page


@pytest.mark.parametrize("payload", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_markup_of_a_draft_or_a_source_is_text(payload: str) -> None:
    source = clipping(outlet=payload, title=payload, url=f"javascript:alert({payload!r})")
    tree = html.fromstring(shown(finding("Two"), text=f"{TEXT} {payload}", source=source))
    assert not tree.xpath("//script | //img | //@onerror")
    assert not [link for link in tree.xpath("//a/@href") if link.startswith("javascript")]


@pytest.mark.browser
def test_the_sheet_stands_side_by_side_and_on_a_phone_one_below_the_other(tmp_path: Path) -> None:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    (tmp_path / "sheet.html").write_text(shown(finding("Two")))
    with api.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for width, beside in ((1280, True), (360, False)):
            tab = browser.new_page(viewport={"width": width, "height": 800})
            tab.goto((tmp_path / "sheet.html").as_uri())
            left, right = tab.locator("section").first.locator("> div").all()
            first, second = left.bounding_box(), right.bounding_box()
            assert first
            assert second
            assert (second["x"] > first["x"]) is beside
            assert tab.evaluate("document.documentElement.scrollWidth") <= width
        browser.close()


def test_the_sheet_asks_no_other_host() -> None:
    page = shown(finding("Two"))
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", page)
    assert "default-src 'none'" in page
