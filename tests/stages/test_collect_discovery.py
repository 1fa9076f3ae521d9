"""The feeds that a page names, the best first; and which pages are fronts."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.ports import Fetched
from dateline.core.sources import Referral, SourceKind
from dateline.core.types import Document
from dateline.stages.collect import feeds_on, is_front, unpack
from tests.effort import effort

HERE = "https://harbour.example/"


def link(href: str, title: str = "", kind: str = "application/rss+xml", more: str = "") -> str:
    return f'<link rel="alternate" type="{kind}" title="{title}" href="{href}" {more}>'


def page(*inner: str, lang: str = "en") -> bytes:
    head = f'<!doctype html><html lang="{lang}"><head>{"".join(inner)}</head>'
    return f"{head}<body><p>Today</p></body></html>".encode()


def feeds(*inner: str, url: str = HERE) -> list[str]:
    return [found.url.removeprefix("https://harbour.example") for found in feeds_on(page(*inner), url)]


@pytest.mark.parametrize(
    "kind",
    [
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
        "application/rdf+xml",
        "Application/RSS+XML; charset=utf-8",
    ],
)
def test_feeds_of_every_format_are_found(kind: str) -> None:
    (found,) = feeds_on(page(link("/feed", "All", kind)), HERE)
    assert (found.url, found.kind, found.source) == (f"{HERE}feed", SourceKind.FEED, HERE)
    assert found.hints.title == "All"


@pytest.mark.parametrize(
    "inner",
    [
        "",
        link("/feed", kind="text/html"),
        link("/feed", kind="application/json+oembed"),
        '<link rel="stylesheet" type="application/rss+xml" href="/feed">',
        '<link rel="alternate" type="application/rss+xml">',
        link(HERE),
        link("javascript:alert('rss+xml')"),
        link("https://[::1"),
        f"<!-- {link('/feed')} -->",
        f"<script>var x = '{link('/feed')}'</script>",
        link("/comments/feed", "Harbour comments"),
        link("/feed/k", "Kommentare"),
    ],
)
def test_what_is_no_feed_of_the_page_is_none(inner: str) -> None:
    assert feeds(inner) == []


@pytest.mark.parametrize(
    ("inner", "best"),
    [
        ((link("/sport/feed"), link("/feed")), "/feed"),
        (
            (link("/feed/de", more='hreflang="de"'), link("/en/all/feed", more='hreflang="en"')),
            "/en/all/feed",
        ),
        ((link("https://proxy.example/feed"), link("/feed")), "/feed"),
        ((link("/one"), link("/two")), "/one"),
        (("<base href='/news/'>", link("feed")), "/news/feed"),
        ((link("/feed?a=1&amp;b=2"),), "/feed?a=1&b=2"),
        (("<LINK REL='ALTERNATE home' TYPE=application/rss+xml HREF=/feed>",), "/feed"),
        (('<link href="/feed" type="application/rss+xml" rel="feed">',), "/feed"),
        ((link("//harbour.example/feed#top"),), "/feed"),
    ],
)
def test_the_best_comes_first(inner: tuple[str, ...], best: str) -> None:
    assert feeds(*inner)[0] == best


def test_a_feed_that_is_named_twice_is_one_and_links_of_the_body_are_none() -> None:
    assert feeds(link("/feed"), link("/feed", "Again")) == ["/feed"]
    body = page().replace(b"<p>Today", link("/feed").encode() + b"<p>Today")
    assert feeds_on(body, HERE) == ()


SECTION = '<meta property="og:type" content="website">'
HEADLINE = '<h3 class="teaser"><span><a href="/news/1">The river rises</a></span></h3>'


@pytest.mark.parametrize(
    ("url", "inner", "front"),
    [
        (HERE, "", True),
        ("https://harbour.example", "", True),
        (f"{HERE}index.html", "", True),
        (f"{HERE}de/", "", True),
        (f"{HERE}pt-br/index.php", "", True),
        (f"{HERE}world/europe", SECTION + HEADLINE * 5, True),
        (f"{HERE}world/europe", SECTION + HEADLINE * 4, False),
        (f"{HERE}world/europe", HEADLINE * 5, False),
        (f"{HERE}?p=2895", "", False),
        (f"{HERE}world?page=2", SECTION + HEADLINE * 5, False),
        (f"{HERE}world/europe", "", False),
        (f"{HERE}", '<meta property="og:type" content="article">', False),
        (
            f"{HERE}news/bridge-closed-after-flood-in-meissen",
            '<meta property="og:type" content="website">',
            False,
        ),
        (f"{HERE}news/12345", SECTION + HEADLINE * 5, False),
        (
            f"{HERE}world",
            f'{SECTION}<meta property="article:published_time" content="x">{HEADLINE * 5}',
            False,
        ),
        (f"{HERE}world", f'{SECTION}<script>{{"@type": "NewsArticle"}}</script>{HEADLINE * 5}', False),
        (f"{HERE}world", f"{SECTION}<p itemprop=articleBody>{HEADLINE * 5}", False),
        ("/srv/pages/index.html", "", False),
    ],
)
def test_which_pages_are_fronts(url: str, inner: str, front: bool) -> None:
    assert is_front(page(inner), url) is front


def test_a_front_gives_its_best_feed_and_no_report() -> None:
    content = page(link("/sport/feed"), link("/feed"))
    (found,) = unpack(Fetched(location=HERE, content=content))
    assert isinstance(found, Referral)
    assert found.url == f"{HERE}feed"


def test_an_article_stays_a_page_though_it_names_a_feed() -> None:
    content = page(link("/feed"), '<meta property="og:type" content="article">')
    (found,) = unpack(Fetched(location=f"{HERE}news/flood", content=content))
    assert isinstance(found, Document)


def test_a_front_without_feeds_stays_a_page() -> None:
    (found,) = unpack(Fetched(location=HERE, content=page()))
    assert isinstance(found, Document)


@given(st.text("<>\"'= /linkmetahrf!-", max_size=300))
def test_any_markup_has_feeds_or_none(inner: str) -> None:
    content = page(link("/feed")) + inner.encode()
    assert [one.url for one in feeds_on(content, HERE)] == [f"{HERE}feed"]
    assert all(one.url.startswith("http") for one in feeds_on(page("rss+xml" + inner), HERE))


@pytest.mark.shared
def test_articles_of_many_sites_are_not_taken_for_fronts(shared: Path) -> None:
    """Real pages, each an article by its set's judgement; a site's own front page may be among them."""
    folder = shared / "data" / "read"
    taken = []
    for line in (folder / "pages.jsonl").read_text("utf-8").splitlines():
        told = json.loads(line)
        content = gzip.decompress((folder / told["file"]).read_bytes())
        parts = urlsplit(told["url"])
        if is_front(content, told["url"]) and parts.path.strip("/") not in ("", "index.html"):
            taken.append(told["url"])
    assert taken == []


@pytest.mark.parametrize(
    "flood", ["<link ", '<meta x="', "<link '", "<!--", "<script>", "<link a=b ", "rss+xml<"]
)
def test_floods_end_soon(flood: str) -> None:
    content = b"rss+xml" + (flood * (500_000 // len(flood))).encode()
    with effort() as spent:
        feeds_on(content, HERE)
    assert spent.seconds < 2
