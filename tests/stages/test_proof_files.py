"""Drafts from Word documents, Markdown and JSON: what of a file is text for a reader."""

from __future__ import annotations

import io
import json
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.errors import InputError
from dateline.stages.proof import read_draft

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(*paragraphs: str, markup: str = "") -> bytes:
    """A Word document with these paragraphs, and one of raw markup behind them."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if markup:
        document.element.body.insert(len(paragraphs), parse_xml(f"<w:p {_W}>{markup}</w:p>"))
    return saved(document)


def saved(document: object) -> bytes:
    held = io.BytesIO()
    document.save(held)  # type: ignore[attr-defined]
    return held.getvalue()


def text_of(content: bytes, name: str = "draft.docx") -> str:
    return read_draft(content, name).text


# --- Word ---------------------------------------------------------------------------------


def test_the_paragraphs_of_a_word_document_are_those_of_the_draft() -> None:
    assert text_of(word("Bridge closed", "Two lanes reopened on Monday.")) == (
        "Bridge closed\n\nTwo lanes reopened on Monday."
    )


def test_tracked_insertions_are_read_and_deletions_are_not() -> None:
    markup = (
        "<w:r><w:t>The toll is </w:t></w:r>"
        "<w:del><w:r><w:delText>three</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>five</w:t></w:r></w:ins><w:r><w:t>.</w:t></w:r>"
    )
    assert text_of(word(markup=markup)) == "The toll is five."


def test_hidden_text_is_not_printed_unless_hiding_is_off() -> None:
    hidden = "<w:r><w:t>Seen.</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t> Unseen.</w:t></w:r>"
    shown = hidden.replace("<w:vanish/>", '<w:vanish w:val="0"/>')
    assert text_of(word(markup=hidden)) == "Seen."
    assert text_of(word(markup=shown)) == "Seen. Unseen."


def test_links_tabs_and_breaks_stay_in_their_paragraph() -> None:
    markup = (
        "<w:r><w:t>Read</w:t><w:tab/><w:t>the</w:t><w:br/></w:r>"
        "<w:hyperlink><w:r><w:t>report</w:t></w:r></w:hyperlink>"
    )
    assert text_of(word(markup=markup)) == "Read the report"


def test_what_a_field_computes_is_read_and_how_is_not() -> None:
    markup = "<w:r><w:instrText>DATE \\@ yyyy</w:instrText></w:r><w:r><w:t>2026</w:t></w:r>"
    assert text_of(word(markup=markup)) == "2026"


def test_cells_of_a_table_are_paragraphs_of_their_own() -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Killed", "4"
    assert text_of(saved(document)) == "Killed\n\n4"


def test_the_second_copy_of_a_text_box_is_left_out() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>Beside</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    markup = (
        f'<w:r><mc:AlternateContent {mc}><mc:Choice Requires="wps">{box}</mc:Choice>'
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>Text.</w:t></w:r>"
    )
    assert text_of(word(markup=markup)) == "Text.\n\nBeside"


@pytest.mark.parametrize("content", [b"", b"plain words", b"PK\x03\x04 cut off"])
def test_what_is_no_word_document_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(InputError, match=r"letter\.docx"):
        read_draft(content, "letter.docx")


def test_another_zip_archive_is_refused() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("readme.txt", "nothing")
    with pytest.raises(InputError, match="not a Word document"):
        read_draft(held.getvalue(), "letter.docx")


def test_a_bomb_is_not_unpacked() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * (65 * 2**20))
    with pytest.raises(InputError, match="64 MB"):
        read_draft(held.getvalue(), "letter.docx")


def test_a_word_document_without_text_is_refused() -> None:
    with pytest.raises(InputError, match="no text"):
        read_draft(word(), "empty.docx")


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1), min_size=1))
def test_no_word_of_a_word_document_is_lost(paragraphs: list[str]) -> None:
    assert text_of(word(*paragraphs)).split() == paragraphs


# --- Markdown -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("# Flood\n\nThe *dam* held.", "Flood\n\nThe dam held."),
        ("Read [the report](https://example.org/a).", "Read the report."),
        ("- one\n- two", "one\n\ntwo"),
        ("> He said no.\n\nShe said yes.", "He said no.\n\nShe said yes."),
        ("---\ntitle: x\n---\nText.", "Text."),
        ("A line that was\nonly wrapped.", "A line that was only wrapped."),
        ("| Killed | 4 |\n| --- | --- |\n| Hurt | 9 |", "Killed\n\n4\n\nHurt\n\n9"),
        ("Five <b>boats</b> sank.", "Five boats sank."),
        ("Snow fell on 3\\*4 sites.", "Snow fell on 3*4 sites."),
    ],
)
def test_the_syntax_of_markdown_is_not_text(markdown: str, text: str) -> None:
    assert text_of(markdown.encode(), "draft.md") == text


def test_markup_that_no_renderer_takes_stays_to_be_found() -> None:
    assert "**" in text_of(b"The ** dam ** held.", "draft.md")


def test_an_empty_markdown_file_is_refused() -> None:
    with pytest.raises(InputError, match="no text"):
        read_draft(b"---\ntitle: x\n---\n", "draft.md")


# --- JSON ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "form",
    [
        {"title": "Dam holds", "text": "The dam held."},
        {"headline": "Dam holds", "body_text": "The dam held."},
        {"headline": "Dam holds", "articleBody": "The dam held.", "@type": "NewsArticle"},
    ],
)
def test_reports_ninjs_and_json_ld_are_read(form: dict[str, str]) -> None:
    assert text_of(json.dumps(form).encode(), "draft.json") == "Dam holds\n\nThe dam held."


@pytest.mark.parametrize("form", ["[1, 2]", '"text"', "{}", '{"text": ""}', '{"text": 3}', "{"])
def test_json_without_text_is_refused_with_the_way_out(form: str) -> None:
    with pytest.raises(InputError) as refused:
        read_draft(form.encode(), "draft.json")
    assert refused.value.remedy


# --- web pages ----------------------------------------------------------------------------

_PAGE = """<html><body><header>The Lakeside News</header><nav><a href="/">Home</a></nav>
<main><article><h1>Dam holds</h1><p>The dam held.<span data-nosnippet> 3 sources</span></p>
<aside><p>Most read</p></aside><details><summary>More</summary><p>Unasked.</p></details>
<p>Nobody was hurt. <button>Share</button><span class="x sr-only">Evidence</span></p></article></main>
<footer>All rights reserved</footer></body></html>"""


def test_of_a_page_its_text_is_read_and_not_what_stands_beside_it() -> None:
    assert text_of(_PAGE.encode(), "page.html") == "Dam holds\n\nThe dam held.\n\nNobody was hurt."


def test_a_page_that_does_not_say_which_part_is_its_text_is_read_whole() -> None:
    bare = "<h1>Dam holds</h1><article><p>One.</p></article><article><p>Two.</p></article>"
    assert text_of(bare.encode(), "page.html") == "Dam holds\n\nOne.\n\nTwo."
