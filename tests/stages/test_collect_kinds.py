"""What an input is: told by its content, and by its name only where that is silent."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.stages.collect.kinds import Kind, kind_of

PAGE = "<html><body><p>The council met.</p></body></html>"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("<!DOCTYPE html><html><p>x", Kind.PAGE),
        ("<!-- saved --> <html lang='en'>", Kind.PAGE),
        ("<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x' 'y'><html xmlns='z'>", Kind.PAGE),
        ("\ufeff\n <HTML><BODY>", Kind.PAGE),
        ("<article><p>A fragment of a page</p></article>", Kind.PAGE),
        ("<?xml version='1.0'?><rss version='2.0'><channel/></rss>", Kind.FEED),
        ("<feed xmlns='http://www.w3.org/2005/Atom'/>", Kind.FEED),
        ("<atom:feed xmlns:atom='http://www.w3.org/2005/Atom'/>", Kind.FEED),
        ("<rdf:RDF xmlns:rdf='x'><item/></rdf:RDF>", Kind.FEED),
        ("<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>", Kind.FEED),
        ("<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'/>", Kind.SITEMAP),
        ("<sitemapindex/>", Kind.SITEMAP),
        ("<opml version='2.0'/>", Kind.OPML),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": []}', Kind.JSON_FEED),
        ('{"id": "r1", "text": "The river rose."}\n', Kind.REPORTS),
        ("WARC/1.1\r\nWARC-Type: warcinfo\r\n", Kind.WARC),
        ("A plain text about <nothing> at all.", Kind.TEXT),
        ("  \n\t ", Kind.EMPTY),
        ("", Kind.EMPTY),
    ],
)
def test_content_tells_the_kind(content: str, kind: Kind) -> None:
    assert kind_of(content.encode()) is kind


def test_content_wins_over_the_name() -> None:
    assert kind_of(PAGE.encode(), "reports.jsonl", "application/json") is Kind.PAGE
    assert kind_of(b'{"text": "x"}', "page.html", "text/html") is Kind.REPORTS


def test_the_name_decides_where_the_content_is_silent() -> None:
    assert kind_of(b"Words and a <b>bold</b> one", "note.html") is Kind.PAGE
    assert kind_of(b"Words and a <b>bold</b> one", "x", "text/html") is Kind.PAGE
    assert kind_of(b"Words and a <b>bold</b> one", "note.txt") is Kind.TEXT
    assert kind_of(b'"text": "cut at the beginning"}', "reports.jsonl") is Kind.REPORTS


@pytest.mark.parametrize("codec", ["utf-16", "utf-8-sig", "utf-32"])
def test_a_byte_order_mark_is_no_sign_of_a_binary_file(codec: str) -> None:
    assert kind_of(PAGE.encode(codec)) is Kind.PAGE


@pytest.mark.parametrize(
    "content",
    [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", bytes(range(256)) * 4, b"SQLite format 3\x00" + bytes(90)],
)
def test_a_binary_file_is_none_of_these(content: bytes) -> None:
    assert kind_of(content, "photo.html") is Kind.BINARY


def test_archives_and_packed_files() -> None:
    assert kind_of(b"PK\x03\x04" + bytes(40), "crawl.wacz") is Kind.WACZ
    assert kind_of(b"PK\x03\x04" + bytes(40) + b"datapackage.json") is Kind.WACZ
    assert kind_of(b"PK\x03\x04" + bytes(40), "letters.docx") is Kind.BINARY
    assert kind_of(gzip.compress(PAGE.encode())) is Kind.GZIP


@given(st.binary(max_size=400), st.text(max_size=20))
def test_anything_has_a_kind(content: bytes, name: str) -> None:
    assert kind_of(content, name) in Kind


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("https://harbour.example/a\nhttps://harbour.example/b\n", Kind.SITEMAP),
        ("\ufeffhttps://harbour.example/a\r\n\r\n  https://harbour.example/b", Kind.SITEMAP),
        ("http://harbour.example/a", Kind.SITEMAP),
        ("https://harbour.example/a and a word", Kind.TEXT),
        ("see https://harbour.example/a", Kind.TEXT),
        ("https://harbour.example/a\nftp://harbour.example/b", Kind.TEXT),
    ],
)
def test_addresses_alone_are_a_sitemap(content: str, kind: Kind) -> None:
    assert kind_of(content.encode(), "sitemap.txt") is kind


def test_addresses_beyond_what_is_looked_at_may_be_cut() -> None:
    many = "".join(f"https://harbour.example/{number}\n" for number in range(5_000))
    assert kind_of(many.encode()) is Kind.SITEMAP


FEED = '<?xml version="1.0"?>\n<rss version="2.0"><channel><title>Harbour</title></channel></rss>'


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_a_feed_in_utf_16_without_a_mark_is_a_feed(codec: str) -> None:
    assert kind_of(FEED.encode(codec)) is Kind.FEED


@pytest.mark.parametrize(
    ("before", "kind"),
    [
        ("<br />\n<b>Warning</b>:  mysql_connect() in /srv/feed.php on line 3\n", Kind.FEED),
        ("Notice: undefined index\n", Kind.FEED),
        ("<p>How to write a feed: begin with &lt;?xml, then</p>", Kind.FEED),
        ("<html><body><p>Begin a feed with:</p><pre>", Kind.PAGE),
    ],
)
def test_a_feed_is_found_behind_a_warning_of_its_server_but_not_in_a_page(before: str, kind: Kind) -> None:
    assert kind_of((before + FEED).encode()) is kind


def test_a_stray_control_does_not_make_a_small_feed_binary() -> None:
    assert kind_of(FEED.replace("Harbour", "Har\x0bbour").encode()) is Kind.FEED
