"""Drafts from pages and files, and what a page leaves out."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.errors import InputError
from dateline.core.page_forms import page_form
from dateline.core.pages import (
    Claim,
    Clipping,
    LedgerEntry,
    Line,
    LineKind,
    Page,
    Position,
    Revision,
    Section,
    Severity,
    Stand,
    TimelineEntry,
)
from dateline.core.types import Facts, Qualifier, Report, Scope, Span
from dateline.stages.proof import (
    draft_of,
    printable,
    proof,
    read_draft,
    withhold,
)
from dateline.stages.proof.drafts.draft import Block, lay_out

TEXT = "A crane fell in Brno on Tuesday. Police said 3 people were injured. The mayor, Petra Novotná, came."
WHOLE = (Span(report="r1", start=0, end=len(TEXT)),)
SOURCES = (
    Clipping(
        report=Report(id="r1", text=TEXT, outlet="Brno Post", title="Crane falls in Brno"),
        facts=Facts(report="r1"),
        origin="r1",
    ),
)


def line(identifier: str, text: str, kind: LineKind = LineKind.EXTRACT) -> Line:
    return Line(id=identifier, text=text, kind=kind, evidence=WHOLE)


def entry(low: float, qualifier: Qualifier = Qualifier.EXACT) -> LedgerEntry:
    return LedgerEntry(
        measure="injured",
        low=low,
        high=None,
        qualifier=qualifier,
        unit="person",
        scope=Scope.HAPPENING,
        speaker="",
        outlet="Brno Post",
        as_of=None,
        evidence=WHOLE,
    )


def claim(words: str) -> Claim:
    stand = Stand(origin="r1", position=Position.SAYS, words=words, evidence=WHOLE)
    return Claim(label="People injured", stands=(stand,), evidence=WHOLE)


PAGE = Page(
    story="s1",
    theme="t1",
    headline=line("h", "Crane falls in Brno", LineKind.HEADLINE),
    standfirst=line("sf", "A crane fell in Brno on Tuesday."),
    summary=(line("s", "Police said 3 people were injured."),),
    body=(Section(heading="Who says what", lines=(line("b", "The mayor, Petra Novotná, came."),)),),
    figures=(entry(3), entry(24, Qualifier.VAGUE)),
    claims=(claim("3 injured"),),
    places=(),
    timeline=(TimelineEntry(theme="t1", date="2024-03-05", text="A crane fell in Brno.", evidence=WHOLE),),
    sources=(),
    revisions=(Revision(number=1, at=None, reason="new report"),),
)


def judged(page: Page) -> Page:
    return withhold(page, proof(draft_of(page), SOURCES))


def test_a_page_is_laid_out_with_the_offsets_of_its_lines() -> None:
    draft = draft_of(PAGE)
    assert draft.text.startswith("Crane falls in Brno\n\nA crane fell")
    assert "\n\nWho says what\n\n" in draft.text
    texts = {item.id: draft.text[item.start : item.end] for item in draft.lines}
    assert [texts[known.id] for known in PAGE.lines] == [known.text for known in PAGE.lines]
    assert texts["figures/0"] == "injured: 3"
    assert texts["figures/1"] == "injured: vague"
    assert texts["claims/0/0"] == "3 injured"


def test_a_range_is_laid_out_as_one() -> None:
    page = replace(PAGE, figures=(replace(entry(3), high=5.0),))
    assert "injured: 3 to 5" in draft_of(page).text


@given(st.lists(st.tuples(st.text(max_size=30), st.booleans()), max_size=8))
def test_offsets_of_blocks_are_right(blocks: list[tuple[str, bool]]) -> None:
    draft = lay_out(Block(text=text, heading=heading) for text, heading in blocks)
    printed = [text for text, heading in blocks if not heading]
    assert [draft.text[item.start : item.end] for item in draft.lines] == printed


def test_a_page_that_is_borne_out_is_left_as_it_is() -> None:
    assert judged(PAGE) == PAGE
    assert printable(PAGE)


def test_a_falsified_line_is_not_printed_and_the_page_says_so() -> None:
    page = judged(replace(PAGE, summary=(line("s", "Police said 7 people were injured."), *PAGE.summary[1:])))
    assert page.summary == ()
    assert [(f.line, f.text, f.severity) for f in page.withheld] == [("s", "7", Severity.ERROR)]


def test_a_section_without_lines_goes() -> None:
    page = judged(replace(PAGE, body=(Section(heading="More", lines=(line("b", "Karel Zeman said so."),)),)))
    assert page.body == ()


def test_figures_claims_and_days_that_do_not_hold_go_too() -> None:
    false = replace(PAGE.timeline[0], text="A crane fell in Ostrava.")
    page = judged(
        replace(PAGE, figures=(entry(5), entry(3)), claims=(claim("9 injured"),), timeline=(false,))
    )
    assert page.figures == (entry(3),)
    assert page.claims == ()
    assert page.timeline == ()
    assert {f.line for f in page.withheld} == {"figures/0", "claims/0/0", "timeline/0"}


def test_a_headline_that_fails_is_replaced_by_the_next_line_that_stands() -> None:
    page = judged(replace(PAGE, headline=line("h", "Crane falls in Prague", LineKind.HEADLINE)))
    assert page.headline.text == "A crane fell in Brno on Tuesday."
    assert page.headline.kind is LineKind.HEADLINE
    assert page.standfirst is None
    assert page.summary == PAGE.summary


def test_a_page_where_nothing_stands_must_not_be_printed() -> None:
    false = line("h", "Crane falls in Prague", LineKind.HEADLINE)
    page = judged(replace(PAGE, headline=false, standfirst=None, summary=(), body=()))
    assert not printable(page)


def test_warnings_withhold_nothing() -> None:
    page = replace(PAGE, summary=(line("s", "Police said 3 people were “hurt”.", LineKind.COMPOSED),))
    assert proof(draft_of(page), SOURCES)
    assert judged(page).summary == page.summary
    assert judged(page).withheld == ()


# --- files --------------------------------------------------------------------------------


def test_plain_text_is_taken_as_it_is() -> None:
    assert read_draft(b"A **crane** fell.", "draft.txt").text == "A **crane** fell."
    assert read_draft(b"\xef\xbb\xbfA crane fell.\r\n", "draft.txt").text == "A crane fell.\n"


def test_the_syntax_of_markdown_is_no_part_of_a_markdown_draft() -> None:
    written = (
        "---\ntitle: Crane\n---\n# Crane *falls* in Brno\n\n- **Three** were [hurt](https://brno.example), "
        "`police` said.\n> It was \\*old\\*.\n\n***\n\n[1]: https://brno.example/a\n"
    )
    draft = read_draft(written.encode(), "draft.md")
    assert "Crane falls in Brno" in draft.text
    assert "Three were hurt, police said." in draft.text
    assert "It was *old*." in draft.text
    assert not [f for f in proof(draft, None) if f.rule == "markup-leak"]
    assert [f for f in proof(read_draft(written.encode(), "draft.txt"), None) if f.rule == "markup-leak"]


def test_only_what_a_reader_sees_of_html_is_the_draft() -> None:
    page = (
        "<!doctype html><html><head><title>No</title><style>p{}</style></head><body><h1>Crane &amp; mast</h1>"
        "<script>var a = 1;</script><p>It <em>fell</em> in\nBrno.<!-- not this --> Then rain.</p>"
        "<p hidden>Secret</p><p style='display: none'>Hidden</p>tail<div>**Leak**</div></body></html>"
    )
    draft = read_draft(page.encode(), "draft.html")
    assert draft.text == "Crane & mast\n\nIt fell in Brno. Then rain.\n\ntail\n\n**Leak**"
    assert [f.text for f in proof(draft, None) if f.rule == "markup-leak"] == ["**Leak**"]


def test_html_may_say_its_encoding() -> None:
    page = '<html><meta charset="windows-1250"><p>Novotná</p></html>'.encode("windows-1250")
    assert read_draft(page, "a.html").text == "Novotná"


def test_a_page_of_the_contract_keeps_its_lines_and_their_evidence() -> None:
    draft = read_draft(json.dumps(page_form(PAGE)).encode(), "page.json")
    printed = [(item.id, draft.text[item.start : item.end], item.kind, item.evidence) for item in draft.lines]
    assert printed[: len(PAGE.lines)] == [(known.id, known.text, known.kind, WHOLE) for known in PAGE.lines]
    assert not proof(draft, SOURCES)


def test_a_line_of_a_contract_page_without_evidence_is_an_error() -> None:
    form = {"headline": {"id": "h", "text": "Crane falls", "evidence": []}}
    (found,) = proof(read_draft(json.dumps(form).encode(), "page.json"), None)
    assert (found.rule, found.line) == ("no-evidence", "h")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"\xff\xfe\x00A", "draft.txt"),
        (b"   \n", "draft.txt"),
        (b"", "draft.html"),
        (b"{", "page.json"),
        (b"[1]", "page.json"),
        (b"{}", "page.json"),
        (b'{"headline": {"text": 3}}', "page.json"),
        (b'{"headline": {"text": "a", "kind": "ode"}}', "page.json"),
        (b'{"headline": {"text": "a", "evidence": [{"report": "r"}]}}', "page.json"),
        (b"[" * 100_000, "page.json"),
        (b"PK\x03\x04", "draft.docx"),
    ],
)
def test_what_cannot_be_read_is_named(content: bytes, name: str) -> None:
    with pytest.raises(InputError) as error:
        read_draft(content, name)
    assert name in str(error.value)


@given(st.text(max_size=200))
def test_any_text_can_be_read_as_markdown(text: str) -> None:
    try:
        draft = read_draft(text.encode("utf-8", "surrogatepass"), "draft.md")
    except InputError:
        return
    assert draft.text.strip()
