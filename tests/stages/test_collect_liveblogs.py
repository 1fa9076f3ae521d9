"""Live blogs: each post a document of its own, in whatever form a page gives them; other pages none."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.types import Basis, Document, Hints, MediaKind
from dateline.stages.collect.liveblogs import MOST_POSTS, updates

URL = "https://harbour.example/live/ferry?page=1"
POSTS: list[dict[str, object]] = [
    {
        "@type": "BlogPosting",
        "@id": f"{URL}#post-2",
        "headline": "Ferry at the quay",
        "datePublished": "2025-07-01T10:05:00+02:00",
        "dateModified": "2025-07-01T10:09:00+02:00",
        "author": [{"@type": "Person", "name": "Ada Quill"}, {"name": "Ben Oak"}],
        "articleBody": "<p>The ferry is at the quay.</p><p>Nobody was hurt.</p>",
    },
    {
        "@type": "BlogPosting",
        "url": f"{URL}#post-1",
        "headline": "Ferry hits tug",
        "datePublished": "2025-07-01T09:05:00+02:00",
        "articleBody": "The ferry has hit a tug.\nMore soon & sooner.",
    },
]
BLOG = {
    "@type": "LiveBlogPosting",
    "headline": "Ferry: live",
    "publisher": {"name": "The Harbour Post"},
    "articleSection": ["Sea", "Town"],
    "inLanguage": "en",
    "liveBlogUpdate": POSTS,
}


def page(data: object = BLOG, body: str = "", **form: object) -> Document:
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>' if data else ""
    content = f"<html><head>{script}</head><body>{body}</body></html>".encode()
    hints = Hints(title="Ferry: live", guid="g1", feed="https://harbour.example/feed", charset="latin-1")
    given: dict[str, object] = {
        "source": URL,
        "kind": MediaKind.PAGE,
        "content": content,
        "url": URL,
        "hints": hints,
    }
    return Document(**(given | form))  # type: ignore[arg-type]


def test_each_post_is_a_document_with_what_the_page_says_of_it() -> None:
    second, first = updates(page())
    assert (second.kind, second.url, second.source) == (MediaKind.UPDATE, f"{URL}#post-2", f"{URL}#post-2")
    assert second.content == b"<p>The ferry is at the quay.</p><p>Nobody was hurt.</p>"
    hints = second.hints
    assert (hints.title, hints.author, hints.outlet) == (
        "Ferry at the quay",
        "Ada Quill, Ben Oak",
        "The Harbour Post",
    )
    assert (hints.section, hints.language, hints.guid) == ("Sea", "en", "")
    assert (hints.feed, hints.charset) == ("https://harbour.example/feed", "utf-8")
    assert hints.published is not None
    assert (hints.published.rfc3339(), hints.published.basis) == ("2025-07-01T08:05:00Z", Basis.JSON_LD)
    assert hints.updated is not None
    assert hints.updated.rfc3339() == "2025-07-01T08:09:00Z"
    assert first.url == f"{URL}#post-1"
    assert first.content.decode() == "<p>The ferry has hit a tug.</p><p>More soon &amp; sooner.</p>"
    assert first.hints.updated is None


@pytest.mark.parametrize(
    "data",
    [
        [{"@type": "WebSite"}, BLOG],
        {"@graph": [{"@type": "WebPage"}, BLOG]},
        {"@type": "WebPage", "mainEntity": BLOG},
        BLOG | {"@type": ["NewsArticle", "http://schema.org/LiveBlogPosting"]},
        {"@graph": [BLOG | {"liveBlogUpdate": [{"@id": post.get("@id") or post["url"]} for post in POSTS]},
                    POSTS[0], POSTS[1] | {"@id": POSTS[1]["url"]}]},
    ],
    ids=["list", "graph", "nested", "types", "references"],
)  # fmt: skip
def test_the_posts_are_found_however_they_are_nested(data: object) -> None:
    assert [found.url for found in updates(page(data))] == [f"{URL}#post-2", f"{URL}#post-1"]


@pytest.mark.parametrize(
    ("body", "content"),
    [
        ({"@type": "Text", "@value": "Plain words"}, "<p>Plain words</p>"),
        (["One", "Two"], "<p>One</p><p>Two</p>"),
        ("&lt;p&gt;Escaped words&lt;/p&gt;", "<p>Escaped words</p>"),
        ("5 < 6 & so on", "<p>5 &lt; 6 &amp; so on</p>"),
    ],
)
def test_bodies_in_any_form(body: object, content: str) -> None:
    (found,) = updates(page(BLOG | {"liveBlogUpdate": {"articleBody": body, "@id": "#a"}}))
    assert (found.content.decode(), found.url) == (content, f"{URL}#a")


def test_a_post_without_an_anchor_is_named_by_its_time_or_its_words_not_its_place() -> None:
    bare = [{key: value for key, value in post.items() if key not in ("@id", "url")} for post in POSTS]
    one = [found.url for found in updates(page(BLOG | {"liveBlogUpdate": bare}))]
    more = [found.url for found in updates(page(BLOG | {"liveBlogUpdate": [{"articleBody": "New"}, *bare]}))]
    assert one == more[1:]
    assert len(set(more)) == 3
    assert "#t20250701" in one[0]
    assert more[0].startswith(f"{URL}#p")


def test_a_post_with_a_page_of_its_own_keeps_that_address() -> None:
    own = "https://harbour.example/live/ferry/post-9"
    (found,) = updates(page(BLOG | {"liveBlogUpdate": [{"articleBody": "Words", "url": own}]}))
    assert found.url == own


MARKED = """<div class="live-blog-posts">
<article id="p-2" class="post">
<h3>Ferry at the quay</h3><time datetime="2025-07-01T08:05:00Z">10:05</time>
<p>It is there.</p></article>
<article id="p-1" class="post">
<time datetime="2025-07-01T07:05:00Z">9:05</time><p>It has hit a tug.</p></article></div>"""
MICRO = """<div itemscope itemtype="https://schema.org/LiveBlogPosting">
<div itemprop="liveBlogUpdate" id="m2"><h2>Quay</h2>
<time datetime="2025-07-01T08:05:00Z"></time><p>Two</p></div>
<div itemprop="liveBlogUpdate"><p>One</p></div></div>"""


def test_posts_in_the_markup_are_found_where_no_data_tells_them() -> None:
    second, first = updates(page(None, MARKED))
    assert (second.url, first.url) == (f"{URL}#p-2", f"{URL}#p-1")
    assert (second.hints.title, first.hints.title) == ("Ferry at the quay", "")
    assert second.hints.published is not None
    assert second.hints.published.basis is Basis.TIME
    assert b"It has hit a tug." in first.content
    two, one = updates(page(None, MICRO))
    assert (two.url, one.url, two.hints.title) == (f"{URL}#m2", f"{URL}#p1", "Quay")


@pytest.mark.parametrize(
    "document",
    [
        page({"@type": "NewsArticle", "articleBody": "LiveBlogPosting"}),
        page(BLOG | {"liveBlogUpdate": []}),
        page(BLOG | {"liveBlogUpdate": [{"headline": "no words"}, "a string", 7]}),
        page(None, "<p>A word on live-blogs and liveblog posts</p>"),
        page(
            None,
            '<div class="live-blog"><article id="a">No time</article><article id="b">None</article></div>',
        ),
        page(None, '<div class="live-blog"><article id="a"><time>9:05</time>One alone</article></div>'),
        page(kind=MediaKind.ENTRY),
        page(content=b'<script type="application/ld+json">{"LiveBlogPosting": </script>'),
        page(content=b""),
    ],
)
def test_a_page_that_is_no_live_blog_has_no_posts(document: Document) -> None:
    assert updates(document) == ()


def test_posts_are_bounded_and_each_counts_once() -> None:
    many = [{"articleBody": f"Word {number}", "@id": f"#n{number}"} for number in range(MOST_POSTS + 50)]
    assert len(updates(page(BLOG | {"liveBlogUpdate": many}))) == MOST_POSTS
    assert len(updates(page(BLOG | {"liveBlogUpdate": [many[0], many[0]]}))) == 1


def test_elements_nested_without_end_are_no_live_blog() -> None:
    assert updates(page(None, "<div class='live-blog'>" * 5_000)) == ()


KEYS = st.sampled_from(["@type", "@id", "@graph", "liveBlogUpdate", "articleBody", "url", "author"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["LiveBlogPosting", "#a", "words", ""]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner),
    max_leaves=12,
)


@given(JSON)
def test_no_data_breaks_it(data: object) -> None:
    assert isinstance(updates(page(data)), tuple)
    assert isinstance(updates(page([BLOG | {"liveBlogUpdate": data}])), tuple)
