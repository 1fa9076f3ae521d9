"""Which blocks of a page are its article: templates from life, texts of our own."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.core.text import normalise
from dateline.stages.extract.blocks import read_blocks
from dateline.stages.extract.body import article_text, drop_unseen
from dateline.stages.extract.choice import article_lines
from dateline.stages.extract.cues import Cue, cue_of
from dateline.stages.extract.scoring import prose, score
from dateline.stages.extract.tree import Index, parse
from tests.effort import effort
from tests.stages.extract_pages import CASES, CAT, DAM, HENS, Case, page, paragraphs

SHARED = Path(__file__).parents[2] / ".." / "shared" / "data" / "read"


def lines_of(html: str) -> list[str]:
    tree = parse(html)
    drop_unseen(tree, Index(tree))
    return list(article_lines(read_blocks(tree)))


def blocks_of(html: str) -> list[str]:
    return [block.text for block in read_blocks(parse(html)).blocks]


# --- templates ----------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_article_of_a_template_is_read(case: Case) -> None:
    lines = lines_of(case.html)
    wanted = [line for line in lines if line in case.wanted]
    assert wanted == list(case.wanted), "\n".join(lines)
    assert not [words for words in case.unwanted if words in "\n".join(lines)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_hardly_anything_else_is_taken_for_the_article(case: Case) -> None:
    others = [line for line in lines_of(case.html) if line not in case.wanted and line != "Dam holds"]
    assert not others


def test_a_page_without_running_text_has_no_article() -> None:
    assert lines_of("<ul><li><a href='/a'>One</a></li><li><a href='/b'>Two</a></li></ul>") == []
    assert lines_of("<html><body></body></html>") == []


# --- blocks -------------------------------------------------------------------------------


def test_inline_elements_do_not_break_a_line_and_blocks_and_br_do() -> None:
    assert blocks_of("<p>One <b>two</b><a href=x>three</a></p>four<br>five<div>six</div>seven") == [
        "One twothree",
        "four",
        "five",
        "six",
        "seven",
    ]


def test_blanks_between_inline_elements_are_kept() -> None:
    assert blocks_of("<p><b>One</b> <i>two</i>\n<u>three</u></p>") == ["One two three"]


def test_characters_in_links_are_counted() -> None:
    (block,) = read_blocks(parse("<p>ab <a href=x>cde <b>fg</b></a> h</p>")).blocks
    assert (block.linked, block.own) == (5, 6)


def test_the_text_behind_what_is_not_seen_is() -> None:
    assert blocks_of("<p>One<script>two</script> three<svg><text>four</text></svg> five</p>") == [
        "One three five"
    ]


def test_cells_know_their_row() -> None:
    blocks = read_blocks(parse("<table><tr><td>a<td>b<tr><td>c<table><tr><td>d</table></table>")).blocks
    assert [block.text for block in blocks] == ["a", "b", "c", "d"]
    rows = [block.row for block in blocks]
    assert rows[0] == rows[1]
    assert len(set(rows)) == 3


def test_a_row_is_a_line_and_columns_of_a_layout_are_not() -> None:
    table = "<table><tr><td>Mill Lane</td><td>210</td></tr></table>"
    assert "Mill Lane 210" in lines_of(page(f"<article>{paragraphs(*DAM)}{table}</article>"))
    columns = f"<table><tr><td>{DAM[0]} {DAM[1]}</td><td>{DAM[2]} {DAM[0]}</td></tr></table>"
    assert lines_of(page(columns)) == [f"{DAM[0]} {DAM[1]}", f"{DAM[2]} {DAM[0]}"]


# --- cues ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "cue"),
    [
        ("comments", Cue.COMMENTS),
        ("article-comments", Cue.COMMENTS),
        ("commentList", Cue.COMMENTS),
        ("comment-1204", Cue.COMMENTS),
        ("related-posts", Cue.ASIDE),
        ("c-share-bar", Cue.ASIDE),
        ("article__related-links", Cue.ASIDE),
        ("siteFooter", Cue.ASIDE),
        ("newsletter-signup", Cue.ASIDE),
        ("wp-caption-text", Cue.ASIDE),
        ("ad", Cue.ASIDE),
        ("article-body", Cue.BODY),
        ("storyBody", Cue.BODY),
        ("entry-content", Cue.BODY),
        ("field-name-body", Cue.BODY),
        ("article-standfirst", Cue.LEAD),
        ("teaser-text", Cue.LEAD),
        ("hentry", Cue.ARTICLE),
        ("headline", Cue.NONE),
        ("adult-education", Cue.NONE),
        ("has-sidebar", Cue.NONE),
        ("tag-polls", Cue.NONE),
        ("category-advertisement", Cue.NONE),
        ("hidden-xs", Cue.NONE),
        ("css-1abc9x", Cue.NONE),
        ("x" * 10_000, Cue.NONE),
        ("", Cue.NONE),
    ],
)
def test_a_name_tells_what_an_element_is_or_nothing(names: str, cue: Cue) -> None:
    assert cue_of("div", names, "") is cue


def test_the_tag_and_the_role_tell_too() -> None:
    assert cue_of("aside", "entry-content", "") is Cue.ASIDE
    assert cue_of("article", "", "") is Cue.ARTICLE
    assert cue_of("div", "", "articleBody") is Cue.BODY
    assert cue_of("div", "entry-content", "complementary") is Cue.ASIDE
    assert cue_of("body", "comments-open newsletter", "") is Cue.NONE
    assert cue_of("div", "", "presentation") is Cue.NONE


# --- scores -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "counts"),
    [
        (f"<p>{DAM[0]}</p>", True),
        ("<p>The road was open again by noon.</p>", True),
        ("<p>The road to the coast and the bridge was open</p>", True),
        ("<div>The road to the coast and the bridge was open</div>", False),
        (f"<h2>{DAM[0]}</h2>", False),
        (f"<p><a href=x>{DAM[0]}</a></p>", False),
        ("<p>Noon.</p>", False),
        ("<div>window.addEventListener('load', function (event) { go(event, 1); });</div>", False),
        ("<pre>window.addEventListener('load', function (event) { go(event, 1); });</pre>", True),
    ],
)
def test_running_text_is_told_from_labels(html: str, counts: bool) -> None:
    (block,) = read_blocks(parse(html)).blocks
    assert bool(prose(block)) is counts


def test_a_cue_that_would_throw_out_most_of_the_page_is_not_believed() -> None:
    slip = score(read_blocks(parse(f"<div class='sidebar'>{paragraphs(*DAM)}</div><p>{CAT}</p>")))
    sound = score(read_blocks(parse(f"<div>{paragraphs(*DAM)}</div><div class='sidebar'><p>{CAT}</p></div>")))
    assert not any(slip.out)
    assert sum(sound.out) == 2
    assert slip.total > sound.total


def test_comments_may_be_most_of_a_page() -> None:
    comments = f"<div class='comments'>{paragraphs(*[HENS] * 30)}</div>"
    assert CAT in lines_of(page(f"<div><p>{CAT}</p></div>{comments}"))
    assert HENS not in lines_of(page(f"<div><p>{CAT} {CAT}</p></div>{comments}"))


# --- nothing made, nothing blown up --------------------------------------------------------

TAGS = st.sampled_from(
    ["p", "div", "a", "b", "li", "ul", "table", "tr", "td", "br", "h2", "aside", "figure", "nav"]
)
NAMES = st.sampled_from(["", "comments", "article-body", "share", "story", "lead", "slide-1"])


@st.composite
def markup(draw: st.DrawFn) -> str:
    pieces = []
    for _ in range(draw(st.integers(0, 25))):
        tag, name = draw(TAGS), draw(NAMES)
        pieces.append(f"<{tag} class='{name}'>" if draw(st.booleans()) else f"</{tag}>")
        pieces.append(draw(st.sampled_from(["", " ", "Noon. ", *DAM, CAT])))
    return "".join(pieces)


@settings(deadline=None)
@given(markup())
def test_every_line_is_words_of_the_page_in_its_order(html: str) -> None:
    tree = parse(f"<html><body>{html}</body></html>")
    seen = "".join(tree.text_content().split())
    place = 0
    for line in article_lines(read_blocks(tree)):
        place = seen.find("".join(line.split()), place)
        assert place >= 0


@settings(deadline=None)
@given(markup())
def test_the_same_page_gives_the_same_lines(html: str) -> None:
    assert lines_of(f"<html><body>{html}") == lines_of(f"<html><body>{html}")


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 240 + paragraphs(*DAM) + "</div>" * 240,
        paragraphs(*DAM) * 1_600,
        "<p>x</p>" * 35_000,
        "<br>" * 70_000,
        "<b>" * 100 + "word " * 200_000,
        f"<p class='{'sidebar-' * 20_000}'>{DAM[0]}</p>" * 5,
        f"<p class='{'comment related ' * 5_000}'>{DAM[0]}</p>" * 5,
        "<table>" * 80 + "<tr><td>word</td></tr>" * 15_000,
        "<a href=x>" * 50_000 + DAM[0],
        "<p>" + "function(" * 50_000 + "</p>",
        "<p>" + "@media " * 50_000 + "</p>",
    ],
    ids=["deep", "long", "many", "breaks", "words", "name", "names", "cells", "links", "code", "media"],
)
def test_a_hostile_page_is_read_in_bounded_time(html: str) -> None:
    tree = parse(f"<html><body>{html}")
    with effort() as spent:
        list(article_lines(read_blocks(tree)))
    assert spent.seconds < 4


# --- trafilatura, where we are unsure ------------------------------------------------------


def test_trafilatura_is_asked_only_where_we_find_next_to_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    fuller = "\n\n".join(["x" * 500] * 2)

    def told(tree: object) -> str:
        asked.append(tree)
        return fuller

    monkeypatch.setattr("dateline.stages.extract.body._text_by", told)
    assert article_text(parse(page(paragraphs(*DAM)))) == "\n\n".join(DAM)
    assert not asked
    assert article_text(parse(page(f"<p>{CAT}</p>"))) == fuller
    assert asked


def test_trafilatura_is_not_believed_where_it_finds_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.stages.extract.body._text_by", lambda tree: "y" * len(CAT))
    assert article_text(parse(page(f"<p>{CAT}</p>"))) == CAT


# --- the measure --------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.exists(), reason="needs the shared pages")
def test_pieces_of_real_pages_are_told_apart() -> None:
    """F of the segments of data/read stays above .93 (issue 3); .944 when this was written."""
    found = missed = wrong = 0
    for line in (SHARED / "pages.jsonl").read_text("utf-8").splitlines():
        form = json.loads(line)
        content = gzip.decompress((SHARED / form["file"]).read_bytes()).decode("utf-8", "replace")
        tree = parse(content)
        drop_unseen(tree, Index(tree))
        text = " ".join(article_text(tree).split())
        wanted = [" ".join(normalise(piece).split()) in text for piece in form["with"]]
        found, missed = found + sum(wanted), missed + wanted.count(False)
        wrong += sum(" ".join(piece.split()) in text for piece in form["without"])
    assert 2 * found / (2 * found + missed + wrong) > 0.93
