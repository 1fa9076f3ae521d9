"""The tree of a page and its index: what is refused unread; the index finds what a search finds."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.errors import InputError
from dateline.core.types import Document, Failure, MediaKind, Report
from dateline.stages.extract import extract
from dateline.stages.extract.body import article_text
from dateline.stages.extract.shown import lines_of
from dateline.stages.extract.tree import MOST_ATTRIBUTES, MOST_MARKS, MOST_TEXT, Index, is_large, parse
from tests.effort import effort

NOW = datetime(2026, 1, 1, tzinfo=UTC)
WORDS = "The ferry reached the quay by itself, and nobody on board was hurt, the harbour master said. "


def page(body: str) -> str:
    return f"<html><head><title>Ferry</title></head><body>{body}</body></html>"


def attributes(count: int, each: str = 'a{0}="1"') -> str:
    return " ".join(each.format(number) for number in range(count))


# --- what is refused ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (page("<i></i>" * MOST_MARKS), "tags"),
        (page("<div>" * 300), "deep"),
        (page(f"<p {attributes(MOST_ATTRIBUTES + 1)}>x</p>"), "an element with more than"),
        (page(f"<p {attributes(MOST_ATTRIBUTES + 1, 'a{0}')}>x</p>"), "an element with more than"),
        (page(f"""<p {attributes(MOST_ATTRIBUTES + 1, "a{0}='>'")}>x</p>"""), "an element with more than"),
        (page(f"<p {attributes(MOST_ATTRIBUTES - 100)}></p>" * 110), "elements with more than"),
        (page(f"<p>{'word ' * (MOST_TEXT // 4)}</p>"), "MiB of text"),
        (page(f"<p>{'1' * (MOST_TEXT + 1)}</p>"), "MiB of text"),
    ],
    ids=["tags", "deep", "attributes", "bare", "quoted", "many long", "words", "one word"],
)
def test_what_would_take_too_long_is_refused_at_once(html: str, reason: str) -> None:
    with effort() as spent, pytest.raises(InputError, match=reason):
        parse(html)
    assert spent.seconds < 2


@pytest.mark.parametrize(
    "html",
    [
        page("<i></i>" * (MOST_MARKS // 2 - 10)),
        page("<div>" * 240 + WORDS + "</div>" * 240),
        page(f"<p {attributes(MOST_ATTRIBUTES - 1)}>x</p>"),
        page(f"<p>{'1' * (MOST_TEXT - 10)}</p>"),
        page(f"<p>{WORDS}</p><script>{'x = 1;' * MOST_TEXT}</script>"),
        page(f"<p>{WORDS}</p><style>{'p{color:red}' * MOST_TEXT}</style>"),
        page(f"<p title='{'A' * 2 * MOST_TEXT}'>{WORDS}</p>"),
    ],
    ids=["tags", "deep", "attributes", "text", "script", "style", "one attribute"],
)
def test_what_is_only_large_is_parsed(html: str) -> None:
    assert parse(html).find("body") is not None


def test_a_page_of_too_much_text_is_a_failure_that_says_so() -> None:
    content = page(f"<article><p>{WORDS * 12_000}</p></article>").encode()
    found = extract(Document(kind=MediaKind.PAGE, content=content, source="long.html"), now=NOW)
    assert isinstance(found, Failure)
    assert (found.item, found.stage) == ("long.html", "extract")
    assert "more than 1 MiB of text" in found.reason
    assert found.remedy


@pytest.mark.parametrize(("times", "read"), [(100, True), (12_000, False)])
def test_a_report_of_too_much_text_is_refused_too(times: int, read: bool) -> None:
    content = json.dumps({"text": WORDS * times, "url": "https://post.example/ferry"}).encode()
    found = extract(Document(kind=MediaKind.REPORT, content=content, source="reports.jsonl:1"), now=NOW)
    assert isinstance(found, Report) is read
    assert read or (isinstance(found, Failure) and "more than 1 MiB of text" in found.reason)


# --- characters that XML forbids ----------------------------------------------------------


@pytest.mark.parametrize("mark", ["\x00", "\x0b", "\x1f", "\ufffe", "\uffff"])
def test_what_no_page_may_hold_is_a_blank(mark: str) -> None:
    assert parse(page(f"<p>a{mark}b</p>")).findtext(".//p") == "a b"


@pytest.mark.parametrize("mark", ["\ufffd", "\uff01", "ﾟ", "\U0001f30a"])
def test_what_only_begins_alike_stays(mark: str) -> None:
    assert parse(page(f"<p>a{mark}b</p>")).findtext(".//p") == f"a{mark}b"


# --- the index ----------------------------------------------------------------------------

BODY = (
    "<div class='story' id='s1'><address>Quay</address><a rel='author' href='/ada'>Ada Quill</a>"
    "<p class='byline' hidden>By <span itemprop='author' class='name'>Ada Quill</span></p></div>"
    "<address class='foot'>Mill Lane</address>"
)
NAMES = ("class", "id", "rel", "itemprop", "href", "hidden", "style", "type")


def test_the_index_has_each_element_once_for_each_attribute_in_order() -> None:
    index = Index(parse(page(BODY)))
    assert [value for _, _, value in index.having("class")] == ["story", "byline", "name", "foot"]
    assert [element.tag for _, element, _ in index.having("rel", "itemprop", "id")] == ["div", "a", "span"]
    assert [(element.tag, value) for _, element, value in index.having("hidden")] == [("p", "")]
    assert list(index.having("style")) == []


def test_the_index_knows_tags_and_their_places() -> None:
    index = Index(parse(page(BODY)))
    places = [place for place, _, _ in index.tagged("address")]
    assert len(places) == 2
    assert places == sorted(places)
    assert list(index.tagged("blink")) == []


def test_the_index_holds_what_is_in_the_body_alone() -> None:
    tree = parse(
        "<html class='no-js'><head><meta id='m'></head><body class='post'><p id='p'>x</p></body></html>"
    )
    index = Index(tree)
    assert list(index.having("class")) == []
    assert [value for _, _, value in index.having("id")] == ["p"]


def test_what_is_not_indexed_is_not_taken_for_missing() -> None:
    with pytest.raises(KeyError):
        Index(parse(page(BODY))).having("onclick")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(("p", "div", "a", "span", "address")),
            st.dictionaries(st.sampled_from(NAMES), st.sampled_from(("", "a", "b c", "author"))),
        ),
        max_size=12,
    )
)
def test_the_index_finds_what_a_search_does(elements: list[tuple[str, dict[str, str]]]) -> None:
    body = ""
    for tag, held in elements:
        marks = " ".join(f"{name}='{value}'" for name, value in held.items())
        body += f"<{tag} {marks}>x</{tag}>"
    tree = parse(page(body))
    index = Index(tree)
    for name in NAMES:
        assert [element for _, element, _ in index.having(name)] == tree.xpath(f"//body//*[@{name}]")
    both = [element for _, element, _ in index.having("class", "id")]
    assert list(dict.fromkeys(both)) == tree.xpath("//body//*[@class or @id]")
    assert [element for _, element, _ in index.tagged("a")] == tree.xpath("//body//a")


def test_a_page_without_a_body_has_an_empty_index() -> None:
    index = Index(lxml.html.fromstring("<p class='a'>x</p>"))
    assert list(index.having("class")) == []


# --- large trees --------------------------------------------------------------------------


def test_other_libraries_are_not_asked_of_large_trees(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def told(tree: object) -> str:
        asked.append(tree)
        return ""

    monkeypatch.setattr("dateline.stages.extract.body._text_by", told)
    small, large = parse(page("<a href=x>a</a>" * 200)), parse(page("<a href=x>a</a>" * 20_001))
    assert (is_large(small), is_large(large)) == (False, True)
    article_text(small)
    assert asked == [small]
    article_text(large)
    assert asked == [small]


def test_a_line_without_end_is_read_to_a_bound() -> None:
    (line,) = list(lines_of(parse(page(f"<p>{'word ' * 100_000}</p>"))))
    assert line.startswith("word word")
    assert 10_000 < len(line) <= 20_000


def test_what_is_silent_is_no_line_and_what_follows_it_is() -> None:
    body = "<div>One<script>var x</script>two<nav><p>Menu</p></nav>three</div><p>four</p>"
    assert list(lines_of(parse(page(body)).find("body"))) == ["One", "two", "three", "four"]
